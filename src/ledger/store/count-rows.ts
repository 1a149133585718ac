import type { Outcome } from "../../spec/call.ts";
import type { Task } from "../../spec/task.ts";
import type { FigureSink } from "../tally/figures.ts";
import { type Cells, maybeNumber, number, text } from "./cells.ts";
import { DamagedRow } from "./sqlite-trouble.ts";

/**
 * One row an attempt, with its call's columns before it; a call without attempts has one row too. Read as arrays and
 * counted here: SQLite's own GROUP BY takes longer for this, as it sorts the rows first.
 */
export const FIGURES = `
  SELECT calls.task, calls.started_at, calls.duration_ms, calls.first_token_ms, calls.outcome, calls.failovers,
    attempts.position, attempts.route, attempts.started_at, attempts.duration_ms, attempts.first_token_ms,
    attempts.outcome, attempts.input, attempts.cache_read, attempts.output, attempts.cost_usd, attempts.usage_source,
    attempts.role
  FROM calls LEFT JOIN attempts ON attempts.call = calls.number`;

/** What `routes.number` stands for. */
export interface RouteName {
  readonly routeId: string;
  readonly provider: string;
  readonly model: string;
}

/** Gives the rows of `FIGURES` to `sink`; of attempts, the real ones. */
export function countRows(
  rows: readonly Cells<number>[],
  routeName: (number: number) => RouteName,
  sink: FigureSink,
): void {
  for (const row of rows) {
    const task = text(row, 0) as Task; // only this program writes it
    const callStartedAt = number(row, 1);
    const position = maybeNumber(row, 6);
    if (position === undefined || position === 0) {
      sink.addCall({
        task,
        startedAt: callStartedAt,
        durationMs: number(row, 2),
        firstTokenMs: maybeNumber(row, 3),
        outcome: outcome(row, 4),
        failovers: number(row, 5),
      });
    }
    if (position === undefined || row[17] === "drill") continue;
    const usd = maybeNumber(row, 15);
    const metered = row[16] !== null;
    sink.addAttempt({
      task,
      callStartedAt,
      ...routeName(number(row, 7)),
      startedAt: number(row, 8),
      durationMs: number(row, 9),
      firstTokenMs: maybeNumber(row, 10),
      outcome: outcome(row, 11),
      input: maybeNumber(row, 12) ?? 0,
      cacheRead: maybeNumber(row, 13) ?? 0,
      output: maybeNumber(row, 14) ?? 0,
      usd,
      unpriced: metered && usd === undefined,
      estimated: row[16] === "estimated",
    });
  }
}

/** Checked, unlike other words, because it is counted under its name. */
function outcome(row: Cells<number>, index: number): Outcome {
  const value = row[index];
  if (value === "succeeded" || value === "failed" || value === "cancelled") return value;
  throw new DamagedRow(index);
}
