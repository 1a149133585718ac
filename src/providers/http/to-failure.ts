import type { Failure, FailureClass, FailureScope } from "../../spec/failure.ts";
import type { FailurePart } from "../../spec/stream.ts";
import { COMMON_RULES } from "./common-rules.ts";
import { readRetryAfter } from "./delays.ts";
import { describeError } from "./error-report.ts";
import type { ErrorDescription, ErrorReport } from "./error-report.ts";
import { classOfStatus, findRule, USUAL_SCOPE } from "./failure-rules.ts";
import type { FailureRule } from "./failure-rules.ts";
import { readLimitReset } from "./limits.ts";
import { safeMessage } from "./redact.ts";

/**
 * What a mapping needs besides the error: the key, to keep it out of the message, and the Unix time in
 * milliseconds.
 */
export interface FailureContext {
  readonly key: string | undefined;
  readonly now: number;
}

/** Classes for which a provider's delay means something. */
const MAY_WAIT: ReadonlySet<FailureClass> = new Set<FailureClass>([
  "rate-limited",
  "quota-exhausted",
  "overloaded",
  "server-error",
]);

/** Said when the provider gave no words of its own. */
const PLAIN_WORDS: Partial<Record<FailureClass, string>> = {
  "caller-fault": "The provider refused the request.",
  "credential-invalid": "The provider refused the key.",
  "quota-exhausted": "The account has no credit left.",
  "rate-limited": "Too many requests or tokens just now.",
  overloaded: "The provider has no capacity just now.",
  "server-error": "The provider answered with an error.",
  "model-gone": "The provider has no such model, or no such address.",
};

/**
 * Classifies an error by its code and words before its status, with a dialect's own rules before the common ones.
 *
 * @param known what the dialect found out by itself, from facts that no rule can read
 */
export function toFailure(
  report: ErrorReport,
  rules: readonly FailureRule[],
  context: FailureContext,
  known: { readonly class?: FailureClass; readonly scope?: FailureScope; readonly retryAfterMs?: number } = {},
): Failure {
  const error = describeError(report);
  if (report.status !== undefined && report.status >= 300 && report.status < 400) return redirected(report.status);
  const status = report.status ?? statusInBody(error);
  const rule = known.class === undefined ? findRule([...rules, ...COMMON_RULES], error, status) : undefined;
  const kind = known.class ?? rule?.class ?? classOfStatus(status);
  const retryAfterMs = MAY_WAIT.has(kind) ? (known.retryAfterMs ?? delayOf(report, kind, context.now)) : undefined;
  return {
    class: kind,
    scope: known.scope ?? rule?.scope ?? USUAL_SCOPE[kind],
    message: safeMessage(error.message, context.key) || PLAIN_WORDS[kind] || "The provider answered with an error.",
    ...(report.status !== undefined && { status: report.status }),
    ...(error.code !== undefined && { code: safeMessage(error.code, context.key) }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** OpenRouter and llama.cpp give an HTTP status as the code of an error inside a stream. */
function statusInBody(error: ErrorDescription): number | undefined {
  const name = error.names.find((each) => /^[45]\d\d$/.test(each));
  return name === undefined ? undefined : Number(name);
}

function delayOf(report: ErrorReport, kind: FailureClass, now: number): number | undefined {
  if (!report.headers) return undefined;
  return (
    readRetryAfter(report.headers, now) ?? (kind === "rate-limited" ? readLimitReset(report.headers, now) : undefined)
  );
}

/** No redirect is followed, since the key would go along. It is the provider's settings that are wrong. */
function redirected(status: number): Failure {
  return {
    class: "server-error",
    scope: "provider",
    message: "The server redirects to another address, where the key was not sent; correct the provider's base URL.",
    status,
  };
}

/** The user or a newer keystroke ended it. */
export const CANCELLED: Failure = { class: "cancelled", scope: "none", message: "Cancelled." };

/** The stream ended without its terminator. `code` is the socket's, where it broke. */
export function truncated(code?: string): Failure {
  return {
    class: "truncated",
    scope: "model",
    message: "The answer was cut off before its end.",
    ...(code !== undefined && { code }),
  };
}

/** An answer with a good status that holds nothing, or nothing that can be read. */
export function unreadable(message: string): Failure {
  return { class: "server-error", scope: "model", message };
}

/** The model or the provider's filter declined, and nothing was said before. */
export function filtered(message: string, code?: string): Failure {
  return { class: "content-filtered", scope: "none", message, ...(code !== undefined && { code }) };
}

/** A failure as the last part of a stream. */
export function failed(failure: Failure): FailurePart {
  return { type: "failure", failure };
}
