import { CsvError, parse } from "csv-parse/sync";
import { plainCell } from "./safe-cell.ts";

/** A line that could not be used, counted from 1, and why. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** A file's rows as trimmed cells, each with its line. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Set when it is no CSV file from some line on; nothing of it is used then. */
  readonly problem?: LineProblem;
  /** What separates cells. A semicolon hints at decimal commas. */
  readonly delimiter: string;
}

/** Far more than anybody's receipts. */
const MOST_CHARACTERS = 5_000_000;

const NOTHING = { header: [], rows: [], delimiter: "," } as const;

/** Reads comma-, semicolon- or tab-separated text, with or without a byte order mark and Excel's `sep=` line. */
export function readTable(text: string): CsvTable {
  if (text.length > MOST_CHARACTERS) {
    return { ...NOTHING, problem: { line: 1, message: "The file is too long; split it into several." } };
  }
  const [, said, skipped] = /^\uFEFF?sep=(.)(\r?\n)/i.exec(text) ?? [];
  const body = skipped === undefined ? text : text.slice(text.indexOf(skipped) + skipped.length);
  const delimiter = said ?? likeliestDelimiter(body);
  try {
    const records = parse(body, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    const rows = records.map(({ record, info }) => ({
      line: info.lines + (skipped === undefined ? 0 : 1),
      cells: record.map((cell) => plainCell(cell.trim())),
    }));
    const [header, ...rest] = rows;
    return { header: header?.cells ?? [], rows: rest, delimiter };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ...NOTHING, delimiter, problem: { line: lineOf(error), message: "A quotation mark is never closed." } };
  }
}

function lineOf(error: CsvError): number {
  const line: unknown = error["lines"];
  return typeof line === "number" ? line : 1;
}

/** What stands most often between the names in the first line. */
function likeliestDelimiter(text: string): string {
  const first = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
  const bare = first.replace(/"(?:[^"]|"")*"/g, "");
  const [best] = [",", ";", "\t"].map((mark) => ({ mark, count: bare.split(mark).length })).toSorted(byCount);
  return best?.mark ?? ",";
}

function byCount(a: { readonly count: number }, b: { readonly count: number }): number {
  return b.count - a.count;
}
