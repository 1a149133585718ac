import type { Json } from "../../json.ts";
import { messageEvent } from "./message-event.ts";
import { wrapSignature } from "./signature.ts";

/** A block of an answer. */
export interface Block {
  /** `hosted` is the work of a tool of the provider's own, which only goes through as it is. */
  readonly kind: "text" | "thinking" | "redacted" | "tool" | "hosted";
  /** What it begins with. */
  readonly start: Json;
  /** Deltas that came while another block was being written. */
  readonly waiting: Json[];
  /** Of a tool call: the arguments so far. */
  json: string;
  /** Of thinking. A signature closes it. */
  isSigned: boolean;
}

/**
 * Blocks in the order in which they began, written one after the other however their pieces come, since the format's
 * readers know only one open block. Each call returns events, or "".
 */
export interface BlockQueue {
  /** The block that began last, if it is not ended. */
  last(): Block | undefined;
  begin(kind: Block["kind"], start: Json): Block;
  /** Adds to a block, which may have begun just now. */
  add(block: Block, deltas: readonly Json[]): string;
  /** Ends all blocks. */
  end(): string;
  /** Goes on after events that went through as they were: this is the next index, or that of a block which they began. */
  adopt(index: number, kind?: Block["kind"]): Block | undefined;
}

export function createBlockQueue(): BlockQueue {
  const queue: Block[] = [];
  let index = 0;
  let opened: Block | undefined;

  function deltaEvent(delta: Json): string {
    return messageEvent({ type: "content_block_delta", index, delta });
  }

  function begin(kind: Block["kind"], start: Json): Block {
    const block: Block = { kind, start, waiting: [], json: "", isSigned: false };
    queue.push(block);
    return block;
  }

  function open(block: Block): string {
    opened = block;
    const event = messageEvent({ type: "content_block_start", index, content_block: block.start });
    return event + block.waiting.splice(0).map(deltaEvent).join("");
  }

  /** Ends the block that is being written, and begins with the next. */
  function next(): string {
    const block = queue.shift();
    const last = block && closingDelta(block);
    const events = (last ? deltaEvent(last) : "") + messageEvent({ type: "content_block_stop", index });
    index += 1;
    return events + (queue[0] ? open(queue[0]) : "");
  }

  return {
    last: () => queue.at(-1),
    begin,
    add(block, deltas) {
      let events = "";
      if (block === queue[0]) events = (block === opened ? "" : open(block)) + deltas.map(deltaEvent).join("");
      else block.waiting.push(...deltas);
      while (queue.length > 1 && queue[0] && isWhole(queue[0])) events += next();
      return events;
    },
    end() {
      let events = "";
      while (queue.length > 0) events += next();
      return events;
    },
    adopt(at, kind) {
      queue.length = 0;
      index = at;
      opened = kind && begin(kind, {});
      return opened;
    },
  };
}

/** What a block lacks at its end. */
function closingDelta({ kind, json, isSigned }: Block): Json | undefined {
  if (kind === "tool" && json.trim() === "") return { type: "input_json_delta", partial_json: "{}" };
  if (kind === "thinking" && !isSigned) return { type: "signature_delta", signature: wrapSignature(undefined) };
  return undefined;
}

/**
 * Whether nothing can come that belongs to a block, once another has begun. The pieces of tool calls may come in turns,
 * so a call is whole only when its arguments are.
 */
function isWhole({ kind, json }: Block): boolean {
  if (kind !== "tool") return true;
  if (!json.trimEnd().endsWith("}")) return false;
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}
