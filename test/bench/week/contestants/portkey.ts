import type { Failure } from "../../../../src/spec/failure.ts";
import { defaultDeadlines } from "../../../../src/router/attempt/default-deadlines.ts";
import type { Contestant, Ending, World } from "../contestant.ts";
import { chains, type ModelId } from "../models.ts";
import { type Try, tryOnce } from "../one-try.ts";
import { pause } from "../pause.ts";
import type { SimCall } from "../workload.ts";

/**
 * Portkey's gateway as portkey.ai/docs documents it ("Automatic retries", "Fallbacks", "Request timeouts", 2026): a target
 * is retried on 429, 500, 502, 503, 504 and 529 with an exponential back-off, and only then the next target is asked, on
 * any status that is not 2xx. A request that ran into `request_timeout` is a 408, which falls back without a retry.
 * It remembers nothing from one request to the next.
 *
 * Up to five retries may be set; two are the mildest choice, with the waits of 1 s and 2 s that the gateway was measured
 * to sleep before its fallback. The timeout holds until the answer begins to stream; after that, a stalled stream was
 * seen to hang, and an error or end in the middle is passed on: an error event shows, a lost connection does not.
 */
const retries = 2;
const firstPauseMs = 1000;
const retried: ReadonlySet<number> = new Set([429, 500, 502, 503, 504, 529]);

export const portkey: Contestant = {
  name: "Portkey rules",
  open: (world) => async (call, signal, spoke) => {
    let ending: Ending = { kind: "failed", why: "no target" };
    for (const model of chains[call.task]) {
      const result = await askTarget(world, call, model, signal, spoke);
      ending = endingOf(result);
      const mayFallBack = result.kind === "refused" && isBeforeHeaders(result.failure);
      if (!mayFallBack || signal.aborted) break;
    }
    return ending;
  },
};

async function askTarget(
  world: World,
  call: SimCall,
  model: ModelId,
  signal: AbortSignal,
  spoke: () => void,
): Promise<Try> {
  // One number is all there is to set, so it is the time that a person would wait for the first token.
  const deadlines = { connectMs: defaultDeadlines[call.task].firstTokenMs };
  for (let retry = 0; ; retry += 1) {
    const result = await tryOnce(world, { call, model, deadlines, signal, spoke });
    if (result.kind !== "refused" || retry === retries || !retried.has(result.failure.status ?? 0)) return result;
    await pause(world.clock, firstPauseMs * 2 ** retry, signal);
    if (signal.aborted) return result;
  }
}

function isBeforeHeaders({ class: failureClass, status }: Failure): boolean {
  return failureClass === "network" || status !== undefined;
}

function endingOf(result: Try): Ending {
  if (result.kind === "whole") return { kind: "whole", parts: 1 };
  const { failure } = result;
  const isSilent = failure.class === "truncated" || failure.class === "network";
  return result.kind === "broke" && isSilent ? { kind: "silently-cut" } : { kind: "failed", why: failure.class };
}
