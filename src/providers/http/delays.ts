/** A provider's delay as text, in milliseconds from `now`. */
export type DelayReader = (text: string, now: number) => number | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads `6m0s`, `1s`, `250ms`, `2m59.56s` and `45.8s`; a bare number is seconds, or, when it is that large, the
 * Unix time of the reset in seconds or milliseconds (OpenRouter).
 */
export function readDuration(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) {
    const number = Number(trimmed);
    if (number > 1e11) return Math.max(0, number - now);
    if (number > 1e8) return Math.max(0, number * 1000 - now);
    return number * 1000;
  }
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(trimmed)) return undefined;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return Math.round(total);
}

/** Reads an RFC 3339 time or an HTTP date. */
export function readTime(text: string, now: number): number | undefined {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}

/** `retry-after-ms`, then `retry-after` in seconds or as an HTTP date. */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const after = headers.get("retry-after")?.trim();
  if (!after) return undefined;
  return /^\d+(\.\d+)?$/.test(after) ? Math.round(Number(after) * 1000) : readTime(after, now);
}
