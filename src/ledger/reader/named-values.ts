import type { Origin, RouteName } from "../store/numbers.ts";
import type { KeyLabels } from "./questions.ts";

/** The filter's fields that ask of where a call came from, and what an origin says to them. */
export const originValues: Readonly<Record<string, (origin: Origin) => readonly string[]>> = {
  task: ({ task }) => [task],
  client: ({ client }) => [client],
  workspace: ({ workspace = "" }) => [workspace],
  experiment: ({ experiment = "" }) => [experiment],
};

/** Those that ask of where an attempt was made, and what a route says to them. */
export const routeValues: Readonly<Record<string, (route: RouteName, keys: KeyLabels) => readonly string[]>> = {
  model: ({ model }) => [model],
  provider: ({ provider }) => [provider],
  route: ({ routeId }) => [routeId],
  key: ({ credential }, keys) =>
    Object.hasOwn(keys, credential) ? [credential, keys[credential] ?? ""] : [credential],
};
