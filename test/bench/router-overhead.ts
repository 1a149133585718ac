import { createRouter } from "../../src/router/router.ts";
import type { Router, Transport } from "../../src/router/types.ts";
import type { Measure } from "./measure.ts";
import {
  benchDirectory,
  benchQuery,
  chainOf,
  deadlines,
  drain,
  free,
  never,
  percentile,
  realClock,
} from "./router-bench.ts";

const routes = 50;
const warmUpCalls = 2000;
const calls = 5000;
const chunks = 20_000;
const chunkRuns = 9;

/**
 * Measures what the router itself adds to a call with 50 routes, in this process and with no network: to plan, admit
 * and record, and to hand on one chunk. The providers answer at once, so all of the time is the router's.
 */
export async function benchRouter(): Promise<Readonly<Record<string, Measure>>> {
  const router = routerOver(answeringAtOnce(1));
  await times(router, warmUpCalls);
  const sorted = (await times(router, calls)).toSorted((a, b) => a - b);
  return {
    "router.overhead_us_p50": { value: percentile(sorted, 0.5), unit: "us" },
    "router.overhead_us_p99": { value: percentile(sorted, 0.99), unit: "us" },
    "router.chunk_us": { value: await perChunk(), unit: "us" },
  };
}

/** Microseconds of each call, from the question to the end event. */
async function times(router: Router, count: number): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let call = 0; call < count; call += 1) {
    const start = performance.now();
    await drain(router);
    taken.push((performance.now() - start) * 1000);
  }
  return taken;
}

/** Microseconds a chunk of a long answer takes through the router, less what it takes without: the median of some runs. */
async function perChunk(): Promise<number> {
  const transport = answeringAtOnce(chunks);
  const router = routerOver(transport);
  const added: number[] = [];
  for (let run = 0; run < chunkRuns; run += 1) {
    const start = performance.now();
    await drain(router);
    const routed = performance.now();
    for await (const _part of transport(onlyRoute, benchQuery.request, never));
    added.push(((routed - start - (performance.now() - routed)) / chunks) * 1000);
  }
  return percentile(
    added.toSorted((a, b) => a - b),
    0.5,
  );
}

const onlyRoute = { id: "p0/m", provider: "p0", model: "m", credential: "k0" };

function answeringAtOnce(count: number): Transport {
  return async function* () {
    yield { type: "start" };
    for (let chunk = 0; chunk < count; chunk += 1) yield { type: "text", text: "word " };
    yield { type: "finish", reason: "stop" };
  };
}

function routerOver(transport: Transport): Router {
  const chain = chainOf(routes);
  let id = 0;
  return createRouter({
    clock: realClock,
    random: Math.random,
    newId: () => `call-${id++}`,
    directory: benchDirectory(routes),
    prices: free,
    policy: () => ({ enabled: true, chain, deadlines }),
    transport,
    observer: { callChanged: () => {}, callEnded: () => {}, healthChanged: () => {} },
    reportBug(error) {
      throw error;
    },
  });
}
