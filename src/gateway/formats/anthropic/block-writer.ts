import type { ReasoningDeltaPart, ToolCallDeltaPart } from "../../../spec/stream.ts";
import { createBlockQueue, type Block } from "./block-queue.ts";
import { redactedData, wrapSignature } from "./signature.ts";

/** Turns the parts of an answer into the events of its blocks. Each call returns events, or "". */
export interface BlockWriter {
  text(text: string): string;
  reasoning(part: ReasoningDeltaPart): string;
  toolCall(part: ToolCallDeltaPart): string;
  /** Ends all blocks. */
  end(): string;
}

export function createBlockWriter(): BlockWriter {
  const queue = createBlockQueue();
  const calls = new Map<number, Block>();

  return {
    text(text) {
      if (text === "") return "";
      const last = queue.last();
      const block = last?.kind === "text" ? last : queue.begin("text", { type: "text", text: "", citations: null });
      return queue.add(block, [{ type: "text_delta", text }]);
    },
    reasoning({ text, signature }) {
      const data = redactedData(signature);
      if (data !== undefined) return queue.add(queue.begin("redacted", { type: "redacted_thinking", data }), []);
      if (text === "" && !signature) return "";
      const last = queue.last();
      const block =
        last?.kind === "thinking" && !last.isSigned
          ? last
          : queue.begin("thinking", { type: "thinking", thinking: "", signature: "" });
      block.isSigned = signature !== undefined;
      return queue.add(block, [
        ...(text === "" ? [] : [{ type: "thinking_delta", thinking: text }]),
        ...(signature ? [{ type: "signature_delta", signature: wrapSignature(signature) }] : []),
      ]);
    },
    toolCall({ index, id, name, arguments: json }) {
      const block = calls.get(index) ?? queue.begin("tool", { type: "tool_use", id, name, input: {} });
      calls.set(index, block);
      block.json += json;
      return queue.add(block, json === "" ? [] : [{ type: "input_json_delta", partial_json: json }]);
    },
    end: () => queue.end(),
  };
}
