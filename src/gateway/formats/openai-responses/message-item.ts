import type { Json } from "../../json.ts";
import { itemAdded, itemDone, type Emit, type OpenItem, type Place } from "./open-item.ts";

/** A message that is being written. */
export interface MessageItem extends OpenItem {
  readonly kind: "message";
  /** The events that begin it. */
  readonly begin: string;
  push(text: string): string;
}

export function createMessageItem(emit: Emit, place: Place): MessageItem {
  const at = { item_id: place.id, output_index: place.index, content_index: 0 };
  let text = "";
  let item = messageOf(place, "in_progress", []);
  return {
    kind: "message",
    begin: itemAdded(emit, place, item) + emit("response.content_part.added", { ...at, part: outputText("") }),
    push(piece) {
      text += piece;
      return emit("response.output_text.delta", { ...at, delta: piece, logprobs: [] });
    },
    close(status) {
      const part = outputText(text);
      item = messageOf(place, status, [part]);
      return (
        emit("response.output_text.done", { ...at, text, logprobs: [] }) +
        emit("response.content_part.done", { ...at, part }) +
        itemDone(emit, place, item)
      );
    },
    get item() {
      return item;
    },
  };
}

function messageOf({ id }: Place, status: string, content: readonly Json[]): Json {
  return { id, type: "message", status, role: "assistant", content };
}

function outputText(text: string): Json {
  return { type: "output_text", text, annotations: [], logprobs: [] };
}
