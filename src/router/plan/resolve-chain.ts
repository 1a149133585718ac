import type { Credential, Provider, Route } from "../../spec/provider.ts";
import type { Task } from "../../spec/task.ts";
import { parseChainEntry } from "./chain-entry.ts";
import { manageKeys } from "../commands.ts";
import type { Directory, LeftOutRoute } from "../types.ts";

/** The routes that a chain leads to, in order, each once; and the entries or routes that lead nowhere. */
export interface Resolved {
  readonly routes: readonly Route[];
  readonly leftOut: readonly LeftOutRoute[];
}

type Step = Route | LeftOutRoute;

/** The kind of model that a task wants where the user named none. */
const suited: Readonly<Record<Task, "chat" | "completion">> = {
  completion: "completion",
  chat: "chat",
  explain: "chat",
};

/** Turns entries such as `openai/gpt-5` into routes: one for each of the provider's credentials, or for the labelled one. */
export function resolveEntries(entries: readonly string[], directory: Directory): Resolved {
  const byProvider = Map.groupBy(directory.credentials(), (credential) => credential.providerId);
  return collect(entries.flatMap((entry) => resolveEntry(entry, directory, byProvider)));
}

/** The chain for a user who wrote none: each credential in order, with the first of its provider's models that suits the task. */
export function resolveConnected(task: Task, directory: Directory): Resolved {
  const credentials = directory.credentials();
  const byProvider = Map.groupBy(credentials, (credential) => credential.providerId);
  const steps = credentials.map((credential): Step => {
    const provider = directory.provider(credential.providerId);
    if (!provider) return unknownProvider(credential.providerId, credential.providerId);
    const model = provider.models.find((one) => one.suits?.includes(suited[task])) ?? provider.models[0];
    if (!model) return { entry: provider.id, reason: `no model of ${provider.name} is known: name one in the chain` };
    const siblings = byProvider.get(provider.id)?.length ?? 1;
    return withKey(provider, routeOf(provider, model.id, credential, siblings), credential);
  });
  return collect(steps);
}

function resolveEntry(
  entry: string,
  directory: Directory,
  byProvider: ReadonlyMap<string, readonly Credential[]>,
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
  return meant.map((credential) =>
    withKey(provider, routeOf(provider, parsed.model, credential, credentials.length), credential),
  );
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
