import { createRouter } from "../../src/router/router.ts";
import type { Router, Transport } from "../../src/router/types.ts";
import type { Measure } from "./measure.ts";
import { benchDirectory, benchQuery, chainOf, deadlines, free, percentile } from "./router-bench.ts";
import { logNormal, luckOf } from "./week/luck.ts";
import { pause } from "./week/pause.ts";
import { VirtualClock } from "./week/virtual-clock.ts";

const routes = 3;
const calls = 20_000;
/** Calls that teach the router how quick its routes are. */
const lessons = 100;
const betweenCallsMs = 60_000;

/** Every route is as quick as a large model: P99 is 2.8 times the median. */
const firstToken = { medianMs: 600, spread: 0.45 } as const;

/** The share of a route's attempts that never answer. */
type Hangs = (routeId: string) => number;

/**
 * How much longer the slowest of a hundred first tokens takes when one attempt in ten hangs than when none does: at every
 * route, and at the first one alone. The same luck in all, so that hangs are the only difference; in virtual time.
 */
export async function benchHangs(): Promise<Readonly<Record<string, Measure>>> {
  const p99 = async (hangs: Hangs) => percentile(await firstTokens(hangs), 0.99);
  const sound = await p99(() => 0);
  const everywhere = await p99(() => 0.1);
  const first = await p99((routeId) => (routeId === "p0/m" ? 0.1 : 0));
  return {
    "router.sound_ttft_p99_ms": { value: sound, unit: "ms" },
    "router.hang_ttft_ratio_p99": { value: everywhere / sound, unit: "x" },
    "router.hang_first_ttft_ratio_p99": { value: first / sound, unit: "x" },
  };
}

/** First-token times of all calls, sorted. */
async function firstTokens(hangs: Hangs): Promise<readonly number[]> {
  const clock = new VirtualClock(Date.UTC(2026, 10, 2, 9));
  const router = routerOver(clock, hangs);
  const times: number[] = [];
  const working = (async () => {
    for (let call = 0; call < lessons + calls; call += 1) {
      const ms = await timeOf(router, clock);
      if (call >= lessons) times.push(ms);
      await new Promise<void>((resolve) => void clock.schedule(betweenCallsMs, resolve));
    }
  })();
  await clock.run();
  await working;
  return times.toSorted((a, b) => a - b);
}

async function timeOf(router: Router, clock: VirtualClock): Promise<number> {
  const from = clock.now();
  let ms = Number.POSITIVE_INFINITY;
  for await (const event of router.call(benchQuery, new AbortController().signal)) {
    if (event.type === "text") ms = Math.min(ms, clock.now() - from);
  }
  return ms;
}

function routerOver(clock: VirtualClock, hangs: Hangs): Router {
  let attempts = 0;
  const transport: Transport = async function* (route, _request, signal) {
    const luck = luckOf("hang", route.id, (attempts += 1));
    const ms = logNormal(luck, firstToken.medianMs, firstToken.spread);
    yield { type: "start" };
    await pause(clock, luck() < hangs(route.id) ? Number.MAX_SAFE_INTEGER : ms, signal);
    if (signal.aborted) return;
    yield { type: "text", text: "word" };
    yield { type: "finish", reason: "stop" };
  };
  return createRouter({
    clock,
    random: luckOf("router"),
    newId: () => `call-${attempts}`,
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
