import type { ChatSurface } from "../../protocol/chat.ts";
import type { EventName } from "../../protocol/rpc.ts";

/** Tells the chat view something. */
export type ChatPost = <E extends EventName<ChatSurface>>(name: E, payload: ChatSurface["events"][E]) => void;
