import type { Json } from "../../json.ts";
import { itemAdded, itemDone, type Emit, type OpenItem, type Place } from "./open-item.ts";

/** Reasoning that is being written, as a summary of one part. */
export interface ReasoningItem extends OpenItem {
  readonly kind: "reasoning";
  /** The event that begins it. */
  readonly begin: string;
  push(text: string): string;
  /** What a client has to give back with it. */
  seal(sealed: string): void;
}

export function createReasoningItem(emit: Emit, place: Place): ReasoningItem {
  const at = { item_id: place.id, output_index: place.index, summary_index: 0 };
  let text = "";
  let sealed: string | undefined;
  let item: Json = { id: place.id, type: "reasoning", summary: [] };

  /** A part begins with its first word: reasoning may consist of a signature alone. */
  function beginPart(): string {
    return text === "" ? emit("response.reasoning_summary_part.added", { ...at, part: summaryText("") }) : "";
  }

  function endPart(): string {
    if (text === "") return "";
    return (
      emit("response.reasoning_summary_text.done", { ...at, text }) +
      emit("response.reasoning_summary_part.done", { ...at, part: summaryText(text) })
    );
  }

  return {
    kind: "reasoning",
    begin: itemAdded(emit, place, item),
    push(piece) {
      if (piece === "") return "";
      const begun = beginPart();
      text += piece;
      return begun + emit("response.reasoning_summary_text.delta", { ...at, delta: piece });
    },
    seal(value) {
      sealed = value;
    },
    close() {
      const summary = text === "" ? [] : [summaryText(text)];
      item = { ...item, summary, ...(sealed !== undefined && { encrypted_content: sealed }) };
      return endPart() + itemDone(emit, place, item);
    },
    get item() {
      return item;
    },
  };
}

function summaryText(text: string): Json {
  return { type: "summary_text", text };
}
