import type { Directory } from "../router/types.ts";
import type { Credential, ModelInfo, Provider } from "../spec/provider.ts";
import type { ModelListings } from "./model-listings.ts";

/** Where the directory gets its facts. */
export interface DirectorySources {
  readonly catalog: readonly Provider[];
  /** The user's own providers. One with a catalog row's id takes its place. */
  custom(): readonly Provider[];
  /** The user's credentials, in the order in which they were added. */
  credentials(): readonly Credential[];
  /** The simulator's providers while it runs. It then stands in for everything else. */
  simulated(): readonly Provider[] | undefined;
  readonly listings: ModelListings;
  /** Grows with each change of the user's providers, the credentials or the simulator. */
  revision(): number;
}

/** Everything that can be connected to, and what the user has connected. */
export interface Connections extends Required<Directory> {
  /** Providers a user may connect, catalog first, the user's own included. */
  providers(): readonly Provider[];
  /** Every key, those for reading an account alone included, which no route uses. */
  allCredentials(): readonly Credential[];
}

/** Joins catalog, settings, credentials, live listings and the simulator into one view. */
export function createConnections(sources: DirectorySources): Connections {
  const real = (): readonly Provider[] => {
    const custom = sources.custom();
    const replaced = new Set(custom.map((provider) => provider.id));
    return [...sources.catalog.filter((provider) => !replaced.has(provider.id)), ...custom];
  };
  const find = byId(sources.revision, () => sources.simulated() ?? real());
  const listed = withListing(sources.listings);
  const all = () => sources.simulated()?.map(simulatedCredential) ?? sources.credentials();
  return {
    providers: real,
    revision: () => sources.revision() + sources.listings.revision,
    provider: (id) => listed(find(id)),
    credentials: () => all().filter(({ use }) => use !== "account"),
    allCredentials: all,
    model(providerId, modelId) {
      const bundled = find(providerId)?.models.find((model) => model.id === modelId);
      const live = sources.listings.known(providerId)?.find((model) => model.id === modelId);
      return merge(bundled, live);
    },
  };
}

/** Finds a provider among those that `list` gives; a plan asks for each of its routes. */
function byId(revision: () => number, list: () => readonly Provider[]): (id: string) => Provider | undefined {
  let known: ReadonlyMap<string, Provider> = new Map();
  let knownAt: number | undefined;
  return (id) => {
    if (knownAt !== revision()) {
      knownAt = revision();
      known = new Map(list().map((provider) => [provider.id, provider]));
    }
    return known.get(id);
  };
}

/**
 * Gives a provider of which no model is bundled (a local server, one of the user's own) those it listed. The same object
 * each time, so that a client made for it can be kept.
 */
function withListing(listings: ModelListings): (provider: Provider | undefined) => Provider | undefined {
  const joined = new WeakMap<Provider, Provider>();
  return (provider) => {
    if (!provider || provider.models.length > 0) return provider;
    const models = listings.known(provider.id) ?? [];
    const known = joined.get(provider);
    if (known?.models === models || models.length === 0) return known ?? provider;
    const fresh = { ...provider, models };
    joined.set(provider, fresh);
    return fresh;
  };
}

function simulatedCredential(provider: Provider): Credential {
  return { id: provider.id, providerId: provider.id, label: "simulated", hasKey: false };
}

/** What the provider says now wins over what was bundled; what it leaves out stays. */
function merge(bundled: ModelInfo | undefined, live: ModelInfo | undefined): ModelInfo | undefined {
  return bundled && live ? { ...bundled, ...live } : (live ?? bundled);
}
