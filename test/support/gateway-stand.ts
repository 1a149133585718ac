import { randomBytes } from "node:crypto";
import { createClients } from "../../src/connections/clients.ts";
import { startGateway } from "../../src/gateway/gateway.ts";
import type { Gateway, GatewayRules } from "../../src/gateway/ports.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { createProviderClient } from "../../src/providers/client.ts";
import { leftOut } from "../../src/providers/untranslated.ts";
import { defaultDeadlines } from "../../src/router/attempt/default-deadlines.ts";
import { createRouter, type RouterPorts } from "../../src/router/router.ts";
import type { Directory, Policy, Router } from "../../src/router/types.ts";
import type { CallRecord } from "../../src/spec/call.ts";
import type { Provider } from "../../src/spec/provider.ts";
import type { Task } from "../../src/spec/task.ts";

/** A gateway with a real router and real provider clients, over providers on this machine. */
export interface GatewayStand {
  readonly gateway: Gateway;
  readonly router: Router;
  readonly url: string;
  readonly token: string;
  /** Every call that ended, oldest first. */
  readonly calls: readonly CallRecord[];
  readonly bugs: readonly unknown[];
  close(): Promise<void>;
}

export interface StandOptions {
  /** Each is connected with one key, `key-of-<id>`; the chain of every task is their first models in this order. */
  readonly providers: readonly Provider[];
  readonly policy?: Partial<Policy>;
  readonly rules?: Partial<GatewayRules>;
  readonly router?: Partial<RouterPorts>;
  /** Any free one unless given. */
  readonly port?: number;
}

export const standToken = "sk-switchyard-test-token";

/** Starts it. Nothing is written to disk. */
export async function startGatewayStand(options: StandOptions): Promise<GatewayStand> {
  const calls: CallRecord[] = [];
  const bugs: unknown[] = [];
  const directory = directoryOf(options.providers);
  const clients = createClients(directory, async (id) => `key-of-${id}`, createProviderClient);
  const policy = (task: Task): Policy => ({
    enabled: true,
    chain: options.providers.flatMap(({ id, models: [first] }) => (first ? [`${id}/${first.id}`] : [])),
    deadlines: defaultDeadlines[task],
    ...options.policy,
  });
  let lastId = 0;
  const router = createRouter({
    clock: systemClock,
    random: Math.random,
    newId: () => `call-${++lastId}`,
    directory,
    policy,
    transport: clients.transport,
    prices: { estimate: () => undefined, costOf: () => ({ kind: "unknown" }) },
    observer: { callChanged: () => {}, callEnded: (record) => calls.push(record), healthChanged: () => {} },
    reportBug: (error) => bugs.push(error),
    ...options.router,
  });
  const gateway = await startGateway(
    {
      router,
      directory,
      clock: systemClock,
      newId: () => randomBytes(12).toString("hex"),
      rules: () => ({ models: [], origins: [], ...options.rules }),
      token: () => standToken,
      costOf: () => undefined,
      async countTokens(route, verbatim, signal) {
        const client = await clients.of(route.credential);
        return client.ok ? client.value.countTokens(verbatim, route.model, signal) : client;
      },
      leftOut(request, route) {
        const provider = directory.provider(route.provider);
        return provider ? leftOut(request, provider, route.model) : [];
      },
      reportBug: (error) => bugs.push(error),
    },
    { port: options.port ?? 0 },
  );
  return { gateway, router, url: gateway.url, token: standToken, calls, bugs, close: () => gateway.close(200) };
}

function directoryOf(providers: readonly Provider[]): Directory {
  return {
    credentials: () => providers.map(({ id }) => ({ id, providerId: id, label: "test", hasKey: true })),
    provider: (id) => providers.find((one) => one.id === id),
    model: (providerId, modelId) =>
      providers.find(({ id }) => id === providerId)?.models.find(({ id }) => id === modelId),
    revision: () => 1,
  };
}
