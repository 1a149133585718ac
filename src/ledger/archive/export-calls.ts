import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import { callFields } from "../../filter/call-fields.ts";
import { parseFilter } from "../../filter/parse.ts";
import type { PricedCall } from "../../spec/call.ts";
import type { Condition } from "../reader/condition.ts";
import { filterSql } from "../reader/filter-sql.ts";
import { knownNames } from "../reader/known-names.ts";
import { number } from "../store/cells.ts";
import type { ArchiveFormat } from "./archive-format.ts";
import { encoders } from "./encoders.ts";
import { describeFileTrouble } from "./file-trouble.ts";
import { labelOf } from "./key-labels.ts";
import { type Batch, callsAfter } from "./stored-calls.ts";

export interface ExportQuery {
  /** In the filter language of `src/filter`. */
  readonly filter: string;
  readonly format: ArchiveFormat;
  /** Of the file, which is replaced when all is written. */
  readonly path: string;
  /** What users call their keys, by `Credential.id`. Ids are not written. */
  readonly keys: Readonly<Record<string, string>>;
}

export type ExportAnswer =
  | {
      readonly kind: "written";
      readonly calls: number;
      readonly bytes: number;
      /** Calls that are damaged in the ledger's file, and were left out; missing when there are none. */
      readonly damaged?: number;
    }
  /** The filter cannot be read; `at` is where, in characters from its beginning. */
  | { readonly kind: "misread"; readonly message: string; readonly at: number }
  /** `message` is a sentence. */
  | { readonly kind: "unwritable"; readonly message: string }
  /** It was told to stop, and has left nothing. */
  | { readonly kind: "stopped" };

/** What to do while it goes on. */
export interface ExportOptions {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** From 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Written in one go, so that others get their turn in between. */
const CALLS_AT_A_TIME = 500;

/**
 * Writes the calls that a filter finds, in the order in which they were recorded. What is recorded meanwhile is left out.
 * Throws only what a database does.
 */
export async function exportCalls(
  database: DatabaseSync,
  query: ExportQuery,
  { now, onProgress }: ExportOptions,
  signal?: AbortSignal,
): Promise<ExportAnswer> {
  const parsed = parseFilter(query.filter, callFields, now);
  if (!parsed.ok) return { kind: "misread", message: parsed.message, at: parsed.at };
  const where = filterSql(parsed.filter, { names: knownNames(database), keys: query.keys });
  // A name of its own: what stands beside it may be anybody's, another export's too.
  const temporary = `${query.path}.${randomBytes(6).toString("hex")}.part`;
  let file: FileHandle | undefined;
  try {
    file = await open(temporary, "wx");
    const written = await writeAll(file, database, query, where, onProgress ?? (() => {}), signal);
    await file.sync();
    await file.close();
    file = undefined;
    if (written === "stopped") return { kind: "stopped" };
    await rename(temporary, query.path);
    return { kind: "written", ...written };
  } catch (error) {
    const trouble = describeFileTrouble(error);
    if (trouble === undefined) throw error;
    return { kind: "unwritable", message: `The file cannot be written: ${trouble}.` };
  } finally {
    await file?.close().catch(() => {}); // it is thrown away
    await rm(temporary, { force: true }).catch(() => {});
  }
}

async function writeAll(
  file: FileHandle,
  database: DatabaseSync,
  { format, keys }: ExportQuery,
  where: Condition,
  onProgress: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<Omit<Extract<ExportAnswer, { kind: "written" }>, "kind"> | "stopped"> {
  const { head, call: encode, foot } = encoders[format];
  const last = number(database.prepare("SELECT coalesce(max(number), 0) AS number FROM calls").get() ?? {}, "number");
  let bytes = 0;
  let calls = 0;
  let damaged = 0;
  const write = async (text: string) => {
    const piece = Buffer.from(text);
    // Unlike `write`, never only a part of it.
    await file.writeFile(piece);
    bytes += piece.length;
  };
  await write(head);
  for (let after = 0; after < last;) {
    if (signal?.aborted) return "stopped";
    const batch: Batch = callsAfter(database, where, { after, upTo: last, limit: CALLS_AT_A_TIME });
    const texts = batch.calls.map((call, index) => encode(labelled(call, keys), calls + index === 0));
    calls += batch.calls.length;
    damaged += batch.damaged;
    await write(texts.join(""));
    after = batch.upTo;
    onProgress(after / last);
  }
  await write(foot);
  return { calls, bytes, ...(damaged > 0 && { damaged }) };
}

function labelled(call: PricedCall, keys: ExportQuery["keys"]): PricedCall {
  const attempts = call.attempts.map((attempt) => ({ ...attempt, credential: labelOf(attempt.credential, keys) }));
  return { ...call, attempts };
}
