import type { FinishReason } from "../../../spec/stream.ts";
import type { Usage } from "../../../spec/usage.ts";
import { asRecord } from "../../json.ts";
import type { AnswerFacts, AnswerPart, StreamEncoder } from "../format.ts";
import { createBlockWriter } from "./block-writer.ts";
import { messageEvent } from "./message-event.ts";
import { emptyMessage, stopOf } from "./message.ts";
import { anthropicProblem } from "./problem.ts";
import { deltaUsage } from "./usage.ts";

/**
 * Writes an answer as the events of a message. The first part, whatever it is, begins the message, so a usage that comes
 * first is told at once.
 */
export function createEncoder(facts: AnswerFacts): StreamEncoder {
  const blocks = createBlockWriter();
  let usage: Usage | undefined;
  let isBegun = false;

  function begin(): string {
    if (isBegun) return "";
    isBegun = true;
    return messageEvent({ type: "message_start", message: emptyMessage(facts, usage) });
  }

  function end(finish: FinishReason): string {
    return (
      blocks.end() +
      messageEvent({ type: "message_delta", delta: stopOf(finish), usage: deltaUsage(usage) }) +
      messageEvent({ type: "message_stop" })
    );
  }

  function write(part: AnswerPart): string {
    switch (part.type) {
      case "text":
        return blocks.text(part.text);
      case "reasoning":
        return blocks.reasoning(part);
      case "tool-call":
        return blocks.toolCall(part);
      case "usage":
        return "";
      case "finish":
        return end(part.reason);
    }
  }

  return {
    // The message's id stands in its first event alone, and that one went through.
    adopt({ data }) {
      isBegun = true;
      blocks.adopt(asRecord(JSON.parse(data)) ?? {});
    },
    push(part) {
      if (part.type === "usage") usage = part.usage;
      return begin() + write(part);
    },
    fail: (problem) => messageEvent({ ...anthropicProblem(problem), type: "error" }),
    terminator: "",
  };
}
