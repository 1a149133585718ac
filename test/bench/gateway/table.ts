import { percentile } from "../router-bench.ts";
import { addedBy } from "./figures.ts";
import type { Result } from "./race.ts";

const columns: readonly (readonly [name: string, cell: (result: Result, direct: Result) => string])[] = [
  ["", ({ contestant }) => contestant.name],
  ["TTFT p50", ({ firstToken }) => ms(firstToken && percentile(firstToken, 0.5))],
  ["added", (result, direct) => ms(addedBy(result, direct).firstTokenP50)],
  ["p99", ({ firstToken }) => ms(firstToken && percentile(firstToken, 0.99))],
  ["added", (result, direct) => ms(addedBy(result, direct).firstTokenP99)],
  ["JSON p50", ({ json }) => ms(json && percentile(json, 0.5))],
  ["added", (result, direct) => ms(addedBy(result, direct).jsonP50)],
  ["translated p50 added", (result, direct) => ms(addedBy(result, direct).translatedP50)],
  ["p99 added", (result, direct) => ms(addedBy(result, direct).translatedP99)],
  ["16 at once, req/s", ({ requestsPerSecond }) => requestsPerSecond?.toFixed(0) ?? ""],
  ["MB", ({ memoryMb }) => memoryMb?.toFixed(0) ?? ""],
];

/** All contestants' figures, times in milliseconds; each `added` is what comes on top of the way without a gateway. */
export function tableOf(results: readonly Result[]): string {
  const [direct] = results;
  if (!direct) return "";
  const rows = [columns.map(([name]) => name), ...results.map((one) => columns.map(([, cell]) => cell(one, direct)))];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ");
  return rows.map(line).join("\n");
}

function ms(value: number | undefined): string {
  return value?.toFixed(2) ?? "";
}
