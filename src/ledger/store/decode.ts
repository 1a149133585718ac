import type { AttemptRecord, PricedCall } from "../../spec/call.ts";
import type { Failure } from "../../spec/failure.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { LimitReading } from "../../spec/hindsight.ts";
import type { Cost, Usage } from "../../spec/usage.ts";
import type { SpendPart } from "../spending.ts";
import { sumOf } from "../pricing/price-call.ts";
import { maybeNumber, maybeText, maybeWord, number, text, word } from "./cells.ts";
import { decoded, decodeId, OUTCOMES } from "./codes.ts";
import type { Row } from "./columns.ts";
import type { Origin, RouteName } from "./numbers.ts";
import type { AttemptGlimpse } from "./store.ts";

/** Reads a call with its attempts, in order. Throws `DamagedRow` for what this program does not write. */
export function decodeCall(row: Row, attempts: readonly Row[]): PricedCall {
  const startedAt = number(row, "started_at");
  const tried = attempts.map((attempt) => decodeAttempt(attempt, startedAt));
  return {
    id: decodeId(row["id"]),
    ...decodeOrigin(row),
    startedAt,
    durationMs: number(row, "duration_ms"),
    ...present("firstTokenMs", maybeNumber(row, "first_token_ms")),
    outcome: decoded(OUTCOMES, row["outcome"]),
    ...present("routeId", maybeText(row, "route_id")),
    attempts: tried,
    cost: sumOf(tried.map((attempt) => attempt.cost)),
  };
}

export function decodeOrigin(row: Row): Origin {
  return {
    task: word<Origin["task"]>(row, "task"),
    client: text(row, "client"),
    ...present("workspace", named(row, "workspace")),
    ...present("experiment", named(row, "experiment")),
  };
}

/** Undefined for the empty text. */
function named(row: Row, column: string): string | undefined {
  const name = text(row, column);
  return name === "" ? undefined : name;
}

export function decodeRoute(row: Row): RouteName {
  return {
    routeId: text(row, "route_id"),
    provider: text(row, "provider"),
    model: text(row, "model"),
    credential: text(row, "credential"),
  };
}

function decodeAttempt(row: Row, callStartedAt: number): PricedCall["attempts"][number] {
  return {
    ...decodeRoute(row),
    ...decodeGlimpse(row, callStartedAt),
    durationMs: number(row, "duration_ms"),
    probe: number(row, "probe") === 1,
    ...present("role", maybeWord<NonNullable<AttemptRecord["role"]>>(row, "role")),
    ...present("failure", decodeFailure(row)),
    ...present("usage", decodeUsage(row)),
    ...present("finish", maybeWord<NonNullable<AttemptRecord["finish"]>>(row, "finish")),
    cost: decodeCost(row),
  };
}

/** @param callStartedAt when the call of this attempt did */
export function decodeGlimpse(row: Row, callStartedAt: number): AttemptGlimpse {
  return {
    startedAt: callStartedAt + number(row, "started_after_ms"),
    ...present("firstTokenMs", maybeNumber(row, "first_token_ms")),
    outcome: decoded(OUTCOMES, row["outcome"]),
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

export function decodeSpend(row: Row): SpendPart {
  return {
    task: word<SpendPart["task"]>(row, "task"),
    client: text(row, "client"),
    ...present("experiment", named(row, "experiment")),
    usd: number(row, "usd"),
    unpriced: number(row, "unpriced"),
    calls: number(row, "calls"),
  };
}

export function decodeLimit(row: Row): LimitReading {
  return {
    credential: text(row, "credential"),
    model: text(row, "model"),
    kind: word<LimitReading["kind"]>(row, "kind"),
    at: number(row, "at"),
    ...present("limit", maybeNumber(row, "allowed")),
    ...present("remaining", maybeNumber(row, "remaining")),
    ...present("resetsAt", maybeNumber(row, "resets_at")),
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
  return {
    kind: "known",
    usd,
    source: word<Extract<Cost, { kind: "known" }>["source"]>(row, "cost_source"),
    ...present("cacheSavedUsd", maybeNumber(row, "cache_saved_usd")),
  };
}

/** A property only where there is a value: the records' optional properties are absent, not undefined. */
function present<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]: V }); // a computed key widens to string
}
