import type { Failure } from "../../../../src/spec/failure.ts";
import { defaultDeadlines } from "../../../../src/router/attempt/default-deadlines.ts";
import type { Ending, World } from "../contestant.ts";
import type { ModelId } from "../models.ts";
import { type Try, tryOnce } from "../one-try.ts";
import { pause } from "../pause.ts";
import type { SimCall } from "../workload.ts";

/**
 * What the providers' own clients do, as documented for the OpenAI SDKs: two retries of connection errors, 408, 409, 429
 * and 5xx, after 0.5 s and doubling up to 8 s, less up to a quarter of it by lot; a `retry-after` of at most a minute is
 * heeded instead. Their timeout of 10 minutes would lose more, so each request is given the task's deadlines.
 * Sources: mintlify.com/openai/openai-python/concepts/retries; openai-ruby, Retries; openai-python, pull request 3355.
 */
const retries = 2;
const backOff = { firstMs: 500, longestMs: 8000, jitter: 0.25 } as const;
const longestAskedMs = 60_000;

/** Asks one model as an SDK does. */
export async function askWithRetries(
  world: World,
  call: SimCall,
  model: ModelId,
  signal: AbortSignal,
  spoke: () => void,
): Promise<Try> {
  const query = { call, model, deadlines: defaultDeadlines[call.task], signal, spoke };
  for (let retry = 0; ; retry += 1) {
    const result = await tryOnce(world, query);
    if (result.kind !== "refused" || retry === retries || !isRetried(result.failure)) return result;
    await pause(world.clock, waitMs(world, result.failure, retry), signal);
    if (signal.aborted) return result;
  }
}

/** What the caller of an SDK sees: a stream that just ends looks like one that is whole. */
export function endingOf(result: Try): Ending {
  if (result.kind === "whole") return { kind: "whole", parts: 1 };
  const { failure } = result;
  return result.kind === "broke" && failure.class === "truncated"
    ? { kind: "silently-cut" }
    : { kind: "failed", why: failure.class };
}

/** An error event within a stream has no status, and is not retried. */
function isRetried({ class: failureClass, status = 0 }: Failure): boolean {
  return failureClass === "network" || [408, 409, 429].includes(status) || status >= 500;
}

function waitMs({ luck }: World, { retryAfterMs }: Failure, retry: number): number {
  if (retryAfterMs !== undefined && retryAfterMs <= longestAskedMs) return retryAfterMs;
  return Math.min(backOff.longestMs, backOff.firstMs * 2 ** retry) * (1 - backOff.jitter * luck());
}
