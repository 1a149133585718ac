import type { LimitReport } from "../../spec/stream.ts";
import { readDelay } from "./delays.ts";

interface LimitHeaders {
  readonly kind: LimitReport["kind"];
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
}

function openaiStyle(kind: LimitReport["kind"]): LimitHeaders {
  return {
    kind,
    limit: `x-ratelimit-limit-${kind}`,
    remaining: `x-ratelimit-remaining-${kind}`,
    reset: `x-ratelimit-reset-${kind}`,
  };
}

function anthropicStyle(kind: LimitReport["kind"], name: string): LimitHeaders {
  const base = `anthropic-ratelimit-${name}`;
  return { kind, limit: `${base}-limit`, remaining: `${base}-remaining`, reset: `${base}-reset` };
}

/**
 * Anthropic's `tokens` is whichever of its token limits is the strictest just now; `input-tokens` stands in without
 * it.
 */
const KNOWN: readonly LimitHeaders[] = [
  openaiStyle("requests"),
  openaiStyle("tokens"),
  anthropicStyle("requests", "requests"),
  anthropicStyle("tokens", "tokens"),
  anthropicStyle("tokens", "input-tokens"),
];

/** Resets that do not say of what: OpenRouter, Moonshot and Together; the draft of the IETF. */
const PLAIN_RESETS = ["x-ratelimit-reset", "ratelimit-reset"];

/** The limits that an answer's headers report: one of each kind at most. `now` is the Unix time in milliseconds. */
export function readLimits(headers: Headers, now: number): readonly LimitReport[] {
  const found: LimitReport[] = [];
  for (const known of KNOWN) {
    if (found.some((report) => report.kind === known.kind)) continue;
    const limit = readCount(headers.get(known.limit));
    const remaining = readCount(headers.get(known.remaining));
    const resetMs = readDelay(headers.get(known.reset) ?? "", now);
    if (limit === undefined && remaining === undefined) continue;
    found.push({
      kind: known.kind,
      ...(limit !== undefined && { limit }),
      ...(remaining !== undefined && { remaining }),
      ...(resetMs !== undefined && { resetMs }),
    });
  }
  return found;
}

/**
 * How long until the limit that was hit is whole again: the one with nothing left, and where none says so, the one
 * that takes the longest.
 */
export function readLimitReset(headers: Headers, now: number): number | undefined {
  const limits = readLimits(headers, now);
  const used = limits.filter((limit) => limit.remaining === 0);
  const resets = (used.length > 0 ? used : limits).flatMap((limit) => limit.resetMs ?? []);
  if (resets.length > 0) return Math.max(...resets);
  const plain = PLAIN_RESETS.map((name) => readDelay(headers.get(name) ?? "", now));
  return plain.find((reset) => reset !== undefined);
}

function readCount(text: string | null): number | undefined {
  if (text === null || text.trim() === "") return undefined;
  const count = Number(text);
  return Number.isFinite(count) ? count : undefined;
}
