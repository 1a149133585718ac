import { asRecord, type Json } from "../../json.ts";
import type { Asking } from "../format.ts";

/**
 * The session of Claude Code that a request belongs to: its own header, or in older versions a part of
 * `metadata.user_id`, first as the end of a text and then as a field of JSON. Another user id says who asks, not in
 * which conversation.
 */
export function conversationOf(body: Json, { headers }: Asking): string | undefined {
  return headers["x-claude-code-session-id"] || sessionIn(asRecord(body["metadata"])?.["user_id"]);
}

function sessionIn(userId: unknown): string | undefined {
  if (typeof userId !== "string") return undefined;
  if (!userId.startsWith("{")) return /_session_([\w-]+)$/.exec(userId)?.[1];
  try {
    const session = asRecord(JSON.parse(userId))?.["session_id"];
    return typeof session === "string" && session !== "" ? session : undefined;
  } catch {
    return undefined;
  }
}
