import { createProviderClient } from "../../src/providers/client.ts";
import { createRouter } from "../../src/router/router.ts";
import type { Directory, Router } from "../../src/router/types.ts";
import { startSimulator, type Simulator } from "../../src/simulator/simulator.ts";
import type { Credential } from "../../src/spec/provider.ts";
import type { Measure } from "./measure.ts";
import { benchQuery, deadlines, free, never, percentile, realClock } from "./router-bench.ts";

const warmUpCalls = 100;
const calls = 500;

/** Two servers of one wire format, so that the way through the client is the same. */
const broken = "sim-openai/sim-openai-large";
const second = "sim-fim/sim-fill";

/**
 * How much later the first token comes when the first route answers 429 and the second one has to answer, than when that
 * is asked alone. Over HTTP on loopback, with answers that come at once: the refused request is part of the figure.
 */
export async function benchFailover(): Promise<Readonly<Record<string, Measure>>> {
  const simulator = await startSimulator({ speed: { firstTokenMs: 0, tokensPerSecond: 0 } });
  try {
    simulator.setFault("sim-openai", { kind: "rate-limit", retryAfterMs: 20_000 });
    const alone = routerOver(simulator, [second]);
    const failing = routerOver(simulator, [broken, second]);
    const times: { readonly alone: number[]; readonly failing: number[] } = { alone: [], failing: [] };
    for (let call = 0; call < warmUpCalls + calls; call += 1) {
      // By turns, so that whatever else the machine does slows both.
      const pair = [await timeOf(alone, 1), await timeOf(failing, 2)] as const;
      failing.reset(broken);
      if (call < warmUpCalls) continue;
      times.alone.push(pair[0]);
      times.failing.push(pair[1]);
    }
    const p50 = (list: readonly number[]) =>
      percentile(
        list.toSorted((a, b) => a - b),
        0.5,
      );
    return { "router.failover_added_ms_p50": { value: p50(times.failing) - p50(times.alone), unit: "ms" } };
  } finally {
    await simulator.stop();
  }
}

/** Milliseconds until the first token. Throws when it took another number of attempts. */
async function timeOf(router: Router, attempts: number): Promise<number> {
  const start = performance.now();
  let ms = Number.NaN;
  for await (const event of router.call(benchQuery, never)) {
    if (event.type === "text" && Number.isNaN(ms)) ms = performance.now() - start;
    if (event.type === "end" && event.record.attempts.length !== attempts) throw new Error("The bench went elsewhere.");
  }
  return ms;
}

function routerOver(simulator: Simulator, chain: readonly string[]): Router {
  const clients = new Map(
    simulator.providers.map((provider) => [provider.id, createProviderClient({ provider, key: undefined })]),
  );
  let id = 0;
  return createRouter({
    clock: realClock,
    random: Math.random,
    newId: () => `call-${id++}`,
    directory: directoryOf(simulator),
    policy: () => ({ enabled: true, chain, deadlines, hedge: "never" }),
    transport(route, request, signal) {
      const client = clients.get(route.provider);
      if (!client) throw new Error("The bench has no such provider.");
      return client.stream(request, route.model, signal);
    },
    prices: free,
    observer: { callChanged: () => {}, callEnded: () => {}, healthChanged: () => {} },
    reportBug(error) {
      throw error;
    },
  });
}

function directoryOf({ providers }: Simulator): Directory {
  const credentials = providers.map(({ id }): Credential => ({
    id: `key-${id}`,
    providerId: id,
    label: "default",
    hasKey: false,
  }));
  const provider = (id: string) => providers.find((one) => one.id === id);
  return {
    credentials: () => credentials,
    provider,
    model: (providerId, modelId) => provider(providerId)?.models.find(({ id }) => id === modelId),
  };
}
