import { asRecord } from "../json.ts";

/** An error as a provider sent it: as an HTTP answer, or in a stream that began well (then it has no status). */
export interface ErrorReport {
  readonly status?: number;
  readonly headers?: Headers;
  /** The parsed JSON, or the text as it came. */
  readonly body: unknown;
}

/** What an error's body says, in whatever shape it came. */
export interface ErrorDescription {
  /** The provider's code, else its type, such as `insufficient_quota`; a bare HTTP status only if there is no other. */
  readonly code: string | undefined;
  /** Every name it goes by (code, type, status), in lower case. */
  readonly names: readonly string[];
  readonly message: string;
  /** Further facts, such as Google's `details` list. */
  readonly details: unknown;
}

/** An error inside a stream that the SDK handed out as if it were a chunk. */
export class InBandError extends Error {
  readonly body: unknown;
  constructor(body: unknown) {
    super("error event in a stream");
    this.body = body;
  }
}

/**
 * Reads the shapes that are about: `{error: {code, type, status, message}}` (OpenAI, Anthropic, Google), the same
 * in an array (Google's gateway), `{error: "text", code}` (xAI), the fields at the top (vLLM, Mistral), FastAPI's
 * `{detail}`, plain text, HTML.
 */
export function describeError(report: ErrorReport): ErrorDescription {
  const body = Array.isArray(report.body) ? report.body[0] : report.body;
  const outer = asRecord(body);
  const error = asRecord(outer?.["error"]);
  const inner = error ?? outer;
  const names = [
    asRecord(inner?.["details"])?.["error_code"],
    inner?.["code"],
    inner?.["type"],
    inner?.["status"],
    outer?.["code"],
  ]
    .filter((name) => typeof name === "string" || typeof name === "number")
    .map(String)
    // A wrapper's `"type": "error"` and a status repeated as the code say nothing.
    .filter((name) => name !== "" && name !== "error" && name !== String(report.status));
  return {
    code: names.find((name) => !/^\d{3}$/.test(name)) ?? names[0],
    names: names.map((name) => name.toLowerCase()),
    message: messageOf(body, outer, error),
    details: inner?.["details"] ?? inner?.["metadata"],
  };
}

function messageOf(
  body: unknown,
  outer: Record<string, unknown> | undefined,
  error: Record<string, unknown> | undefined,
): string {
  if (typeof body === "string") return body;
  const candidates = [error?.["message"], outer?.["error"], outer?.["message"], outer?.["detail"]];
  for (const candidate of candidates) {
    if (typeof candidate === "string") return candidate;
    const list = Array.isArray(candidate) ? candidate : asRecord(candidate)?.["detail"];
    if (Array.isArray(list)) return list.map(validationMessage).filter(Boolean).join("; ");
  }
  return "";
}

/** FastAPI's item of a validation error; its `input` may hold the prompt and is left out. */
function validationMessage(item: unknown): string {
  const entry = asRecord(item);
  const at = Array.isArray(entry?.["loc"]) ? entry["loc"].join(".") : "";
  const says = typeof entry?.["msg"] === "string" ? entry["msg"] : "";
  return at && says ? `${at}: ${says}` : says;
}
