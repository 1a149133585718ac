import type { Failure } from "../../spec/failure.ts";
import { readDuration } from "../http/delays.ts";
import { describeError } from "../http/error-report.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { FailureRule } from "../http/failure-rules.ts";
import { toFailure } from "../http/to-failure.ts";
import type { FailureContext } from "../http/to-failure.ts";
import { asRecord, parseJson } from "../json.ts";

/** Codes of OpenAI and of those that follow it, where the common rules would read them otherwise or not at all. */
const RULES: readonly FailureRule[] = [
  // OpenAI: the key exists, but its project may not use the model; another key may.
  { class: "model-gone", scope: "credential-model", names: ["model_not_found"], statuses: [403] },
  { class: "credential-invalid", names: ["unsupported_country_region_territory", "incorrect_api_key_error"] },
  // OpenAI: this one request is larger than the minute's whole allowance.
  { class: "context-too-long", says: [/^request too large for/i] },
  // Moonshot says 429 for all three: balance, capacity, rate.
  { class: "quota-exhausted", names: ["exceeded_current_quota_error"] },
  // Zhipu's numbers: in arrears, plan used up or expired; too many requests; the model is busy; unknown model;
  // prompt too long.
  { class: "quota-exhausted", names: ["1113", "1308", "1309", "1310"] },
  { class: "rate-limited", names: ["1302", "1303"] },
  { class: "overloaded", names: ["1305", "1312"] },
  { class: "model-gone", names: ["1211"] },
  { class: "context-too-long", names: ["1261"] },
  { class: "content-filtered", names: ["1301"] },
  { class: "credential-invalid", names: ["1000", "1001", "1002", "1003", "1004"] },
  // xAI answers 403 to a team without credits, and 400 to a wrong key (the common rules know its sentence).
  { class: "quota-exhausted", says: [/(?:credits|licenses)[^.]*\bpurchase\b/i], statuses: [403] },
  // OpenRouter: the model wants its input moderated, and it was flagged.
  { class: "content-filtered", says: [/requires moderation|input was flagged/i], statuses: [403] },
  // LiteLLM repeats the class of the error that it got from its provider.
  { class: "context-too-long", says: [/ContextWindowExceededError/] },
  { class: "content-filtered", says: [/ContentPolicyViolationError/] },
];

/** Classifies an error of OpenAI or of a compatible server. */
export function mapFailure(sent: ErrorReport, context: FailureContext): Failure {
  const report = unwrapped(sent);
  const failure = toFailure(report, RULES, context);
  const mayWait = failure.class === "rate-limited" || failure.class === "quota-exhausted";
  if (!mayWait || failure.retryAfterMs !== undefined) return failure;
  const retryAfterMs = delayInBody(report, context.now);
  return retryAfterMs === undefined ? failure : { ...failure, retryAfterMs };
}

/** "Provider returned error" is all that OpenRouter says itself; what the provider said is beside it, as text. */
function unwrapped(report: ErrorReport): ErrorReport {
  const { message, details } = describeError(report);
  const raw = asRecord(details)?.["raw"];
  if (!/^provider returned error/i.test(message) || typeof raw !== "string") return report;
  return { ...report, body: parseJson(raw) };
}

/** OpenRouter puts the headers of a limit into the body; OpenAI and Groq write the delay into the sentence. */
function delayInBody(report: ErrorReport, now: number): number | undefined {
  const { details, message } = describeError(report);
  const reset = asRecord(asRecord(details)?.["headers"])?.["X-RateLimit-Reset"];
  if (typeof reset === "string" || typeof reset === "number") return readDuration(String(reset), now);
  const said = /try again in ((?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+)/i.exec(message)?.[1];
  return said === undefined ? undefined : readDuration(said, now);
}
