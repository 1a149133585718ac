import type { FailureScope } from "../../spec/failure.ts";
import { readDuration } from "../http/delays.ts";
import { asRecords } from "../json.ts";

/** What Google's error details say of a quota that ran out. */
export interface QuotaFacts {
  /** The day's quota, and not the minute's. */
  readonly perDay: boolean;
  /** A quota of each model by itself leaves the key's other models usable. */
  readonly scope: FailureScope;
  readonly retryAfterMs?: number;
}

/**
 * Reads `google.rpc.QuotaFailure` and `google.rpc.RetryInfo`. Of a day's quota the retry delay is not believed,
 * since it names the minute's: such a quota begins anew at midnight in California.
 */
export function readQuota(details: unknown, now: number): QuotaFacts {
  const entries = asRecords(details);
  const ids = entries
    .flatMap((entry) => asRecords(entry["violations"]))
    .map((violation) => String(violation["quotaId"]));
  const perDay = ids.some((id) => /PerDay/i.test(id));
  const delay = entries.map((entry) => entry["retryDelay"]).find((each) => typeof each === "string");
  const retryAfterMs = perDay ? untilPacificMidnight(now) : delay === undefined ? undefined : readDuration(delay, now);
  return {
    perDay,
    scope: !perDay || ids.some((id) => /PerModel/i.test(id)) ? "credential-model" : "credential",
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

const PACIFIC = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Los_Angeles",
  hourCycle: "h23",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});

/** Milliseconds until midnight by the clock there; off by the hour on the two days of a year when it is changed. */
function untilPacificMidnight(now: number): number {
  const parts = PACIFIC.formatToParts(now);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return (86_400 - (read("hour") * 3600 + read("minute") * 60 + read("second"))) * 1000;
}
