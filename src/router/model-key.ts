import type { Route } from "../spec/provider.ts";

/** What is the same for all keys of a provider: the model's speed, its abilities, its faults. */
export function modelKey({ provider, model }: Pick<Route, "provider" | "model">): string {
  return `${provider}/${model}`;
}
