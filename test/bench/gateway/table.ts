import { percentile } from "../router-bench.ts";
import { addedBy } from "./figures.ts";
import type { Result } from "./race.ts";

const columns = ["", "TTFT p50", "p99", "JSON p50", "p99", "added TTFT", "p99", "JSON", "translated", "req/s", "MB"];

/** All contestants' own figures, in milliseconds, and behind them what each adds to the way without it. */
export function tableOf(results: readonly Result[]): string {
  const [direct] = results;
  const rows = direct ? results.map((result) => rowOf(result, direct)) : [];
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [columns, ...rows]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))))
    .map((cells) => cells.join("  "))
    .join("\n");
}

function rowOf(result: Result, direct: Result): readonly string[] {
  const { contestant, firstToken, json, requestsPerSecond, memoryMb } = result;
  const added = addedBy(result, direct);
  const isDirect = contestant.kind === "direct";
  const over = (value: number | undefined) => (isDirect || value === undefined ? "" : value.toFixed(2));
  return [
    contestant.name,
    percentile(firstToken, 0.5).toFixed(2),
    percentile(firstToken, 0.99).toFixed(2),
    percentile(json, 0.5).toFixed(2),
    percentile(json, 0.99).toFixed(2),
    over(added.firstTokenP50),
    over(added.firstTokenP99),
    over(added.jsonP50),
    over(added.translatedP50),
    requestsPerSecond.toFixed(0),
    isDirect || memoryMb === undefined ? "" : memoryMb.toFixed(0),
  ];
}
