import type { Json } from "../../json.ts";
import { sseEvent } from "../sse-text.ts";

/** An event as text. In this format each bears its type as its name too. */
export function messageEvent(event: Json & { readonly type: string }): string {
  return sseEvent(JSON.stringify(event), event.type);
}
