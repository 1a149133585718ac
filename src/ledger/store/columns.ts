import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { Failure } from "../../spec/failure.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { LimitReading } from "../../spec/hindsight.ts";
import type { EditorOutcome } from "../../spec/outcome.ts";
import { encodeId, OUTCOME_KINDS } from "./codes.ts";

/** A row as it is read by name. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** How a value becomes a row: the columns in the order in which they are bound, each with what goes into it. */
export type Columns<T> = readonly (readonly [name: string, value: (from: T) => SQLInputValue])[];

export const FAILURE_COLUMNS: Columns<{ readonly failure?: Failure }> = [
  ["failure_class", ({ failure }) => failure?.class ?? null],
  ["failure_scope", ({ failure }) => failure?.scope ?? null],
  ["failure_message", ({ failure }) => failure?.message ?? null],
  ["failure_status", ({ failure }) => failure?.status ?? null],
  ["failure_code", ({ failure }) => failure?.code ?? null],
  ["failure_retry_after_ms", ({ failure }) => failure?.retryAfterMs ?? null],
  ["failure_deadline", ({ failure }) => failure?.deadline ?? null],
];

/** Besides `writer`, which an event does not know of itself. */
export const HEALTH_COLUMNS: Columns<HealthEvent> = [
  ["at", (event) => event.at],
  ["scope", (event) => event.target.scope],
  ["key", (event) => event.target.key],
  ["from_state", (event) => event.from],
  ["to_state", (event) => event.to],
  ["cause", (event) => event.cause],
  ["until", (event) => event.until ?? null],
  ...FAILURE_COLUMNS,
];

export const OUTCOME_COLUMNS: Columns<EditorOutcome> = [
  ["call_id", (outcome) => encodeId(outcome.callId)],
  ["at", (outcome) => outcome.at],
  ["kind", (outcome) => OUTCOME_KINDS.indexOf(outcome.kind)],
  ["characters", (outcome) => outcome.characters],
  ["language", (outcome) => outcome.language],
];

export const LIMIT_COLUMNS: Columns<LimitReading> = [
  ["credential", (reading) => reading.credential],
  ["model", (reading) => reading.model],
  ["kind", (reading) => reading.kind],
  ["at", (reading) => reading.at],
  ["allowed", (reading) => reading.limit ?? null],
  ["remaining", (reading) => reading.remaining ?? null],
  ["resets_at", (reading) => reading.resetsAt ?? null],
];

/** The values to bind, in the order of `columns`. */
export function valuesOf<T>(columns: Columns<T>, from: T): SQLInputValue[] {
  return columns.map(([, value]) => value(from));
}

/** An insertion of `others`, then `columns`. */
export function insertInto<T>(table: string, others: readonly string[], columns: Columns<T>): string {
  const names = [...others, ...columns.map(([name]) => name)];
  return `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
}
