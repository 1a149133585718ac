import type { PricedCall } from "../../spec/call.ts";
import type { Adopted } from "../store/store.ts";
import type { ArchiveFormat } from "./archive-format.ts";
import { checkCall } from "./call-schema.ts";
import { describeFileTrouble } from "./file-trouble.ts";
import { callOfRows, type FlatRow } from "./from-flat.ts";
import { readArray, readCsv, readLines, type ReadPart } from "./read-pieces.ts";

/** What came of reading a file. */
export interface ImportAnswer {
  readonly added: number;
  /** Had been pruned: they are back, and sums knew them still. */
  readonly restored: number;
  /** Were there already. */
  readonly skipped: number;
  /** The first ones; sentences. */
  readonly problems: readonly ImportProblem[];
  readonly moreProblems: number;
}

export interface ImportProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface ImportOptions {
  readonly path: string;
  readonly format: ArchiveFormat;
  /** Adds calls to the ledger, as `Ledger.adopt` does. */
  readonly append: (calls: readonly PricedCall[]) => Adopted | Promise<Adopted>;
}

const CALLS_AT_A_TIME = 500;
const MOST_PROBLEMS = 100;
const MOST_ROWS_OF_A_CALL = 1000;

/**
 * Reads calls from a file that `exportCalls` wrote, or one like it. What cannot be read is left out and told of. Keys are
 * not in such a file: calls come with their keys' labels. Aborted, it rejects, and what was added stays.
 */
export async function importCalls(
  { path, format, append }: ImportOptions,
  signal?: AbortSignal,
): Promise<ImportAnswer> {
  const problems: ImportProblem[] = [];
  let moreProblems = 0;
  let added = 0;
  let restored = 0;
  let skipped = 0;
  let waiting: PricedCall[] = [];
  const note = (problem: ImportProblem) => {
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
    else moreProblems += 1;
  };
  const flush = async () => {
    const calls = waiting;
    waiting = [];
    if (calls.length === 0) return;
    const adopted = await append(calls);
    added += adopted.added;
    restored += adopted.restored;
    skipped += calls.length - adopted.added - adopted.restored;
  };
  try {
    for await (const { line, candidate } of candidatesIn(path, format, signal)) {
      const call = typeof candidate === "string" ? candidate : checkCall(candidate.value);
      if (typeof call === "string") note({ line, message: call });
      else waiting.push(call);
      if (waiting.length >= CALLS_AT_A_TIME) await flush();
      signal?.throwIfAborted();
    }
  } catch (error) {
    const trouble = signal?.aborted === true ? undefined : describeFileTrouble(error);
    if (trouble === undefined) throw error;
    note({ line: 1, message: `The file cannot be read: ${trouble}.` });
  }
  await flush();
  return { added, restored, skipped, problems: problems.toSorted((a, b) => a.line - b.line), moreProblems };
}

/** What may be a call, or a sentence that says why it is none. */
interface Candidate {
  readonly line: number;
  readonly candidate: { readonly value: unknown } | string;
}

async function* candidatesIn(path: string, format: ArchiveFormat, signal?: AbortSignal): AsyncGenerator<Candidate> {
  if (format === "json") {
    for await (const part of readArray(path, signal)) yield { line: part.line, candidate: ofPart(part) };
    return;
  }
  yield* joinedRows(format === "csv" ? readCsv(path, signal) : readLines(path, signal));
}

function ofPart(part: ReadPart): Candidate["candidate"] {
  return part.kind === "problem" ? part.message : { value: part.value };
}

/** Rows of one call stand together. */
async function* joinedRows(parts: AsyncIterable<ReadPart>): AsyncGenerator<Candidate> {
  let rows: FlatRow[] = [];
  let firstLine = 1;
  const joined = (): readonly Candidate[] => {
    if (rows.length === 0) return [];
    const call = callOfRows(rows);
    rows = [];
    return [{ line: firstLine, candidate: typeof call === "string" ? call : { value: call } }];
  };
  for await (const part of parts) {
    if (part.kind === "problem") {
      yield { line: part.line, candidate: part.message };
      continue;
    }
    const row = part.value as FlatRow; // made so by the two readers of rows; its cells are checked with the call
    if (rows[0]?.["call_id"] !== row["call_id"] || rows.length >= MOST_ROWS_OF_A_CALL) {
      yield* joined();
      firstLine = part.line;
    }
    rows.push(row);
  }
  yield* joined();
}
