/** How fast an answer comes. Zero means without delay, for both figures. */
export interface Speed {
  /** From the request to the first token, in milliseconds. */
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
}

const SLOWER = 10;

/** The speed under the `slow` fault. */
export function slowed(speed: Speed): Speed {
  return { firstTokenMs: speed.firstTokenMs * SLOWER, tokensPerSecond: speed.tokensPerSecond / SLOWER };
}

/** When token `index` (from 0) is due, in milliseconds after the request. */
export function dueMs(speed: Speed, index: number): number {
  return speed.firstTokenMs + (speed.tokensPerSecond > 0 ? (index * 1000) / speed.tokensPerSecond : 0);
}
