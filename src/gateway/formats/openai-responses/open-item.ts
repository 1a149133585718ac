import type { Json } from "../../json.ts";

/** Writes one event: its name and what it holds, apart from its number. */
export type Emit = (type: string, fields: Json) => string;

/** Where an item is in its answer. */
export interface Place {
  readonly id: string;
  /** Its `output_index`. */
  readonly index: number;
}

/** How an item ended. */
export type ItemStatus = "completed" | "incomplete";

/** An item that is being written. */
export interface OpenItem {
  /** The events that end it. */
  close(status: ItemStatus): string;
  /** The whole item, once it is closed. */
  readonly item: Json;
}

/** The event with which an item begins. */
export function itemAdded(emit: Emit, { index }: Place, item: Json): string {
  return emit("response.output_item.added", { output_index: index, item });
}

/** The event with which an item ends. */
export function itemDone(emit: Emit, { index }: Place, item: Json): string {
  return emit("response.output_item.done", { output_index: index, item });
}
