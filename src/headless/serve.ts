import { startGateway } from "../gateway/gateway.ts";
import type { GatewayPorts } from "../gateway/ports.ts";
import { priceCall } from "../ledger/pricing/price-call.ts";
import { systemClock } from "../platform/clock.ts";
import { randomName } from "../platform/random-name.ts";
import { leftOut } from "../providers/untranslated.ts";
import type { Router } from "../router/types.ts";
import type { Config } from "./config.ts";
import { connect, type Connected } from "./connect.ts";
import type { Environment } from "./environment.ts";
import { record, type Recorded } from "./record.ts";
import { reportBug } from "./report.ts";
import { route } from "./route.ts";

export interface ServeOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly token: string;
  /** The folder for what is kept. */
  readonly directory: string;
  readonly environment: Environment;
}

/** A gateway that serves. */
export interface Served {
  readonly url: string;
  /** Uses other settings from now on. Credentials, and whether all is simulated, stay as they were at the start. */
  renew(config: Config): void;
  /** Takes no more requests, lets those under way end, writes everything down. Resolves when that is done. */
  close(): Promise<void>;
}

/** How long answers under way may take to end. A supervisor that asked to stop usually waits longer before it kills. */
const graceMs = 30_000;

/**
 * Builds everything, top to bottom in the order in which it depends on each other, and serves.
 *
 * @throws as `startGateway` does where the port cannot be had; what was built is closed again then
 */
export async function serve(start: Config, { port, token, directory, environment }: ServeOptions): Promise<Served> {
  let config = start;
  const current = () => config;
  const simulator = start.simulated ? await startSimulated() : undefined;
  const simulated = simulator?.providers;
  const connected = connect(current, simulated, environment);
  const recorded = await record(directory, current, connected);
  const routed = route(current, simulated, connected, recorded);
  const closeAll = async () => {
    await routed.close();
    await recorded.close();
    await simulator?.stop();
  };
  try {
    await connected.renewed();
    const ports = gatewayPorts(connected, recorded, routed.router);
    const gateway = await startGateway({ ...ports, rules: () => config.rules, token: () => token }, { port });
    return {
      url: gateway.url,
      renew(next) {
        config = { ...next, credentials: start.credentials, simulated: start.simulated };
        connected.renewed().catch((error: unknown) => reportBug("models", error));
        routed.router.routesChosenAnew();
        // Asked, so that a state which the new limits bring about is told.
        routed.router.budgets();
      },
      async close() {
        await gateway.close(graceMs);
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function startSimulated() {
  const { startSimulator } = await import("../simulator/simulator.ts");
  return startSimulator();
}

function gatewayPorts(
  { connections, clients }: Connected,
  { prices }: Recorded,
  router: Router,
): Omit<GatewayPorts, "rules" | "token"> {
  return {
    router,
    directory: connections,
    clock: systemClock,
    newId: randomName,
    costOf: (call) => priceCall(call, prices.priceAttempt).cost,
    async countTokens({ credential, model }, verbatim, signal) {
      const client = await clients.of(credential);
      return client.ok ? client.value.countTokens(verbatim, model, signal) : client;
    },
    leftOut(request, { provider: id, model }) {
      const provider = connections.provider(id);
      return provider ? leftOut(request, provider, model) : [];
    },
    reportBug: (error) => reportBug("gateway", error),
  };
}
