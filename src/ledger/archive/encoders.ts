import { stringify } from "csv-stringify/sync";
import type { PricedCall } from "../../spec/call.ts";
import type { ArchiveFormat } from "./archive-format.ts";
import { safeText } from "./csv-text.ts";
import { type FlatCell, flatColumns, flatRows } from "./flat-columns.ts";

/** Makes a file's text of calls, whose credentials are labels already. */
export interface Encoder {
  readonly head: string;
  /** @param first whether no call comes before */
  readonly call: (call: PricedCall, first: boolean) => string;
  readonly foot: string;
}

const names = flatColumns.map(({ name }) => name);

/** Lines end with CR and LF, https://www.rfc-editor.org/rfc/rfc4180#section-2. */
const csvOptions = { record_delimiter: "windows" };

export const encoders: Readonly<Record<ArchiveFormat, Encoder>> = {
  csv: {
    head: stringify([names], csvOptions),
    call: (call) =>
      stringify(
        flatRows(call).map((row) => row.map(csvCell)),
        csvOptions,
      ),
    foot: "",
  },
  json: {
    head: "[",
    call: (call, first) => `${first ? "" : ","}\n${JSON.stringify(call)}`,
    foot: "\n]\n",
  },
  ndjson: {
    head: "",
    call: (call) => flatRows(call).map(lineOf).join(""),
    foot: "",
  },
};

function csvCell(cell: FlatCell): string {
  return typeof cell === "string" ? safeText(cell) : cell === null ? "" : String(cell);
}

function lineOf(row: readonly FlatCell[]): string {
  return `${JSON.stringify(Object.fromEntries(row.map((cell, index) => [names[index] ?? "", cell])))}\n`;
}
