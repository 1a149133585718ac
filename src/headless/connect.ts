import { type Clients, createClients } from "../connections/clients.ts";
import { type Connections, createConnections } from "../connections/directory.ts";
import { createModelListings } from "../connections/model-listings.ts";
import { systemClock } from "../platform/clock.ts";
import { CATALOG } from "../providers/catalog/catalog.ts";
import { createProviderClient } from "../providers/client.ts";
import type { Provider } from "../spec/provider.ts";
import type { Config } from "./config.ts";
import { type Environment, readVariable } from "./environment.ts";
import { report } from "./report.ts";

/** Everything that can be routed to. */
export interface Connected {
  readonly connections: Connections;
  readonly clients: Clients;
  /** To be called at the start and when settings changed. Resolves when what only listings tell is known, or cannot be. */
  renewed(): Promise<void>;
}

/** A server that is not there must not be waited for long. */
const modelsWithinMs = 5_000;

/** Joins the catalog, the file's providers and the keys in the environment. */
export function connect(
  config: () => Config,
  simulated: readonly Provider[] | undefined,
  environment: Environment,
): Connected {
  let revision = 0;
  /** Read where it is used, and kept nowhere but in the client. */
  const keyOf = async (id: string) => {
    const { env } = config().credentials.find((one) => one.id === id) ?? {};
    return env === undefined ? undefined : readVariable(environment, env);
  };
  const listings = createModelListings(systemClock, async (credential, signal) => {
    const client = await clients.of(credential.id);
    return client.ok ? client.value.listModels(signal) : client;
  });
  const connections = createConnections({
    catalog: CATALOG,
    custom: () => config().user.providers,
    credentials: () => config().credentials,
    simulated: () => simulated,
    listings,
    revision: () => revision,
  });
  const clients = createClients(connections, keyOf, createProviderClient);
  return {
    connections,
    clients,
    async renewed() {
      revision += 1;
      // Where no models are bundled, as for a local server, only the listing tells of them.
      const unlisted = connections
        .credentials()
        .filter(({ providerId }) => connections.provider(providerId)?.models.length === 0);
      const listing = unlisted.map(async (credential) => {
        const listed = await listings.fetch(credential, AbortSignal.timeout(modelsWithinMs));
        if (!listed.ok) report(`the models of ${credential.providerId} cannot be listed: ${listed.failure.message}`);
      });
      await Promise.all(listing);
    },
  };
}
