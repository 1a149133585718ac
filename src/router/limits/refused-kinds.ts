import type { Failure } from "../../spec/failure.ts";
import { type LimitKind, limitKinds, minuteMs } from "./limit-kind.ts";

/** A provider that wants to be left alone for longer, in milliseconds, does not speak of a minute's limit. */
const longestMs = 2 * minuteMs;

const otherTime = /\bdaily\b|\bhourly\b|per[ -]?(?:second|hour|day|week|month)|\b[RT]P[SHD]\b/i;

/**
 * What is said outright comes first, since Groq ends every refusal by asking whether more tokens are needed. The word
 * "requests" alone says nothing: it is in the name of the status.
 */
const signs: readonly (readonly [RegExp, LimitKind])[] = [
  [/tokens? per min|TPM\b/i, "tokens"],
  [/requests? per min|RPM\b/i, "requests"],
  [/\brequests? (?:rate|limit)|\bnumber of requests\b|_requests\b/i, "requests"],
  [/tokens?(?![a-z])/i, "tokens"],
];

/** Which limits of a minute a refusal speaks of, in its provider's words; both where they tell nothing. */
export function refusedKinds({ message, retryAfterMs = 0 }: Failure): readonly LimitKind[] {
  if (retryAfterMs > longestMs || otherTime.test(message)) return [];
  const sign = signs.find(([words]) => words.test(message));
  return sign ? [sign[1]] : limitKinds;
}
