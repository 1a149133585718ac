import type { LimitReport } from "../../spec/stream.ts";
import { readDelay } from "./delays.ts";
import type { HeaderSource } from "./header-source.ts";

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

/** LiteLLM has such headers for each of the things that have limits: the key, its user, its team, the model. */
const SCOPED = /^x-ratelimit-([a-z_]+)-(?:limit|remaining)-(requests|tokens)$/;

/**
 * The limits that an answer's headers report: one of each kind at most, the one with the least left where there are
 * several. `now` is the Unix time in milliseconds.
 */
export function readLimits(headers: HeaderSource, now: number): readonly LimitReport[] {
  const names = [...headers.keys()].filter((name) => name.includes("ratelimit"));
  if (names.length === 0) return [];
  const found = new Map<LimitReport["kind"], LimitReport>();
  for (const known of [...KNOWN, ...scopedHeaders(names)]) {
    const report = readReport(known, headers, now);
    const other = found.get(known.kind);
    if (report && (!other || left(report) < left(other))) found.set(known.kind, report);
  }
  return [...found.values()];
}

function scopedHeaders(names: readonly string[]): readonly LimitHeaders[] {
  const scopes = new Map<string, LimitHeaders>();
  for (const name of names) {
    const [, scope, kind] = SCOPED.exec(name) ?? [];
    if (scope === undefined || (kind !== "requests" && kind !== "tokens")) continue;
    const base = `x-ratelimit-${scope}`;
    scopes.set(`${scope} ${kind}`, {
      kind,
      limit: `${base}-limit-${kind}`,
      remaining: `${base}-remaining-${kind}`,
      reset: `${base}-reset-${kind}`,
    });
  }
  return [...scopes.values()];
}

function readReport({ kind, ...names }: LimitHeaders, headers: HeaderSource, now: number): LimitReport | undefined {
  const limit = readCount(headers.get(names.limit));
  const remaining = readCount(headers.get(names.remaining));
  const resetMs = readDelay(headers.get(names.reset) ?? "", now);
  if (limit === undefined && remaining === undefined) return undefined;
  return {
    kind,
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(resetMs !== undefined && { resetMs }),
  };
}

/** What is left, or may be. */
function left({ remaining, limit }: LimitReport): number {
  return remaining ?? limit ?? Number.POSITIVE_INFINITY;
}

/**
 * How long until the limit that was hit is whole again: the one with nothing left, and where none says so, the one
 * that takes the longest.
 */
export function readLimitReset(headers: HeaderSource, now: number): number | undefined {
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
