import type { StartPart } from "../../spec/stream.ts";
import { readLimits } from "./limits.ts";
import type { HeaderSource } from "./header-source.ts";

/** Headers by which a provider names a request, the commonest first. */
const REQUEST_ID_HEADERS = [
  "x-request-id",
  "request-id",
  "x-generation-id",
  "x-litellm-call-id",
  "x-oneapi-request-id",
];

/** What the headers of a good answer tell. */
export function startPart(headers: HeaderSource = new Headers()): StartPart {
  const requestId = REQUEST_ID_HEADERS.map((name) => headers.get(name)).find((id) => id !== null);
  const limits = readLimits(headers, Date.now());
  return { type: "start", ...(requestId != null && { requestId }), ...(limits.length > 0 && { limits }) };
}
