import type { ReasoningDeltaPart, TextPart, ToolCallDeltaPart } from "../../../spec/stream.ts";
import type { Json } from "../../json.ts";
import { callTypeOf, createCallItem, type CallItem } from "./call-item.ts";
import type { ItemType } from "./item-ids.ts";
import { createMessageItem, type MessageItem } from "./message-item.ts";
import type { Emit, ItemStatus, OpenItem, Place } from "./open-item.ts";
import { createPlaces } from "./places.ts";
import { createReasoningItem, type ReasoningItem } from "./reasoning-item.ts";
import { seal } from "./sealed-reasoning.ts";
import type { ToolBook } from "./tools.ts";

/** The items of one answer. */
export interface AnswerItems {
  /** An item that went through as it was; what is written of it later stands in its place. */
  adopt(item: Json, index: number): void;
  /** The events for a part of an answer's content. */
  push(part: TextPart | ReasoningDeltaPart | ToolCallDeltaPart): string;
  /** The events that end what is under way. */
  close(status: ItemStatus): string;
  /** All items, in order. */
  output(): readonly Json[];
}

/** `answer` is the answer's id at the time. */
export function createAnswerItems(emit: Emit, answer: () => string, tools: ToolBook): AnswerItems {
  const places = createPlaces();
  const items: { readonly index: number; readonly written: OpenItem }[] = [];
  const calls = new Map<number, CallItem>();
  let words: MessageItem | ReasoningItem | undefined;

  function open<Item extends OpenItem>(type: ItemType, create: (place: Place) => Item): Item {
    const place = places.next(type, answer());
    const written = create(place);
    items.push({ index: place.index, written });
    return written;
  }

  function closeWords(status: ItemStatus): string {
    const closed = words?.close(status) ?? "";
    words = undefined;
    return closed;
  }

  function pushText(text: string): string {
    if (text === "") return "";
    if (words?.kind === "message") return words.push(text);
    const before = closeWords("completed");
    const message = open("message", (place) => createMessageItem(emit, place));
    words = message;
    return before + message.begin + message.push(text);
  }

  /** A signature ends the reasoning that it signs. */
  function pushReasoning({ text, signature }: ReasoningDeltaPart): string {
    if (text === "" && !signature) return "";
    let said = "";
    let item = words;
    if (item?.kind !== "reasoning") {
      said += closeWords("completed");
      item = open("reasoning", (place) => createReasoningItem(emit, place));
      words = item;
      said += item.begin;
    }
    said += item.push(text);
    if (!signature) return said;
    item.seal(seal(signature));
    return said + closeWords("completed");
  }

  /** Calls may come in turns, so they stay open until the end. */
  function pushCall({ index, id, name, arguments: piece, signature }: ToolCallDeltaPart): string {
    const known = calls.get(index);
    const before = known ? known.push(piece) : closeWords("completed");
    // A call has no place for a signature: it goes into an item of reasoning without words.
    const signed = signature ? sealedItem(seal(signature, id)) : "";
    if (known) return before + signed;
    const kind = tools.kindOf(name);
    const call = open(callTypeOf(kind), (place) => createCallItem(emit, place, id, kind));
    calls.set(index, call);
    return before + signed + call.begin + call.push(piece);
  }

  function sealedItem(sealed: string): string {
    const item = open("reasoning", (place) => createReasoningItem(emit, place));
    item.seal(sealed);
    return item.begin + item.close("completed");
  }

  return {
    adopt: places.adopt,
    push(part) {
      if (part.type === "text") return pushText(part.text);
      return part.type === "reasoning" ? pushReasoning(part) : pushCall(part);
    },
    close(status) {
      const closed = closeWords(status) + [...calls.values()].map((call) => call.close(status)).join("");
      calls.clear();
      return closed;
    },
    output: () => items.toSorted((one, other) => one.index - other.index).map(({ written }) => written.item),
  };
}
