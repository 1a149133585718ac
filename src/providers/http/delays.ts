import type { HeaderSource } from "./header-source.ts";
const DAY_MS = 86_400_000;

/**
 * The longest wait that is believed, in milliseconds: a month, since a spending limit ends with its month. No provider
 * asks for more, so more is a mistake in its units.
 */
export const MOST_WAIT_MS = 32 * DAY_MS;

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS };

/**
 * Reads `6m0s`, `1s`, `250ms`, `2m59.56s` and `45.8s`, in milliseconds; a bare number is seconds, or, when it is that
 * large, the Unix time of the reset in seconds or milliseconds (OpenRouter).
 */
export function readDuration(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) {
    const number = Number(trimmed);
    if (number > 1e11) return believable(number - now);
    return believable(number > 1e8 ? number * 1000 - now : number * 1000);
  }
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(trimmed)) return undefined;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return believable(total);
}

/** The three date formats of HTTP and RFC 3339; `Date.parse` takes far more for a date, such as `-5`. */
const DATE_SHAPES = /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|[A-Z][a-z]{2,8}, \d|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d )/;

/** Reads an RFC 3339 time or an HTTP date, in milliseconds from `now`; zero for a time that has passed. */
export function readTime(text: string, now: number): number | undefined {
  const trimmed = text.trim();
  const time = DATE_SHAPES.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(time) ? undefined : believable(time - now);
}

/** A header's delay in whichever of these ways it is written, in milliseconds from `now`. */
export function readDelay(text: string, now: number): number | undefined {
  return readDuration(text, now) ?? readTime(text, now);
}

/** `retry-after-ms`, then `retry-after` in seconds or as an HTTP date. */
export function readRetryAfter(headers: HeaderSource, now: number): number | undefined {
  const ms = headers.get("retry-after-ms")?.trim() ?? "";
  const exact = /^\d+(\.\d+)?$/.test(ms) ? Number(ms) : Number.NaN;
  if (exact <= MOST_WAIT_MS) return exact;
  return readDelay(headers.get("retry-after") ?? "", now);
}

/** After the verb, in the words of OpenAI, Groq, Azure, Google and LiteLLM. */
const SAID =
  /\b(?:try again|retry|wait|reset)(?: again)? (?:in|after|for) (?:about |approximately )?(\d[\d.a-z ]{0,40})/i;
const SAID_AMOUNT =
  /^(\d+(?:\.\d+)?) ?(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?|d)(?![a-z])(?: and)? ?/i;

/** The delay in a sentence such as "Please retry after 20 seconds." or "Try again in 7m12s.", in milliseconds. */
export function readSaidDelay(sentence: string): number | undefined {
  let rest = SAID.exec(sentence)?.[1] ?? "";
  let total: number | undefined;
  for (let amount = SAID_AMOUNT.exec(rest); amount; amount = SAID_AMOUNT.exec(rest)) {
    total = (total ?? 0) + Number(amount[1]) * unitMs(amount[2] ?? "");
    rest = rest.slice(amount[0].length);
  }
  return total === undefined ? undefined : believable(total);
}

/** `ms` and `milliseconds` begin like minutes. */
function unitMs(word: string): number {
  const unit = word.toLowerCase();
  return /^(?:ms|milli)/.test(unit) ? 1 : (UNIT_MS[unit.charAt(0)] ?? 0);
}

/** What lies behind is over; what lies further off than any limit is not believed. */
function believable(ms: number): number | undefined {
  return ms <= MOST_WAIT_MS ? Math.max(0, Math.round(ms)) : undefined;
}
