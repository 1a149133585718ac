import type { DatabaseSync } from "node:sqlite";
import type { ExportAnswer, ExportOptions, ExportQuery } from "../archive/export-calls.ts";
import { atOneMoment } from "../store/one-moment.ts";
import { answer } from "./answer.ts";
import type { Question } from "./questions.ts";

/** Answers at once, of one moment, or, where a file is written, later. Throws or rejects with what a database throws. */
export function runQuestion(
  database: DatabaseSync,
  question: Question,
  options: ExportOptions,
  signal?: AbortSignal,
): unknown {
  return question.name === "exportCalls"
    ? writeFile(database, question.query, options, signal)
    : atOneMoment(database, () => answer(database, question.name, question.query, options.now));
}

async function writeFile(
  database: DatabaseSync,
  query: ExportQuery,
  options: ExportOptions,
  signal: AbortSignal | undefined,
): Promise<ExportAnswer> {
  // It is loaded by who exports from memory alone: the thread that reads files is a script of its own.
  const { exportCalls } = await import("../archive/export-calls.ts");
  return exportCalls(database, query, options, signal);
}
