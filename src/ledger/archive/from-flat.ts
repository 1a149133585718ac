import type { FlatCell } from "./flat-columns.ts";

/** A row of a flat file, by the names of its columns; moments are milliseconds since the Unix epoch. */
export type FlatRow = Readonly<Record<string, FlatCell>>;

/** Puts the rows of one call together: what may be a call, still to be checked. A sentence when they are not all there. */
export function callOfRows(rows: readonly FlatRow[]): object | string {
  const [first = {}] = rows;
  const tried = rows.filter((row) => row["attempt"] !== null);
  const attempts = tried.toSorted((a, b) => Number(a["attempt"]) - Number(b["attempt"]));
  const stated = first["attempts"];
  if (typeof stated !== "number") return "The row does not say how many attempts its call has.";
  if (stated !== attempts.length) {
    return `The call has ${stated} attempts, and ${attempts.length} of them are here together.`;
  }
  return {
    ...present({
      id: first["call_id"],
      task: first["task"],
      client: first["client"],
      workspace: first["workspace"],
      experiment: first["experiment"],
      startedAt: first["call_started_at"],
      durationMs: first["call_duration_ms"],
      firstTokenMs: first["call_first_token_ms"],
      outcome: first["call_outcome"],
      routeId: first["call_route"],
    }),
    attempts: attempts.map(attemptOfRow),
  };
}

function attemptOfRow(row: FlatRow): object {
  const failure = present({
    class: row["failure_class"],
    scope: row["failure_scope"],
    // An empty text and none are the same in CSV.
    message: row["failure_message"] ?? "",
    status: row["failure_status"],
    code: row["failure_code"],
    retryAfterMs: row["failure_retry_after_ms"],
    deadline: row["failure_deadline"],
  });
  return present({
    routeId: row["route"],
    provider: row["provider"] ?? "",
    model: row["model"] ?? "",
    credential: row["key"] ?? "",
    startedAt: row["started_at"],
    durationMs: row["duration_ms"],
    firstTokenMs: row["first_token_ms"],
    outcome: row["outcome"],
    probe: row["probe"],
    role: row["role"],
    finish: row["finish"],
    failure: row["failure_class"] === null ? null : failure,
    usage: row["usage_source"] === null ? null : usageOfRow(row),
    cost: costOfRow(row),
  });
}

function usageOfRow(row: FlatRow): object {
  return present({
    input: row["input_tokens"],
    cacheRead: row["cache_read_tokens"],
    cacheWrite: row["cache_write_tokens"],
    cacheWriteLong: row["cache_write_long_tokens"],
    output: row["output_tokens"],
    reasoning: row["reasoning_tokens"],
    source: row["usage_source"],
    reportedCost: row["reported_cost_usd"],
  });
}

function costOfRow(row: FlatRow): object {
  if (row["cost_usd"] === null) return { kind: "unknown" };
  const cacheSavedUsd = row["cache_saved_usd"];
  return present({ kind: "known", usd: row["cost_usd"], source: row["cost_source"], cacheSavedUsd });
}

/** Without what is not there. */
function present(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}
