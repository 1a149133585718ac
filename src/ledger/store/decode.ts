import type { Spend } from "../../spec/budget.ts";
import type { AttemptRecord, CallRecord, PricedCall } from "../../spec/call.ts";
import type { Failure } from "../../spec/failure.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { Cost, Usage } from "../../spec/usage.ts";
import { sumOf } from "../pricing/price-call.ts";
import { maybeNumber, maybeText, maybeWord, number, text, word } from "./cells.ts";
import type { Row } from "./columns.ts";
import type { AttemptGlimpse } from "./store.ts";

/** Reads a call with its attempts, in order. Throws `DamagedRow` for what this program does not write. */
export function decodeCall(row: Row, attempts: readonly Row[]): PricedCall {
  const decoded = attempts.map(decodeAttempt);
  return {
    id: text(row, "id"),
    task: word<CallRecord["task"]>(row, "task"),
    client: text(row, "client"),
    ...present("experiment", maybeText(row, "experiment")),
    startedAt: number(row, "started_at"),
    durationMs: number(row, "duration_ms"),
    ...present("firstTokenMs", maybeNumber(row, "first_token_ms")),
    outcome: word<CallRecord["outcome"]>(row, "outcome"),
    ...present("routeId", maybeText(row, "route_id")),
    attempts: decoded,
    cost: sumOf(decoded.map((attempt) => attempt.cost)),
  };
}

function decodeAttempt(row: Row): PricedCall["attempts"][number] {
  return {
    routeId: text(row, "route_id"),
    provider: text(row, "provider"),
    model: text(row, "model"),
    credential: text(row, "credential"),
    ...decodeGlimpse(row),
    durationMs: number(row, "duration_ms"),
    probe: number(row, "probe") === 1,
    ...present("role", maybeWord<NonNullable<AttemptRecord["role"]>>(row, "role")),
    ...present("failure", decodeFailure(row)),
    ...present("usage", decodeUsage(row)),
    ...present("finish", maybeWord<NonNullable<AttemptRecord["finish"]>>(row, "finish")),
    cost: decodeCost(row),
  };
}

export function decodeGlimpse(row: Row): AttemptGlimpse {
  return {
    startedAt: number(row, "started_at"),
    ...present("firstTokenMs", maybeNumber(row, "first_token_ms")),
    outcome: word<AttemptRecord["outcome"]>(row, "outcome"),
  };
}

export function decodeHealth(row: Row): HealthEvent {
  return {
    at: number(row, "at"),
    target: { scope: word<HealthEvent["target"]["scope"]>(row, "scope"), key: text(row, "key") },
    from: word<HealthEvent["from"]>(row, "from_state"),
    to: word<HealthEvent["to"]>(row, "to_state"),
    cause: text(row, "cause"),
    ...present("until", maybeNumber(row, "until")),
    ...present("failure", decodeFailure(row)),
  };
}

export function decodeSpend(row: Row): Spend {
  return {
    task: word<Spend["task"]>(row, "task"),
    client: text(row, "client"),
    ...present("experiment", maybeText(row, "experiment")),
    usd: number(row, "usd"),
  };
}

function decodeFailure(row: Row): Failure | undefined {
  const failureClass = maybeWord<Failure["class"]>(row, "failure_class");
  if (failureClass === undefined) return undefined;
  return {
    class: failureClass,
    scope: word<Failure["scope"]>(row, "failure_scope"),
    message: text(row, "failure_message"),
    ...present("status", maybeNumber(row, "failure_status")),
    ...present("code", maybeText(row, "failure_code")),
    ...present("retryAfterMs", maybeNumber(row, "failure_retry_after_ms")),
    ...present("deadline", maybeWord<NonNullable<Failure["deadline"]>>(row, "failure_deadline")),
  };
}

function decodeUsage(row: Row): Usage | undefined {
  const input = maybeNumber(row, "input");
  if (input === undefined) return undefined;
  return {
    input,
    cacheRead: number(row, "cache_read"),
    cacheWrite: number(row, "cache_write"),
    cacheWriteLong: number(row, "cache_write_long"),
    output: number(row, "output"),
    reasoning: number(row, "reasoning"),
    source: word<Usage["source"]>(row, "usage_source"),
    ...present("reportedCost", maybeNumber(row, "reported_cost_usd")),
  };
}

function decodeCost(row: Row): Cost {
  const usd = maybeNumber(row, "cost_usd");
  if (usd === undefined) return { kind: "unknown" };
  return { kind: "known", usd, source: word<Extract<Cost, { kind: "known" }>["source"]>(row, "cost_source") };
}

/** A property only where there is a value: the records' optional properties are absent, not undefined. */
function present<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]: V }); // a computed key widens to string
}
