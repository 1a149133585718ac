import type { PricedCall } from "../../spec/call.ts";

type PricedAttempt = PricedCall["attempts"][number];

/** A value of a flat file. */
export type FlatCell = string | number | boolean | null;

/** What a column's values are: texts, numbers, yes or no, or moments, which are ISO 8601 in UTC in a file. */
export type FlatKind = "text" | "number" | "flag" | "moment";

/** An attempt with its call, or a call without attempts. The key is called by its label. */
export interface FlatSource {
  readonly call: PricedCall;
  readonly attempt: PricedAttempt | undefined;
  /** From 1. */
  readonly position: number;
  readonly key: string;
}

export interface FlatColumn {
  readonly name: string;
  readonly kind: FlatKind;
  readonly value: (source: FlatSource) => FlatCell | undefined;
}

const knownCost = ({ attempt }: FlatSource) => (attempt?.cost.kind === "known" ? attempt.cost : undefined);

const ofCall: readonly FlatColumn[] = [
  { name: "call_id", kind: "text", value: ({ call }) => call.id },
  { name: "task", kind: "text", value: ({ call }) => call.task },
  { name: "client", kind: "text", value: ({ call }) => call.client },
  { name: "workspace", kind: "text", value: ({ call }) => call.workspace },
  { name: "experiment", kind: "text", value: ({ call }) => call.experiment },
  { name: "call_started_at", kind: "moment", value: ({ call }) => call.startedAt },
  { name: "call_duration_ms", kind: "number", value: ({ call }) => call.durationMs },
  { name: "call_first_token_ms", kind: "number", value: ({ call }) => call.firstTokenMs },
  { name: "call_outcome", kind: "text", value: ({ call }) => call.outcome },
  { name: "call_route", kind: "text", value: ({ call }) => call.routeId },
  { name: "attempts", kind: "number", value: ({ call }) => call.attempts.length },
];

const ofAttempt: readonly FlatColumn[] = [
  { name: "attempt", kind: "number", value: ({ attempt, position }) => attempt && position },
  { name: "route", kind: "text", value: ({ attempt }) => attempt?.routeId },
  { name: "provider", kind: "text", value: ({ attempt }) => attempt?.provider },
  { name: "model", kind: "text", value: ({ attempt }) => attempt?.model },
  { name: "key", kind: "text", value: ({ attempt, key }) => attempt && key },
  { name: "started_at", kind: "moment", value: ({ attempt }) => attempt?.startedAt },
  { name: "duration_ms", kind: "number", value: ({ attempt }) => attempt?.durationMs },
  { name: "first_token_ms", kind: "number", value: ({ attempt }) => attempt?.firstTokenMs },
  { name: "outcome", kind: "text", value: ({ attempt }) => attempt?.outcome },
  { name: "probe", kind: "flag", value: ({ attempt }) => attempt?.probe },
  { name: "role", kind: "text", value: ({ attempt }) => attempt?.role },
  { name: "finish", kind: "text", value: ({ attempt }) => attempt?.finish },
];

const ofFailure: readonly FlatColumn[] = [
  { name: "failure_class", kind: "text", value: ({ attempt }) => attempt?.failure?.class },
  { name: "failure_scope", kind: "text", value: ({ attempt }) => attempt?.failure?.scope },
  { name: "failure_message", kind: "text", value: ({ attempt }) => attempt?.failure?.message },
  { name: "failure_status", kind: "number", value: ({ attempt }) => attempt?.failure?.status },
  { name: "failure_code", kind: "text", value: ({ attempt }) => attempt?.failure?.code },
  { name: "failure_retry_after_ms", kind: "number", value: ({ attempt }) => attempt?.failure?.retryAfterMs },
  { name: "failure_deadline", kind: "text", value: ({ attempt }) => attempt?.failure?.deadline },
];

const ofUsage: readonly FlatColumn[] = [
  { name: "input_tokens", kind: "number", value: ({ attempt }) => attempt?.usage?.input },
  { name: "cache_read_tokens", kind: "number", value: ({ attempt }) => attempt?.usage?.cacheRead },
  { name: "cache_write_tokens", kind: "number", value: ({ attempt }) => attempt?.usage?.cacheWrite },
  { name: "cache_write_long_tokens", kind: "number", value: ({ attempt }) => attempt?.usage?.cacheWriteLong },
  { name: "output_tokens", kind: "number", value: ({ attempt }) => attempt?.usage?.output },
  { name: "reasoning_tokens", kind: "number", value: ({ attempt }) => attempt?.usage?.reasoning },
  { name: "usage_source", kind: "text", value: ({ attempt }) => attempt?.usage?.source },
  { name: "reported_cost_usd", kind: "number", value: ({ attempt }) => attempt?.usage?.reportedCost },
  { name: "cost_usd", kind: "number", value: (source) => knownCost(source)?.usd },
  { name: "cost_source", kind: "text", value: (source) => knownCost(source)?.source },
  { name: "cache_saved_usd", kind: "number", value: (source) => knownCost(source)?.cacheSavedUsd },
];

/** The columns of a flat file, in their order. */
export const flatColumns: readonly FlatColumn[] = [...ofCall, ...ofAttempt, ...ofFailure, ...ofUsage];

/** A row for each attempt; a call without attempts has one, too. */
export function flatRows(call: PricedCall): readonly (readonly FlatCell[])[] {
  const attempts = call.attempts.length === 0 ? [undefined] : call.attempts;
  return attempts.map((attempt, index) => {
    const source = { call, attempt, position: index + 1, key: attempt?.credential ?? "" };
    return flatColumns.map(({ kind, value }) => cellOf(kind, value(source)));
  });
}

function cellOf(kind: FlatKind, value: FlatCell | undefined): FlatCell {
  if (value === undefined) return null;
  return kind === "moment" && typeof value === "number" ? new Date(value).toISOString() : value;
}
