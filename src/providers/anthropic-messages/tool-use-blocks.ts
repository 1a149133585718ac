import type { MiddlePart } from "../../spec/stream.ts";
import { newCallId } from "../new-call-id.ts";
import type { WireBlock } from "./wire-event.ts";

/** A tool call under way: its place among the calls, and the input that came with its start. */
interface ToolUse {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  streamed: boolean;
}

/** Tells the tool calls of one answer apart, by the index of their blocks. */
export interface ToolUseBlocks {
  open(block: WireBlock, at: number): readonly MiddlePart[];
  input(json: string, at: number): readonly MiddlePart[];
  close(at: number): readonly MiddlePart[];
  /** Whether there was any. */
  readonly used: boolean;
}

/** Calls are numbered in the order in which their blocks begin, whatever other blocks stand between them. */
export function createToolUseBlocks(): ToolUseBlocks {
  const calls = new Map<number, ToolUse>();
  return {
    get used() {
      return calls.size > 0;
    },
    open(block, at) {
      const index = calls.size;
      const call = {
        index,
        id: block.id || newCallId(),
        name: block.name ?? "",
        input: block.input,
        streamed: false,
      };
      calls.set(at, call);
      return [piece(call, "")];
    },
    input(json, at) {
      const call = calls.get(at);
      if (!call) return [];
      call.streamed = true;
      return [piece(call, json)];
    },
    close(at) {
      const call = calls.get(at);
      // A call without arguments streams none; one from a gateway may have had them all at its start.
      return call && !call.streamed ? [piece(call, JSON.stringify(call.input ?? {}))] : [];
    },
  };
}

function piece(call: ToolUse, text: string): MiddlePart {
  return { type: "tool-call", index: call.index, id: call.id, name: call.name, arguments: text };
}
