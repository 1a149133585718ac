import type { Failure, FailureClass, FailureScope } from "../../spec/failure.ts";
import type { FailurePart } from "../../spec/stream.ts";
import { COMMON_RULES } from "./common-rules.ts";
import { describeError } from "./error-report.ts";
import type { ErrorDescription, ErrorReport } from "./error-report.ts";
import { classOfStatus, findRule, USUAL_SCOPE } from "./failure-rules.ts";
import type { FailureRule } from "./failure-rules.ts";
import { safeMessage } from "./redact.ts";
import { waitOf } from "./wait.ts";
import { isWebPage } from "./web-page.ts";

/**
 * What a mapping needs besides the error: the key, to keep it out of the message, and the Unix time in
 * milliseconds.
 */
export interface FailureContext {
  readonly key: string | undefined;
  readonly now: number;
}

/** What a dialect found out by itself, from facts that no rule can read. */
export interface DialectFacts {
  readonly class?: FailureClass | undefined;
  readonly scope?: FailureScope | undefined;
  /** A wait that is known for certain and overrules the headers, in milliseconds. */
  readonly resetMs?: number | undefined;
  /** What a field of the body asks for, in milliseconds; the headers come before it. */
  readonly retryAfterMs?: number | undefined;
}

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
 */
export function toFailure(
  report: ErrorReport,
  rules: readonly FailureRule[],
  { key, now }: FailureContext,
  facts: DialectFacts = {},
): Failure {
  const error = describeError(report);
  const misled = misledBy(report, error, key);
  if (misled) return misled;
  const status = statusOf(report, error);
  const rule = facts.class === undefined ? findRule([...rules, ...COMMON_RULES], error, status) : undefined;
  const kind = facts.class ?? rule?.class ?? classOfStatus(status);
  const { headers } = report;
  const { resetMs, retryAfterMs: asked } = facts;
  const code = safeMessage(error.code ?? "", key);
  const retryAfterMs = waitOf(kind, { resetMs, headers, retryAfterMs: asked, message: error.message }, now);
  return {
    class: kind,
    scope: facts.scope ?? rule?.scope ?? USUAL_SCOPE[kind],
    message: safeMessage(error.message, key) || PLAIN_WORDS[kind] || "The provider answered with an error.",
    ...(report.status !== undefined && { status: report.status }),
    ...(code !== "" && { code }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/**
 * OpenRouter and llama.cpp give an HTTP status as the code of an error that comes within a stream, or with a good
 * status.
 */
function statusOf({ status }: ErrorReport, error: ErrorDescription): number | undefined {
  if (status !== undefined && status >= 400) return status;
  const name = error.names.find((each) => /^[45]\d\d$/.test(each));
  return name === undefined ? status : Number(name);
}

/** Answers of something that stands between, which say nothing about the key or the model. */
function misledBy(
  { status }: ErrorReport,
  { message }: ErrorDescription,
  key: string | undefined,
): Failure | undefined {
  if (status === undefined) return undefined;
  if (status >= 300 && status < 400) return redirected(status);
  // Firewalls forbid with a web page, and providers with JSON: such a key is not to be held for a wrong one.
  if (status !== 403 || !isWebPage(message)) return undefined;
  const words = safeMessage(message, key) || "A proxy refused the request.";
  return { class: "server-error", scope: "provider", message: words, status };
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
