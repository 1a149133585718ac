import type { DatabaseSync } from "node:sqlite";
import { exportCalls, type ExportOptions } from "../archive/export-calls.ts";
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
    ? exportCalls(database, question.query, options, signal)
    : atOneMoment(database, () => answer(database, question.name, question.query, options.now));
}
