import type { CallQuery, Directory, Prices, Router } from "../../src/router/types.ts";
import type { Clock } from "../../src/spec/clock.ts";
import type { Credential, ModelInfo, Provider } from "../../src/spec/provider.ts";

/** What the router's benches share. */

export const deadlines = { connectMs: 10_000, firstTokenMs: 30_000, idleMs: 30_000, totalMs: 600_000 };

export const benchQuery: CallQuery = {
  task: "chat",
  client: "bench",
  promptTokens: 2000,
  request: { kind: "chat", messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] },
};

/** Costs nothing, also to ask. */
export const free: Prices = { estimate: () => 0, costOf: () => ({ kind: "known", usd: 0, source: "free" }) };

export const realClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Makes a call and waits for its end. Throws if it was not answered. */
export async function drain(router: Router): Promise<void> {
  for await (const event of router.call(benchQuery, never)) {
    if (event.type === "end" && event.record.outcome !== "succeeded") throw new Error("The bench's call failed.");
  }
}

export const never = new AbortController().signal;

/** The chain over the first of `benchDirectory`'s providers. */
export function chainOf(routes: number): readonly string[] {
  return Array.from({ length: routes }, (_, at) => `p${at}/m`);
}

/** So many providers, each with one key and one model. */
export function benchDirectory(routes: number): Directory {
  const model: ModelInfo = { id: "m", contextWindow: 128_000, suits: ["chat"] };
  const providers = Array.from({ length: routes }, (_, at): Provider => ({
    id: `p${at}`,
    name: `Provider ${at}`,
    dialect: "openai-chat",
    baseUrl: `https://p${at}.example/v1`,
    needsKey: true,
    local: false,
    simulated: false,
    models: [model],
  }));
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const credentials = providers.map((provider, at): Credential => ({
    id: `k${at}`,
    providerId: provider.id,
    label: "default",
    hasKey: true,
  }));
  return { revision: () => 0, credentials: () => credentials, provider: (id) => byId.get(id), model: () => model };
}

/** Of sorted figures. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
