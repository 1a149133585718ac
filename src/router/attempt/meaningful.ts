import type { ReasoningDeltaPart, StreamPart, TextPart, ToolCallDeltaPart } from "../../spec/stream.ts";

/** A part that shows a person something: text, reasoning, a tool call. The first of them commits a call to its route. */
export type MeaningfulPart = TextPart | ReasoningDeltaPart | ToolCallDeltaPart;

export function isMeaningful(part: StreamPart): part is MeaningfulPart {
  switch (part.type) {
    case "text":
    case "reasoning":
      return part.text !== "";
    case "tool-call":
      return true;
    default:
      return false;
  }
}
