import type { FinishReason } from "../../../spec/stream.ts";

/** The older format's `finish_reason`; it has no tools. */
export function textFinishOf(reason: FinishReason): string {
  if (reason === "content-filtered") return "content_filter";
  return reason === "length" ? "length" : "stop";
}
