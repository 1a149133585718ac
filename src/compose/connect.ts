import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { createClients, type Clients } from "../connections/clients.ts";
import { createConnections, type Connections } from "../connections/directory.ts";
import { createModelListings, type ModelListings } from "../connections/model-listings.ts";
import { readUserSettings, routingSettings, type UserSettings } from "../connections/user-settings.ts";
import { createProblemReporter } from "../features/problems/reporter.ts";
import { createSimulatorControl, type SimulatorControl } from "../features/simulator/control.ts";
import { systemClock } from "../platform/clock.ts";
import { openCredentialStore, type CredentialStore } from "../platform/credential-store.ts";
import type { Log } from "../platform/log.ts";
import { createSettings, type Settings } from "../platform/settings.ts";
import { CATALOG } from "../providers/catalog/catalog.ts";
import { createProviderClient } from "../providers/client.ts";
import type { Simulator } from "../simulator/simulator.ts";
import type { Keep } from "./keep.ts";

/** What the user set, and everything that is connected. */
export interface Connected {
  readonly settings: Settings;
  /** The decoded settings as they stand. */
  readonly user: () => UserSettings;
  readonly credentials: CredentialStore;
  readonly simulator: SimulatorControl<Simulator>;
  readonly connections: Connections;
  readonly listings: ModelListings;
  readonly clients: Clients;
  /** Fires when any of it changed. */
  readonly changed: vscode.EventEmitter<void>;
}

/** A server that is not there must not be waited for long. */
const modelsWithinMs = 5_000;

/** Reads settings and keys and follows them; starts the simulator where the user wants it. */
export async function connect(context: vscode.ExtensionContext, keep: Keep, log: Log): Promise<Connected> {
  const changed = keep(new vscode.EventEmitter<void>());
  let revision = 0;
  /** The user changed what there is to route to, or how. */
  const renewed = () => {
    revision += 1;
    changed.fire();
  };
  const settings = createSettings();
  const tellProblems = createProblemReporter(log.warn);
  // An opened repository may add to what stays on this machine, and take nothing away.
  const readRouting = (key: (typeof routingSettings)[number]) =>
    key === "localOnly" ? settings.readAll(key) : settings.read(key);
  let user = readUserSettings(readRouting);
  tellProblems(user.problems);
  keep(
    settings.onDidChange([...routingSettings, "completion.enabled"], () => {
      user = readUserSettings(readRouting);
      tellProblems(user.problems);
      renewed();
    }),
  );

  const credentials = keep(await openCredentialStore(context.secrets, randomUUID));
  const simulator = followSimulatorSetting(settings, keep, log, renewed);
  const listings = createModelListings(systemClock, async (credential, signal) => {
    const client = await clients.of(credential.id);
    return client.ok ? client.value.listModels(signal) : client;
  });
  const connections = createConnections({
    catalog: CATALOG,
    custom: () => user.providers,
    credentials: () => credentials.list(),
    simulated: () => simulator.running?.providers,
    listings,
    revision: () => revision,
  });
  const clients = createClients(connections, credentials.key, createProviderClient);
  const learnModels = async () => {
    for (const credential of connections.credentials()) {
      // Where models are bundled, the listing is read when somebody looks for others.
      if (connections.provider(credential.providerId)?.models.length !== 0) continue;
      const listed = await listings.fetch(credential, AbortSignal.timeout(modelsWithinMs));
      if (listed.ok) renewed();
    }
  };
  keep(
    credentials.onDidChange((credentialId) => {
      if (credentialId !== undefined) clients.forget(credentialId);
      renewed();
      learnModels().catch((error: unknown) => log.error("listing models", error));
    }),
  );
  learnModels().catch((error: unknown) => log.error("listing models", error));
  return { settings, user: () => user, credentials, simulator, connections, listings, clients, changed };
}

function followSimulatorSetting(
  settings: Settings,
  keep: Keep,
  log: Log,
  changed: () => void,
): SimulatorControl<Simulator> {
  const simulator = createSimulatorControl(async () => {
    // Loaded when it is first wanted.
    const { startSimulator } = await import("../simulator/simulator.ts");
    return startSimulator();
  }, changed);
  const follow = () => {
    simulator.set(settings.read("simulator.enabled") === true).catch((error: unknown) => log.error("simulator", error));
  };
  keep(settings.onDidChange(["simulator.enabled"], follow));
  keep({ dispose: () => void simulator.set(false) });
  follow();
  return simulator;
}
