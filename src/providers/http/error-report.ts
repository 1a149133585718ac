import { asRecord, asRecords, parseJson } from "../json.ts";
import type { Json } from "../json.ts";
import { MOST_READ } from "./redact.ts";
import type { HeaderSource } from "./header-source.ts";

/** An error as a provider sent it: as an HTTP answer, or in a stream that began well (then it has no status). */
export interface ErrorReport {
  readonly status?: number;
  readonly headers?: HeaderSource;
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

/** Names that say nothing: a wrapper's `"type": "error"`, Python's `None`. */
const EMPTY_NAMES = /^(?:|error|failure|none|null|undefined)$/i;

/** How many bodies may be packed into one another, each as the text of the next one's message. */
const MOST_WRAPPERS = 3;

/**
 * Reads the shapes that are about: `{error: {code, type, status, message}}` (OpenAI, Anthropic, Google), the same
 * in an array (Google's gateway), `{error: "text", code}` (xAI), the fields at the top (vLLM, Mistral), a list of
 * `errors` (Cloudflare), FastAPI's `{detail}`, plain text, HTML, and each of these as text within a gateway's own.
 */
export function describeError(report: ErrorReport): ErrorDescription {
  return describe(report.body, report.status, MOST_WRAPPERS);
}

function describe(sent: unknown, status: number | undefined, wrappers: number): ErrorDescription {
  const body: unknown = Array.isArray(sent) ? sent[0] : sent;
  const outer = asRecord(body);
  const error = asRecord(outer?.["error"]) ?? asRecords(outer?.["errors"])[0];
  const names = namesOf(error ?? outer, outer, status);
  const message = messageOf(body, outer, error).slice(0, MOST_READ);
  const details = (error ?? outer)?.["details"] ?? (error ?? outer)?.["metadata"];
  const own = { code: codeOf(names), names: names.map((name) => name.toLowerCase()), message, details };
  const packed = wrappers > 0 ? asError(message) : undefined;
  if (packed === undefined) return own;
  const inner = describe(packed, status, wrappers - 1);
  return {
    code: inner.code ?? own.code,
    names: [...inner.names, ...own.names],
    message: inner.message || own.message,
    details: inner.details ?? own.details,
  };
}

/** OpenRouter says in the metadata which of its own names for errors fits, and which of its limits was hit. */
function namesOf(inner: Json | undefined, outer: Json | undefined, status: number | undefined): readonly string[] {
  const metadata = asRecord(inner?.["metadata"]);
  return [
    asRecord(inner?.["details"])?.["error_code"],
    metadata?.["error_type"],
    inner?.["error_type"],
    inner?.["code"],
    inner?.["type"],
    inner?.["status"],
    outer?.["code"],
    metadata?.["limit_source"],
  ]
    .filter((name) => typeof name === "string" || typeof name === "number")
    .map(String)
    .filter((name) => !EMPTY_NAMES.test(name) && name !== String(status));
}

function codeOf(names: readonly string[]): string | undefined {
  return names.find((name) => !/^\d{3}$/.test(name)) ?? names[0];
}

/** A message that is a whole error body again. */
function asError(message: string): unknown {
  if (!/^\s*[[{]/.test(message)) return undefined;
  const parsed = parseJson(message);
  const body = asRecord(Array.isArray(parsed) ? parsed[0] : parsed);
  return body && ("error" in body || "message" in body) ? body : undefined;
}

function messageOf(body: unknown, outer: Json | undefined, error: Json | undefined): string {
  if (typeof body === "string") return body;
  const candidates = [error?.["message"], outer?.["error"], outer?.["message"], outer?.["detail"], outer?.["msg"]];
  for (const candidate of candidates) {
    if (typeof candidate === "string") return candidate;
    const list = Array.isArray(candidate) ? candidate : asRecord(candidate)?.["detail"];
    if (Array.isArray(list)) return asRecords(list).map(validationMessage).filter(Boolean).join("; ");
  }
  return "";
}

/** FastAPI's item of a validation error; its `input` may hold the prompt and is left out. */
function validationMessage(entry: Json): string {
  const loc: unknown = entry["loc"];
  const at = Array.isArray(loc)
    ? loc.filter((step) => typeof step === "string" || typeof step === "number").join(".")
    : "";
  const says = typeof entry["msg"] === "string" ? entry["msg"] : "";
  return at && says ? `${at}: ${says}` : says;
}
