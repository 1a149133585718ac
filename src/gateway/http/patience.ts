import type { ServerResponse } from "node:http";

/** How long a reader may leave a full buffer standing, in milliseconds, before it counts as gone. */
export const patienceMs = 60_000;

/** Ends an answer. Who stops reading before the last of it is cut off, or the answer would be under way for ever. */
export function endPatiently(response: ServerResponse, text?: string): void {
  response.end(text);
  // Starts anew with whatever is read; once all is, the server sets its own time for a connection that is kept.
  if (response.socket?.writableLength !== 0) response.setTimeout(patienceMs);
}

/** Lifts what `endPatiently` set for the answer before this one, where a caller sent its next request meanwhile. */
export function forgetPatience(response: ServerResponse): void {
  response.once("socket", (socket) => socket.setTimeout(0));
}
