import type { Json } from "../../json.ts";
import { itemId, type ItemType } from "./item-ids.ts";
import type { Place } from "./open-item.ts";

/** Gives the items of an answer their ids and places. */
export interface Places {
  /** An item that went through as it was: the next one of its kind that is written stands for it. */
  adopt(item: Json, index: number): void;
  next(type: ItemType, answer: string): Place;
}

export function createPlaces(): Places {
  const adopted: (Place & { readonly type: unknown })[] = [];
  let free = 0;
  return {
    adopt(item, index) {
      if (typeof item["id"] === "string") adopted.push({ id: item["id"], index, type: item["type"] });
      free = Math.max(free, index + 1);
    },
    next(type, answer) {
      const at = adopted.findIndex((place) => place.type === type);
      const [known] = at < 0 ? [] : adopted.splice(at, 1);
      if (known) return { id: known.id, index: known.index };
      free += 1;
      return { id: itemId(type, answer, free - 1), index: free - 1 };
    },
  };
}
