import type { Verbatim } from "../../spec/wire-format.ts";
import { asRecord, type Json } from "../json.ts";

/**
 * The `stream_options` of a request. Usage is asked for whether the caller does or not, since it is metered; a server
 * that refuses to be asked tells it anyway.
 */
export function streamOptions({ body, streamed }: Verbatim, asksForUsage: boolean): Json | undefined {
  return streamed && asksForUsage ? { ...asRecord(body["stream_options"]), include_usage: true } : undefined;
}

/** Whether a chunk has nothing but usage that the caller did not ask for. */
export function isUsageForUs(chunk: Json, { body }: Verbatim): boolean {
  if (asRecord(body["stream_options"])?.["include_usage"] === true) return false;
  return chunk["usage"] != null && Array.isArray(chunk["choices"]) && chunk["choices"].length === 0;
}
