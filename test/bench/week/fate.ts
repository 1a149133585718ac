import type { FailureClass } from "../../../src/spec/failure.ts";
import type { Fault } from "./faults.ts";
import { logNormal, type Luck } from "./luck.ts";
import type { SimModel } from "./models.ts";
import { loadAt } from "./week-time.ts";

/** How an error shows: as a status, as a connection that fails, or as an event of a stream that began with 200. */
export interface SimError {
  readonly class: FailureClass;
  readonly status?: number;
  readonly code?: string;
  readonly retryAfterMs?: number;
}

/**
 * What a request meets, drawn when it is sent.
 * - `refused`: no connection
 * - `status`: an error instead of an answer
 * - `event`: an error as the first event of a 200
 * - `hang`: nothing comes, with or without headers before
 * - `answer`: the answer comes, and breaks off after the part `cut` of it where that is set
 */
export type Fate =
  | { readonly kind: "refused"; readonly error: SimError }
  | { readonly kind: "status"; readonly error: SimError }
  | { readonly kind: "event"; readonly error: SimError; readonly firstTokenMs: number }
  | { readonly kind: "hang" }
  | {
      readonly kind: "answer";
      readonly firstTokenMs: number;
      /** While the model writes, against its usual speed. */
      readonly slowness: number;
      readonly cut?: { readonly at: number; readonly how: Cut };
    };

/** How an answer breaks off: an error event, a reset connection, or an end without its terminator. */
export type Cut = "event" | "reset" | "bare-end";

/** Errors without any incident, as a share of all requests. */
const backgroundErrors = 0.003;
/** Answers that break off, as a share; a long answer has more time to. */
const cuts = { least: 0.0003, aThousandTokens: 0.002 } as const;

const refused: SimError = { class: "network", code: "ECONNREFUSED" };
const serverError: SimError = { class: "server-error", status: 500 };
const overloaded: SimError = { class: "overloaded", status: 529 };
const overloadedEvent: SimError = { class: "overloaded", code: "overloaded_error" };

/** Draws what a request meets among the `faults` of this moment. */
export function fateOf(
  model: SimModel,
  size: { readonly prompt: number; readonly answer: number },
  at: number,
  faults: readonly Fault[],
  luck: Luck,
): Fate {
  // Always the same number of lots, so that the latencies of one contestant's tries are those of another's.
  const lots = { fault: luck(), kind: luck(), background: luck(), cut: luck(), cutAt: luck(), how: luck() };
  const slowness = slownessOf(faults) * loadAt(at);
  const median = model.firstTokenMs + (size.prompt / 1000) * model.perThousandMs;
  const firstTokenMs = logNormal(luck, median * slowness, model.spread);
  for (const fault of faults) {
    const fate = faultyFate(fault, lots, firstTokenMs);
    if (fate) return fate;
  }
  const background = backgroundFate(lots.background / backgroundErrors, firstTokenMs);
  if (background) return background;
  const isCut = lots.cut < cuts.least + (size.answer / 1000) * cuts.aThousandTokens;
  const how: Cut = lots.how < 1 / 3 ? "event" : lots.how < 2 / 3 ? "reset" : "bare-end";
  return {
    kind: "answer",
    firstTokenMs,
    // Under load a model writes slower too, but not as much as it starts slower.
    slowness: Math.sqrt(slowness),
    ...(isCut && { cut: { at: lots.cutAt, how } }),
  };
}

function faultyFate(
  fault: Fault,
  lots: { readonly fault: number; readonly kind: number },
  firstTokenMs: number,
): Fate | undefined {
  switch (fault.kind) {
    case "brown-out":
      return undefined;
    case "quota":
      return { kind: "status", error: { class: "quota-exhausted", status: 429, code: "insufficient_quota" } };
    case "outage":
      if (lots.fault >= fault.share) return undefined;
      return lots.kind < 0.3 ? { kind: "refused", error: refused } : { kind: "status", error: unavailable(lots.kind) };
    case "overload":
      if (lots.fault >= fault.share) return undefined;
      if (lots.kind < 0.4) return { kind: "event", error: overloadedEvent, firstTokenMs };
      return { kind: "status", error: overloaded };
    case "hang":
      return lots.fault < fault.share ? { kind: "hang" } : undefined;
    case "rate-limit":
      if (lots.fault >= fault.share) return undefined;
      return { kind: "status", error: { class: "rate-limited", status: 429, retryAfterMs: fault.retryAfterMs } };
  }
}

function unavailable(lot: number): SimError {
  return { class: "server-error", status: lot < 0.6 ? 500 : lot < 0.8 ? 502 : 503 };
}

/** `lot` is below 1 for a request that meets an error. */
function backgroundFate(lot: number, firstTokenMs: number): Fate | undefined {
  if (lot >= 1) return undefined;
  if (lot < 0.55) return { kind: "status", error: serverError };
  if (lot < 0.75) return { kind: "refused", error: refused };
  if (lot < 0.85) return { kind: "status", error: overloaded };
  if (lot < 0.92) return { kind: "event", error: overloadedEvent, firstTokenMs };
  return { kind: "hang" };
}

function slownessOf(faults: readonly Fault[]): number {
  return faults.reduce((all, fault) => (fault.kind === "brown-out" ? all * fault.factor : all), 1);
}
