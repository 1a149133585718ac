import type { ModelRequest } from "../../spec/request.ts";
import type { Deadlines } from "../types.ts";

/**
 * Whether the answer comes in one piece. It then has no first token: neither a deadline for one, nor anything to learn
 * of the model's, nor a hedge for want of it.
 */
export function isWhole(request: ModelRequest): boolean {
  return request.verbatim?.streamed === false;
}

/** The clocks of an answer in one piece: only the last of the four says anything of it. */
export function wholeDeadlines({ totalMs }: Deadlines): Deadlines {
  return { connectMs: totalMs, firstTokenMs: totalMs, idleMs: totalMs, totalMs };
}
