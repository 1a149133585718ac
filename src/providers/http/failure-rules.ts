import type { FailureClass, FailureScope } from "../../spec/failure.ts";
import type { ErrorDescription } from "./error-report.ts";

/** When an error of these names, or that says this, has these statuses (any, if none is given), it is of this class. */
export interface FailureRule {
  readonly class: FailureClass;
  /** Where it is not the class's usual one. */
  readonly scope?: FailureScope;
  /** Codes, types or status names, in lower case. */
  readonly names?: readonly string[];
  readonly says?: readonly RegExp[];
  readonly statuses?: readonly number[];
}

/** The first rule that fits. A rule needs a name or a sentence to fit; the status only narrows it. */
export function findRule(
  rules: readonly FailureRule[],
  error: ErrorDescription,
  status: number | undefined,
): FailureRule | undefined {
  return rules.find(
    (rule) =>
      (rule.statuses === undefined || (status !== undefined && rule.statuses.includes(status))) &&
      (error.names.some((name) => rule.names?.includes(name)) ||
        (rule.says?.some((sentence) => sentence.test(error.message)) ?? false)),
  );
}

/** What a failure of a class counts against, from the routing design's table. */
export const USUAL_SCOPE: Readonly<Record<FailureClass, FailureScope>> = {
  cancelled: "none",
  "caller-fault": "none",
  "context-too-long": "none",
  "content-filtered": "none",
  capability: "none",
  "credential-invalid": "credential",
  "quota-exhausted": "credential",
  "rate-limited": "credential-model",
  overloaded: "model",
  "server-error": "model",
  timeout: "model",
  network: "provider",
  truncated: "model",
  "model-gone": "model",
  "no-route": "none",
};

/**
 * Statuses below 500 of a server that got into trouble: a proxy gave up on the provider (the four clocks of the router
 * are another matter), or the request collided with another one.
 */
const NOT_THE_REQUEST: ReadonlySet<number> = new Set([408, 409, 425, 499]);

/** What a status alone means, when neither code nor sentence said more. */
export function classOfStatus(status: number | undefined): FailureClass {
  if (status === undefined) return "server-error";
  if (status === 401 || status === 403) return "credential-invalid";
  if (status === 402) return "quota-exhausted";
  // Also a base URL that lacks its path: either way this route cannot serve, and another may.
  if (status === 404 || status === 410) return "model-gone";
  if (status === 429) return "rate-limited";
  // 498 is Groq's, 529 Anthropic's.
  if (status === 503 || status === 498 || status === 529) return "overloaded";
  if (NOT_THE_REQUEST.has(status) || status >= 500) return "server-error";
  return status >= 400 ? "caller-fault" : "server-error";
}
