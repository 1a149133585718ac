import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createRouter } from "../../src/router/router.ts";
import type { Router, Transport } from "../../src/router/types.ts";
import type { Clock } from "../../src/spec/clock.ts";
import { failureRules } from "../../src/router/failure-rules.ts";
import type { Measure } from "./measure.ts";
import { benchDirectory, benchQuery, chainOf, deadlines, free, never } from "./router-bench.ts";

const routes = 10;
/** Enough to fill all that is bounded, such as the conversations that are remembered. */
const warmUpCalls = 20_000;
const calls = 100_000;
const betweenCallsMs = 2000;

/**
 * How much the heap grows over 100,000 calls through one router, after those that fill what is bounded. Every call is in a
 * conversation of its own, one in ten fails over, and one in a hundred breaks off and goes on elsewhere.
 */
export async function benchHeap(): Promise<Readonly<Record<string, Measure>>> {
  const clock = { at: Date.UTC(2026, 10, 2, 9) };
  const router = routerOver(clock);
  await make(router, clock, 0, warmUpCalls);
  const before = heapMb();
  await make(router, clock, warmUpCalls, calls);
  return { "router.heap_mb_100k_calls": { value: heapMb() - before, unit: "MB" } };
}

async function make(router: Router, clock: { at: number }, from: number, count: number): Promise<void> {
  for (let call = from; call < from + count; call += 1) {
    clock.at += betweenCallsMs;
    const query = { ...benchQuery, conversation: `conversation-${call}` };
    for await (const event of router.call(query, never)) {
      if (event.type === "end" && event.record.outcome !== "succeeded") throw new Error("The bench's call failed.");
    }
  }
}

function routerOver(time: { readonly at: number }): Router {
  let attempts = 0;
  const failing: Transport = async function* () {
    const scope = failureRules["server-error"].scope;
    yield { type: "failure", failure: { class: "server-error", scope, message: "It failed." } };
  };
  const transport: Transport = async function* (route, request, signal) {
    attempts += 1;
    if (attempts % 10 === 0) return yield* failing(route, request, signal);
    yield { type: "start" };
    yield { type: "text", text: "one word after another" };
    if (attempts % 100 === 1) return yield* failing(route, request, signal);
    yield { type: "finish", reason: "stop" };
  };
  let id = 0;
  return createRouter({
    clock: clockAt(time),
    random: Math.random,
    newId: () => `call-${id++}`,
    directory: benchDirectory(routes),
    policy: () => ({ enabled: true, chain: chainOf(routes), deadlines }),
    transport,
    prices: free,
    observer: { callChanged: () => {}, callEnded: () => {}, healthChanged: () => {} },
    reportBug(error) {
      throw error;
    },
  });
}

/** Timers never fire: everybody answers at once. */
function clockAt(time: { readonly at: number }): Clock {
  return { now: () => time.at, schedule: () => () => {} };
}

/** What is left after everything was collected that can be. */
function heapMb(): number {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  for (let turn = 0; turn < 3; turn += 1) gc();
  return process.memoryUsage().heapUsed / 1e6;
}
