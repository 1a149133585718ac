import type { Directory } from "../router/types.ts";
import type { Credential, ModelInfo, Provider } from "../spec/provider.ts";
import type { ModelListings } from "./model-listings.ts";

/** Where the directory gets its facts; each is asked anew at every look. */
export interface DirectorySources {
  readonly catalog: readonly Provider[];
  /** The user's own providers. One with a catalog row's id takes its place. */
  custom(): readonly Provider[];
  /** The user's credentials, in the order in which they were added. */
  credentials(): readonly Credential[];
  /** The simulator's providers while it runs. It then stands in for everything else. */
  simulated(): readonly Provider[] | undefined;
  readonly listings: ModelListings;
}

/** Everything that can be connected to, and what the user has connected. */
export interface Connections extends Directory {
  /** Providers a user may connect, catalog first, the user's own included. */
  providers(): readonly Provider[];
}

/** Joins catalog, settings, credentials, live listings and the simulator into one view. */
export function createConnections(sources: DirectorySources): Connections {
  const real = (): readonly Provider[] => {
    const custom = sources.custom();
    const replaced = new Set(custom.map((provider) => provider.id));
    return [...sources.catalog.filter((provider) => !replaced.has(provider.id)), ...custom];
  };
  const find = (id: string) => (sources.simulated() ?? real()).find((provider) => provider.id === id);
  return {
    providers: real,
    provider: find,
    credentials: () => sources.simulated()?.map(simulatedCredential) ?? sources.credentials(),
    model(providerId, modelId) {
      const bundled = find(providerId)?.models.find((model) => model.id === modelId);
      const live = sources.listings.known(providerId)?.find((model) => model.id === modelId);
      return merge(bundled, live);
    },
  };
}

function simulatedCredential(provider: Provider): Credential {
  return { id: provider.id, providerId: provider.id, label: "simulated", hasKey: false };
}

/** What the provider says now wins over what was bundled; what it leaves out stays. */
function merge(bundled: ModelInfo | undefined, live: ModelInfo | undefined): ModelInfo | undefined {
  return bundled && live ? { ...bundled, ...live } : (live ?? bundled);
}
