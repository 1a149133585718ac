import type { FailureClass, FailureScope } from "../../spec/failure.ts";
import { asRecord, asRecords } from "../json.ts";
import type { Json } from "../json.ts";
import { readDuration } from "./delays.ts";
import type { ErrorDescription } from "./error-report.ts";

/** What Google's error says of a quota that ran out. */
export interface QuotaFacts {
  readonly class: FailureClass;
  /** A quota of each model by itself leaves the key's other models usable. */
  readonly scope: FailureScope;
  /** When the quota begins anew, in milliseconds. */
  readonly resetMs?: number | undefined;
  /** What Google asks for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * Reads `google.rpc.QuotaFailure`, `RetryInfo` and `ErrorInfo`. The status is `RESOURCE_EXHAUSTED` and the sentence
 * "You exceeded your current quota" whether it was a minute's quota, a day's, or the money: only the rest tells.
 *
 * @param now the Unix time in milliseconds
 */
export function readQuota({ message, details }: ErrorDescription, status: number | undefined, now: number): QuotaFacts {
  // Prepaid credits were a 429 before they became a 402; a spending cap still is one.
  if (status === 402 || /prepayment|prepaid|spend(?:ing)? cap/i.test(message)) {
    return { class: "quota-exhausted", scope: "credential" };
  }
  const entries = asRecords(details);
  const ids = entries.flatMap((entry) => asRecords(entry["violations"])).map((violation) => violation["quotaId"]);
  const perModel = ids.some((id) => typeof id === "string" && /PerModel/i.test(id));
  const retryAfterMs = retryDelay(entries, now);
  // Of a day's quota the retry delay is not believed, since it names the minute's.
  if (ids.some((id) => typeof id === "string" && /PerDay/i.test(id))) {
    const scope = perModel ? "credential-model" : "credential";
    return { class: "quota-exhausted", scope, resetMs: untilPacificMidnight(now) };
  }
  if (entries.some((entry) => entry["reason"] === "QUOTA_EXHAUSTED")) {
    return { class: "quota-exhausted", scope: "credential-model", retryAfterMs };
  }
  // The plan does not include the model at all, so the delay that stands beside this is meaningless.
  if (/\blimit: 0\b/.test(message)) return { class: "quota-exhausted", scope: "credential-model", resetMs: HOUR_MS };
  return { class: "rate-limited", scope: "credential-model", retryAfterMs };
}

/** How long a quota of nothing is left alone; the plan may be changed at any time. */
const HOUR_MS = 3_600_000;

/** Whether an error of another dialect was handed on from Google: its details are a list of typed messages. */
export function isGoogleQuota({ names, details }: ErrorDescription): boolean {
  return names.includes("resource_exhausted") && asRecords(details).some(isTyped);
}

function isTyped(entry: Json): boolean {
  return typeof entry["@type"] === "string" && entry["@type"].includes("google.rpc");
}

function retryDelay(entries: readonly Json[], now: number): number | undefined {
  const delays = entries.flatMap((entry) => [entry["retryDelay"], asRecord(entry["metadata"])?.["quotaResetDelay"]]);
  const delay = delays.find((each) => typeof each === "string");
  return typeof delay === "string" ? readDuration(delay, now) : undefined;
}

const PACIFIC = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Los_Angeles",
  hourCycle: "h23",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});

/**
 * Milliseconds until midnight in California, when a day's quotas begin anew; off by the hour on the two days of a year
 * when the clock is changed there.
 */
function untilPacificMidnight(now: number): number {
  const parts = PACIFIC.formatToParts(now);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return (86_400 - (read("hour") * 3600 + read("minute") * 60 + read("second"))) * 1000;
}
