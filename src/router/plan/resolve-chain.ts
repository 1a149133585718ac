import type { Credential, Provider, Route } from "../../spec/provider.ts";
import type { Task } from "../../spec/task.ts";
import { parseChainEntry } from "./chain-entry.ts";
import { manageKeys } from "../commands.ts";
import { modelKey } from "../model-key.ts";
import type { Directory, LeftOutRoute, Policy } from "../types.ts";

/** The routes that a chain leads to, in order, each once; and the entries or routes that lead nowhere. */
export interface Resolved {
  readonly routes: readonly Route[];
  readonly leftOut: readonly LeftOutRoute[];
}

type Step = Route | LeftOutRoute;

/** The kind of model that a task wants where the user named none. */
const suited: Readonly<Record<Exclude<Task, "embedding">, "chat" | "completion">> = {
  completion: "completion",
  chat: "chat",
  explain: "chat",
};

/** Puts the keys of one provider in the order in which they take turns. */
export type TakeTurns = (routes: readonly Route[]) => readonly Route[];

/** No listing tells models that make vectors from others. */
const noChainForVectors: LeftOutRoute = {
  entry: "embedding",
  reason: "no model for embeddings is set: ask for one as provider/model, or write a chain in the settings",
};

const asAdded: TakeTurns = (routes) => routes;

/**
 * Turns entries such as `openai/gpt-5` into routes: one for each of the provider's credentials, which take turns, or for
 * the labelled one. Labels that the user wrote one after the other are in that order for a reason.
 */
export function resolveEntries(
  entries: readonly string[],
  directory: Directory,
  takeTurns: TakeTurns = asAdded,
): Resolved {
  const byProvider = Map.groupBy(directory.credentials(), (credential) => credential.providerId);
  return collect(entries.flatMap((entry) => resolveEntry(entry, directory, byProvider, takeTurns)));
}

/**
 * The chain for a user who wrote none: each credential in order, with the first of its provider's models that suits the
 * task, or with all that do. Of all, the keys for one model stand together, so that they can take turns.
 */
export function resolveConnected(task: Task, directory: Directory, breadth: Policy["breadth"] = "first"): Resolved {
  if (task === "embedding") return { routes: [], leftOut: [noChainForVectors] };
  const credentials = directory.credentials();
  const byProvider = Map.groupBy(credentials, (credential) => credential.providerId);
  const steps = credentials.flatMap((credential): readonly Step[] => {
    const provider = directory.provider(credential.providerId);
    if (!provider) return [unknownProvider(credential.providerId, credential.providerId)];
    const suiting = provider.models.filter(({ suits }) => suits?.includes(suited[task]));
    const models = suiting.length > 0 ? suiting : provider.models.slice(0, 1);
    if (models.length === 0) {
      return [{ entry: provider.id, reason: `no model of ${provider.name} is known: name one in the chain` }];
    }
    const siblings = byProvider.get(provider.id)?.length ?? 1;
    return models
      .slice(0, breadth === "all" ? models.length : 1)
      .map(({ id }) => withKey(provider, routeOf(provider, id, credential, siblings), credential));
  });
  if (breadth === "first") return collect(steps);
  const byModel = Map.groupBy(steps, (step) => ("entry" in step ? step.entry : modelKey(step)));
  return collect([...byModel.values()].flat());
}

function resolveEntry(
  entry: string,
  directory: Directory,
  byProvider: ReadonlyMap<string, readonly Credential[]>,
  takeTurns: TakeTurns,
): readonly Step[] {
  const parsed = parseChainEntry(entry);
  if (!parsed) return [{ entry, reason: "not a route: write it as provider/model or provider/model#key" }];
  const provider = directory.provider(parsed.provider);
  if (!provider) return [unknownProvider(entry, parsed.provider)];
  const credentials = byProvider.get(provider.id) ?? [];
  if (credentials.length === 0) return [{ entry, reason: notConnected(provider) }];
  const meant = credentials.filter(({ label }) => parsed.label === undefined || label === parsed.label);
  if (meant.length === 0)
    return [{ entry, reason: `${provider.name} has no key called ${parsed.label}: see ${manageKeys}` }];
  const steps = meant.map((credential) =>
    withKey(provider, routeOf(provider, parsed.model, credential, credentials.length), credential),
  );
  const isRoute = (step: Step): step is Route => !("entry" in step);
  return [...takeTurns(steps.filter(isRoute)), ...steps.filter((step) => !isRoute(step))];
}

function routeOf(provider: Provider, model: string, credential: Credential, siblings: number): Route {
  const label = siblings > 1 ? `#${credential.label}` : "";
  return { id: `${provider.id}/${model}${label}`, provider: provider.id, model, credential: credential.id };
}

function withKey(provider: Provider, route: Route, credential: Credential): Step {
  return provider.needsKey && !credential.hasKey ? { entry: route.id, reason: notConnected(provider) } : route;
}

function notConnected({ id, needsKey }: Provider): string {
  return needsKey
    ? `no key for ${id}: add one with ${manageKeys}`
    : `${id} is not connected: add it with ${manageKeys}`;
}

function unknownProvider(entry: string, provider: string): LeftOutRoute {
  return { entry, reason: `no provider is called ${provider}: check the chain in the settings` };
}

/** Splits what was found from what was not; what stands in the chain twice counts where it stands first. */
function collect(steps: readonly Step[]): Resolved {
  const routes = new Map<string, Route>();
  const leftOut = new Map<string, LeftOutRoute>();
  for (const step of steps) {
    if ("entry" in step) leftOut.set(step.entry, leftOut.get(step.entry) ?? step);
    else routes.set(step.id, routes.get(step.id) ?? step);
  }
  return { routes: [...routes.values()], leftOut: [...leftOut.values()] };
}
