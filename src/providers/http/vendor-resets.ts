import { asRecord } from "../json.ts";
import { readDelay, readTime } from "./delays.ts";
import type { ErrorDescription } from "./error-report.ts";

/**
 * When a limit ends, in milliseconds from `now`, where a body names the time: OpenRouter in a copy of its headers or as
 * `resets_at`, Zhipu and Anthropic in their sentences.
 */
export function resetInBody({ details, message }: ErrorDescription, now: number): number | undefined {
  const metadata = asRecord(details);
  const header = asRecord(metadata?.["headers"])?.["X-RateLimit-Reset"];
  if (typeof header === "string" || typeof header === "number") return readDelay(String(header), now);
  const resetsAt = metadata?.["resets_at"];
  if (typeof resetsAt === "string") return readTime(resetsAt, now);
  return zhipuReset(message, now) ?? anthropicReset(message, now);
}

/** "Your limit will reset at 2026-09-09 05:38:28", which is the time in Beijing. */
function zhipuReset(message: string, now: number): number | undefined {
  const [, day, time] = /(?:reset at|将在) (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(message) ?? [];
  return day === undefined || time === undefined ? undefined : readTime(`${day}T${time}+08:00`, now);
}

/** "You will regain access on 2026-12-01 at 00:00 UTC." is how a spending limit tells when it ends. */
function anthropicReset(message: string, now: number): number | undefined {
  const [, day, time] = /regain access on (\d{4}-\d\d-\d\d) at (\d\d:\d\d) UTC/.exec(message) ?? [];
  return day === undefined || time === undefined ? undefined : readTime(`${day}T${time}:00Z`, now);
}
