import type { ReasoningDeltaPart, ToolCallDeltaPart } from "../../../spec/stream.ts";
import { asRecord, type Json } from "../../json.ts";
import { createBlockQueue, type Block } from "./block-queue.ts";
import { redactedData, wrapSignature } from "./signature.ts";

/** Turns the parts of an answer into the events of its blocks. Each call returns events, or "". */
export interface BlockWriter {
  text(text: string): string;
  reasoning(part: ReasoningDeltaPart): string;
  toolCall(part: ToolCallDeltaPart): string;
  /** Ends all blocks. */
  end(): string;
  /** Told of an event that went through as it was, before the parts that were read from it. */
  adopt(event: Json): void;
}

/** The kinds of blocks of which parts tell. */
const KINDS: ReadonlyMap<unknown, Block["kind"]> = new Map([
  ["text", "text"],
  ["thinking", "thinking"],
  ["redacted_thinking", "redacted"],
  ["tool_use", "tool"],
]);

export function createBlockWriter(): BlockWriter {
  const queue = createBlockQueue();
  const calls = new Map<number, Block>();
  /** Began in an event that went through; its first part is yet to come. */
  let adopted: Block | undefined;

  function begin(kind: Block["kind"], start: Json): Block {
    const block = adopted?.kind === kind ? adopted : queue.begin(kind, start);
    adopted = undefined;
    return block;
  }

  return {
    text(text) {
      if (text === "") return "";
      const last = queue.last();
      const block = last?.kind === "text" ? last : begin("text", { type: "text", text: "", citations: null });
      return queue.add(block, [{ type: "text_delta", text }]);
    },
    reasoning({ text, signature }) {
      const data = redactedData(signature);
      if (data !== undefined) return queue.add(begin("redacted", { type: "redacted_thinking", data }), []);
      if (text === "" && !signature) return "";
      const last = queue.last();
      const block =
        last?.kind === "thinking" && !last.isSigned
          ? last
          : begin("thinking", { type: "thinking", thinking: "", signature: "" });
      block.isSigned = signature !== undefined;
      return queue.add(block, [
        ...(text === "" ? [] : [{ type: "thinking_delta", thinking: text }]),
        ...(signature ? [{ type: "signature_delta", signature: wrapSignature(signature) }] : []),
      ]);
    },
    toolCall({ index, id, name, arguments: json }) {
      const block = calls.get(index) ?? begin("tool", { type: "tool_use", id, name, input: {} });
      calls.set(index, block);
      block.json += json;
      return queue.add(block, json === "" ? [] : [{ type: "input_json_delta", partial_json: json }]);
    },
    end: () => queue.end(),
    adopt({ type, index, content_block: block }) {
      if (typeof index !== "number") return;
      if (type === "content_block_start")
        adopted = queue.adopt(index, KINDS.get(asRecord(block)?.["type"]) ?? "hosted");
      else if (type === "content_block_stop") adopted = queue.adopt(index + 1);
    },
  };
}
