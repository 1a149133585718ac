import type { ChatRequest } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { optionalRecord } from "../reading.ts";
import type { Asking } from "../format.ts";
import { modelOf, readRequest } from "./read-request.ts";
import { inCamelCase } from "./spelling.ts";

/** A request whose tokens are to be counted. */
interface CountRequest {
  /** As the caller wrote it. */
  readonly model: string;
  readonly request: ChatRequest;
}

/**
 * Reads a countTokens request: turns, or a whole `generateContentRequest`. Its verbatim body is that of a
 * generateContent request either way, without a model, to be sent as `generateContentRequest` with the route's.
 *
 * @throws BadRequest
 */
export function readCountRequest(body: Json, asking: Asking): CountRequest {
  const written = inCamelCase(body);
  const { model: _, ...counted } = inCamelCase(optionalRecord(written, "generateContentRequest") ?? written);
  return { model: modelOf(asking), request: readRequest(counted, asking).request };
}

/** The answer of countTokens. */
export function countAnswer(tokens: number): Json {
  return { totalTokens: tokens };
}
