import type { AttemptRecord, CallRecord } from "../../../../src/spec/call.ts";

/** An attempt on the call's time axis. Places are parts of the axis, from 0 to 1; times milliseconds. */
export interface Bar {
  /** Since the call began. */
  readonly startMs: number;
  readonly endMs: number;
  /** When the first token came, since the call began; missing when none did. */
  readonly firstTokenMs?: number;
  readonly from: number;
  /** Where waiting ends and streaming begins; the end, when nothing ever came. */
  readonly turn: number;
  readonly to: number;
}

export interface Waterfall {
  /** How long the axis is, in milliseconds. */
  readonly lengthMs: number;
  /** One an attempt, in order. */
  readonly bars: readonly Bar[];
  /** Round times on the axis. */
  readonly ticks: readonly { readonly ms: number; readonly at: number }[];
}

/** Lays a call's attempts out on one axis that begins with the call. */
export function waterfallOf(call: Pick<CallRecord, "startedAt" | "durationMs" | "attempts">): Waterfall {
  const stretches = call.attempts.map((attempt) => stretchOf(attempt, call.startedAt));
  const lengthMs = Math.max(1, call.durationMs, ...stretches.map(({ endMs }) => endMs));
  return {
    lengthMs,
    bars: stretches.map((stretch) => ({
      ...stretch,
      from: stretch.startMs / lengthMs,
      turn: (stretch.firstTokenMs ?? stretch.endMs) / lengthMs,
      to: stretch.endMs / lengthMs,
    })),
    ticks: ticksOf(lengthMs),
  };
}

/** A clock that was put back must not draw anything before the beginning. */
function stretchOf({ startedAt, durationMs, firstTokenMs }: AttemptRecord, origin: number) {
  const startMs = Math.max(0, startedAt - origin);
  const endMs = startMs + Math.max(0, durationMs);
  const first = firstTokenMs === undefined ? undefined : Math.min(endMs, startMs + Math.max(0, firstTokenMs));
  return { startMs, endMs, ...(first !== undefined && { firstTokenMs: first }) };
}

const mostTicks = 5;

/** From the beginning on, at steps of 1, 2 or 5 times a power of ten. */
function ticksOf(lengthMs: number): Waterfall["ticks"] {
  const rough = lengthMs / mostTicks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.floor(lengthMs / step + 1e-9) + 1 }, (_, index) => ({
    ms: index * step,
    at: (index * step) / lengthMs,
  }));
}
