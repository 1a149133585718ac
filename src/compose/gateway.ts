import * as vscode from "vscode";
import { decodeGatewayModels, decodeGatewayOrigins } from "../connections/gateway-rules.ts";
import { createClientsToday } from "../features/gateway/clients-today.ts";
import { createGatewayControl, type GatewayControl } from "../features/gateway/control.ts";
import { gatewayCard } from "../features/gateway/gateway-card.ts";
import { createProblemReporter } from "../features/problems/reporter.ts";
import type { GatewayPorts, GatewayRules } from "../gateway/ports.ts";
import { priceCall } from "../ledger/pricing/price-call.ts";
import { settings as manifest } from "../manifest/settings.ts";
import { systemClock } from "../platform/clock.ts";
import { followGatewayToken, type GatewayToken } from "../platform/gateway-token.ts";
import type { Log } from "../platform/log.ts";
import { randomName } from "../platform/random-name.ts";
import type { Settings } from "../platform/settings.ts";
import type { GatewayCard, GatewayClient } from "../protocol/usage.ts";
import type { leftOut as LeftOut } from "../providers/untranslated.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";
import type { Recorded } from "./record.ts";
import type { Routed } from "./route.ts";

/** The gateway, which other programs on this machine ask for models. */
export interface Gated {
  readonly gateway: GatewayControl;
  readonly gatewayToken: GatewayToken;
  /** The gateway for those who show it; undefined while it is off. */
  readonly gatewayCard: () => GatewayCard | undefined;
  /** What other programs asked today. */
  readonly gatewayClients: () => readonly GatewayClient[];
  /** Fires when the gateway's standing or its clients changed. */
  readonly gatewayChanged: vscode.EventEmitter<void>;
}

/** Everything that the gateway is built from. */
type Base = Connected & Recorded & Routed & { readonly context: vscode.ExtensionContext };

/** Serves the gateway, or follows the window that does, while the user wants one. */
export function gate(keep: Keep, log: Log, base: Base): Gated {
  const { context, reader, settings } = base;
  const gatewayChanged = keep(new vscode.EventEmitter<void>());
  const changed = () => gatewayChanged.fire();
  const gatewayToken = keep(followGatewayToken(context.secrets, (error) => log.error("the gateway's token", error)));
  const rules = followRules(keep, log, settings);
  const gateway = createGatewayControl({
    wanted: () => (settings.read("gateway.enabled") === true ? gatewayPort(settings) : undefined),
    async share(port) {
      await gatewayToken.ensure();
      // Its headers name the price of the first call too.
      base.prices.load().catch((error: unknown) => log.error("reading the price list", error));
      // Loaded when it is first wanted.
      const [{ startGateway }, { shareGateway }, { leftOut }] = await Promise.all([
        import("../gateway/gateway.ts"),
        import("../gateway/share/share.ts"),
        import("../providers/untranslated.ts"),
      ]);
      const ports = gatewayPorts(log, base, { token: gatewayToken, rules, leftOut });
      const start = (at: number) => startGateway(ports, { port: at });
      return shareGateway({ port, start, token: ports.token, clock: systemClock, changed });
    },
    changed,
  });
  const follow = () => void gateway.follow().catch((error: unknown) => log.error("gateway", error));
  keep(settings.onDidChange(["gateway.enabled", "gateway.port"], follow));
  keep({ dispose: () => void gateway.stop() });
  const clients = createClientsToday({
    series: (query) => reader.ask({ name: "series", query }),
    clock: systemClock,
    changed,
    onError: (error) => log.error("reading what the gateway's clients asked", error),
  });
  const facts = {
    standing: () => gateway.standing,
    traffic: gateway.traffic,
    port: () => gatewayPort(settings),
    clients,
  };
  tellStanding(keep, log, gateway, gatewayChanged);
  follow();
  return { gateway, gatewayToken, gatewayCard: () => gatewayCard(facts), gatewayClients: clients, gatewayChanged };
}

/** The port that the settings name; the usual one where that is none. */
export function gatewayPort(settings: Settings): number {
  const port = settings.read("gateway.port");
  const isPort = typeof port === "number" && Number.isInteger(port) && port >= 1024 && port <= 65_535;
  return isPort ? port : manifest["gateway.port"].default;
}

interface GatewayParts {
  readonly token: GatewayToken;
  readonly rules: () => GatewayRules;
  readonly leftOut: typeof LeftOut;
}

function gatewayPorts(
  log: Log,
  { clients, connections, prices, router }: Base,
  { token, rules, leftOut }: GatewayParts,
): GatewayPorts {
  return {
    router,
    directory: connections,
    clock: systemClock,
    newId: randomName,
    rules,
    // A gateway is started only once there is one.
    token: () => token.current ?? "",
    costOf(record) {
      const { cost } = priceCall(record, prices.priceAttempt);
      return cost.kind === "known" ? cost : undefined;
    },
    async countTokens({ credential, model }, verbatim, signal) {
      const client = await clients.of(credential);
      return client.ok ? client.value.countTokens(verbatim, model, signal) : client;
    },
    leftOut(request, route) {
      const provider = connections.provider(route.provider);
      return provider ? leftOut(request, provider, route.model) : [];
    },
    reportBug: (error) => log.error("gateway", error),
  };
}

/** The names and origins that the user sets, decoded at each change. */
function followRules(keep: Keep, log: Log, settings: Settings): () => GatewayRules {
  const tellProblems = createProblemReporter(log.warn);
  const read = (): GatewayRules => {
    const { models, problem: inModels } = decodeGatewayModels(settings.read("gateway.models"));
    const { origins, problem: inOrigins } = decodeGatewayOrigins(settings.read("gateway.origins"));
    tellProblems([inModels, inOrigins].filter((problem) => problem !== undefined));
    return { models, origins };
  };
  let rules = read();
  keep(settings.onDidChange(["gateway.models", "gateway.origins"], () => (rules = read())));
  return () => rules;
}

/** Writes each change of the standing into the log. */
function tellStanding(keep: Keep, log: Log, gateway: GatewayControl, changed: vscode.EventEmitter<void>): void {
  let told = gateway.standing;
  keep(
    changed.event(() => {
      const now = gateway.standing;
      if (JSON.stringify(now) === JSON.stringify(told)) return;
      told = now;
      if (now.kind === "blocked") log.warn(`gateway: blocked. ${now.message}`);
      else log.info(`gateway: ${now.kind}${"url" in now ? ` at ${now.url}` : ""}`);
    }),
  );
}
