import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { PricedCall } from "../../spec/call.ts";
import type { Failure } from "../../spec/failure.ts";
import type { HealthEvent } from "../../spec/health.ts";
import { spentOn } from "../spending.ts";
import { failoversOf } from "../tally/figures.ts";

type PricedAttempt = PricedCall["attempts"][number];

/** A row as it is read by name. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** How a value becomes a row: the columns in the order in which they are bound, each with what goes into it. */
export type Columns<T> = readonly (readonly [name: string, value: (from: T) => SQLInputValue])[];

/** Besides `writer`, which a call does not know of itself. */
export const CALL_COLUMNS: Columns<PricedCall> = [
  ["id", (call) => call.id],
  ["task", (call) => call.task],
  ["client", (call) => call.client],
  ["experiment", (call) => call.experiment ?? null],
  ["started_at", (call) => call.startedAt],
  ["duration_ms", (call) => call.durationMs],
  ["first_token_ms", (call) => call.firstTokenMs ?? null],
  ["outcome", (call) => call.outcome],
  ["route_id", (call) => call.routeId ?? null],
  ["failovers", failoversOf],
  ["spent_usd", spentOn],
];

const FAILURE_COLUMNS: Columns<{ readonly failure?: Failure }> = [
  ["failure_class", ({ failure }) => failure?.class ?? null],
  ["failure_scope", ({ failure }) => failure?.scope ?? null],
  ["failure_message", ({ failure }) => failure?.message ?? null],
  ["failure_status", ({ failure }) => failure?.status ?? null],
  ["failure_code", ({ failure }) => failure?.code ?? null],
  ["failure_retry_after_ms", ({ failure }) => failure?.retryAfterMs ?? null],
  ["failure_deadline", ({ failure }) => failure?.deadline ?? null],
];

/** Besides `call`, `position` and `route`, which an attempt does not know of itself. */
export const ATTEMPT_COLUMNS: Columns<PricedAttempt> = [
  ["started_at", (attempt) => attempt.startedAt],
  ["duration_ms", (attempt) => attempt.durationMs],
  ["first_token_ms", (attempt) => attempt.firstTokenMs ?? null],
  ["outcome", (attempt) => attempt.outcome],
  ["probe", (attempt) => (attempt.probe ? 1 : 0)],
  ["role", (attempt) => attempt.role ?? null],
  ["finish", (attempt) => attempt.finish ?? null],
  ...FAILURE_COLUMNS,
  ["input", ({ usage }) => usage?.input ?? null],
  ["cache_read", ({ usage }) => usage?.cacheRead ?? null],
  ["cache_write", ({ usage }) => usage?.cacheWrite ?? null],
  ["cache_write_long", ({ usage }) => usage?.cacheWriteLong ?? null],
  ["output", ({ usage }) => usage?.output ?? null],
  ["reasoning", ({ usage }) => usage?.reasoning ?? null],
  ["usage_source", ({ usage }) => usage?.source ?? null],
  ["reported_cost_usd", ({ usage }) => usage?.reportedCost ?? null],
  ["cost_usd", ({ cost }) => (cost.kind === "known" ? cost.usd : null)],
  ["cost_source", ({ cost }) => (cost.kind === "known" ? cost.source : null)],
];

/** Besides `writer`, as for a call. */
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

/** The values to bind, in the order of `columns`. */
export function valuesOf<T>(columns: Columns<T>, from: T): SQLInputValue[] {
  return columns.map(([, value]) => value(from));
}
