import type { FailurePart, FinishPart, FinishReason, MiddlePart } from "../../spec/stream.ts";
import { redactedValue } from "../../spec/redacted.ts";
import type { StreamParser } from "../answer.ts";
import { failed, filtered, truncated, unreadable } from "../http/to-failure.ts";
import { mapUsage, mergeUsage } from "./map-usage.ts";
import { createToolUseBlocks } from "./tool-use-blocks.ts";
import type { WireBlock, WireDelta, WireEvent, WireUsage } from "./wire-event.ts";

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  end_turn: "stop",
  stop_sequence: "stop",
  pause_turn: "stop",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  tool_use: "tool-calls",
  refusal: "content-filtered",
};

/**
 * Reads Messages events. A signature closes its block of thinking. Deltas are taken by their own type, so that one
 * without a block start, or in a block that overlaps another, is not lost.
 */
export function createMessagesParser(providerId: string): StreamParser<WireEvent> {
  const tools = createToolUseBlocks();
  let usage: WireUsage = {};
  let sawEvent = false;
  let answered = false;
  let stopReason: string | undefined;
  let stopped = false;

  function report(later: WireUsage | null | undefined): readonly MiddlePart[] {
    if (!later) return [];
    usage = mergeUsage(usage, later);
    return [{ type: "usage", usage: mapUsage(usage) }];
  }

  function signed(value: string | undefined): readonly MiddlePart[] {
    return value ? [{ type: "reasoning", text: "", signature: { provider: providerId, value } }] : [];
  }

  function openBlock(block: WireBlock, at: number): readonly MiddlePart[] {
    if (block.type === "redacted_thinking") return signed(block.data && redactedValue(block.data));
    if (block.type === "tool_use") return tools.open(block, at);
    if (block.type === "thinking" && !block.thinking && !block.signature) return [{ type: "thinking" }];
    return [...readDelta(block, at), ...signed(block.signature)];
  }

  function readDelta(delta: WireDelta, at: number): readonly MiddlePart[] {
    if (delta.text) return [{ type: "text", text: delta.text }];
    if (delta.thinking) return [{ type: "reasoning", text: delta.thinking }];
    if (delta.type === "signature_delta") return signed(delta.signature);
    return delta.partial_json ? tools.input(delta.partial_json, at) : [];
  }

  function read(event: WireEvent): readonly MiddlePart[] {
    switch (event.type) {
      case "message_start":
        return report(event.message?.usage);
      case "content_block_start":
        return openBlock(event.content_block ?? {}, event.index);
      case "content_block_delta":
        return readDelta(event.delta ?? {}, event.index);
      case "content_block_stop":
        return tools.close(event.index);
      case "message_delta":
        stopReason = event.delta?.stop_reason ?? stopReason;
        return report(event.usage);
      case "message_stop":
        stopped = true;
        return [];
      default:
        return [];
    }
  }

  return {
    push(event) {
      sawEvent = true;
      const parts = read(event);
      answered ||= parts.some((part) => part.type !== "usage" && part.type !== "thinking");
      return parts;
    },
    end() {
      if (!sawEvent) return failed(unreadable("The provider sent an empty answer."));
      if (!stopped) return failed(truncated());
      return endOf(stopReason ?? "end_turn", answered, tools.used);
    },
  };
}

function endOf(stopReason: string, answered: boolean, calledTools: boolean): FinishPart | FailurePart {
  const reason = FINISH_REASONS[stopReason] ?? "stop";
  if (reason === "content-filtered" && !answered) return failed(filtered("The model declined to answer.", stopReason));
  return { type: "finish", reason: reason === "stop" && calledTools ? "tool-calls" : reason };
}
