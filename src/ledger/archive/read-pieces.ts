import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { originalText } from "./csv-text.ts";
import { type FlatCell, flatColumns, type FlatKind } from "./flat-columns.ts";
import type { FlatRow } from "./from-flat.ts";
import { ArraySplitter, LineSplitter, type Piece } from "./split-json.ts";

/** A part of a file that was read: a value to go on with, or a sentence that says what is wrong there. */
export type ReadPart = { readonly line: number } & (
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "problem"; readonly message: string }
);

/** No call is nearly as long. */
const LONGEST = 1_000_000;

const MOMENT = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

/** The calls of a JSON array, still to be checked. */
export async function* readArray(path: string, signal?: AbortSignal): AsyncGenerator<ReadPart> {
  const splitter = new ArraySplitter(LONGEST);
  for await (const text of textOf(path, signal)) yield* Array.from(splitter.push(text), parsed);
  if (!splitter.finish()) yield { line: 1, kind: "problem", message: "The file is not a whole JSON array of calls." };
}

/** The rows of a file of lines, each a JSON object. */
export async function* readLines(path: string, signal?: AbortSignal): AsyncGenerator<ReadPart> {
  const splitter = new LineSplitter(LONGEST);
  for await (const text of textOf(path, signal))
    yield* Array.from(splitter.push(text), (piece) => rowOf(parsed(piece)));
  yield* Array.from(splitter.finish(), (piece) => rowOf(parsed(piece)));
}

/** The rows of a CSV file, whose first one names the columns; they may stand in any order. */
export async function* readCsv(path: string, signal?: AbortSignal): AsyncGenerator<ReadPart> {
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: LONGEST,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const source = createReadStream(path, signal === undefined ? {} : { signal });
  source.on("error", (error) => parser.destroy(error));
  let names: readonly string[] | undefined;
  try {
    for await (const part of source.pipe(parser) as AsyncIterable<CsvPart>) {
      const { record, info } = part;
      if (names !== undefined) {
        yield csvRow(info.lines, names, record);
        continue;
      }
      names = record;
      const missing = flatColumns.find(({ name }) => !record.includes(name));
      if (missing === undefined) continue;
      yield { line: 1, kind: "problem", message: `The file has no column called ${missing.name}.` };
      return;
    }
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || !String(error.code).startsWith("CSV_")) throw error;
    yield { line: parser.info.lines, kind: "problem", message: "From here on this is not CSV, and was not read." };
  } finally {
    source.destroy();
  }
}

/** What csv-parse gives with `info`, https://csv.js.org/parse/options/info. */
interface CsvPart {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function textOf(path: string, signal: AbortSignal | undefined): AsyncIterable<string> {
  return createReadStream(path, { encoding: "utf8", ...(signal === undefined ? {} : { signal }) });
}

function parsed({ line, text }: Piece): ReadPart {
  if (text === undefined) return { line, kind: "problem", message: "This is too long for a call." };
  try {
    return { line, kind: "value", value: JSON.parse(text) };
  } catch {
    return { line, kind: "problem", message: "This is not JSON." };
  }
}

/** With its moments as numbers. */
function rowOf(part: ReadPart): ReadPart {
  if (part.kind === "problem") return part;
  if (typeof part.value !== "object" || part.value === null) {
    return { line: part.line, kind: "problem", message: "This is not a JSON object." };
  }
  const given = new Map<string, unknown>(Object.entries(part.value));
  const value = Object.fromEntries(
    flatColumns.map(({ name, kind }) => {
      const cell = given.get(name) ?? null;
      return [name, kind === "moment" && typeof cell === "string" ? momentOf(cell) : cell];
    }),
  );
  return { line: part.line, kind: "value", value };
}

function csvRow(line: number, names: readonly string[], cells: readonly string[]): ReadPart {
  if (cells.length !== names.length) {
    return { line, kind: "problem", message: `This row has ${cells.length} values instead of ${names.length}.` };
  }
  const given = new Map(names.map((name, index) => [name, cells[index] ?? ""]));
  const value: FlatRow = Object.fromEntries(
    flatColumns.map(({ name, kind }) => [name, csvCell(kind, given.get(name) ?? "")]),
  );
  return { line, kind: "value", value };
}

/** What cannot be read stays as it is, for the check to find. */
function csvCell(kind: FlatKind, cell: string): FlatCell {
  if (cell === "") return null;
  switch (kind) {
    case "text":
      return originalText(cell);
    case "number":
      return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;
    case "flag":
      return cell.toLowerCase() === "true" ? true : cell.toLowerCase() === "false" ? false : cell;
    case "moment":
      return momentOf(cell);
  }
}

function momentOf(text: string): FlatCell {
  const at = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? text : at;
}
