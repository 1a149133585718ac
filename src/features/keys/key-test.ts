import type { Failure, Result } from "../../spec/failure.ts";
import type { ModelInfo, Provider } from "../../spec/provider.ts";

/** What came of asking a provider for its models with a key. */
export type KeyTest =
  | { readonly kind: "works"; readonly models: number }
  | { readonly kind: "refused"; readonly message: string }
  /** The provider could not be asked, so nothing is known of the key. */
  | { readonly kind: "unknown"; readonly message: string };

/** Reads a listing's outcome as a word on the key. */
export function readKeyTest(provider: Provider, result: Result<readonly ModelInfo[]>): KeyTest {
  return result.ok ? { kind: "works", models: result.value.length } : failedTest(provider, result.failure);
}

/** Reads the outcome of reading an account as a word on the key. */
export function readAccountTest(provider: Provider, result: Result<unknown>): KeyTest {
  return result.ok ? { kind: "works", models: 0 } : failedTest(provider, result.failure);
}

function failedTest(provider: Provider, failure: Failure): KeyTest {
  return { kind: speaksOfKey(failure) ? "refused" : "unknown", message: `${provider.name}: ${failure.message}` };
}

function speaksOfKey(failure: Failure): boolean {
  return failure.class === "credential-invalid" || failure.class === "quota-exhausted";
}

/** A label no other key of this provider has: the first one, then `key 2`, `key 3`. */
export function freeLabel(taken: readonly string[], first = "default"): string {
  if (!taken.includes(first)) return first;
  for (let number = 2; ; number += 1) {
    const label = `key ${number}`;
    if (!taken.includes(label)) return label;
  }
}

/** Why a key's label cannot be used, or undefined when it can. `#` and `/` mean something in a route's name. */
export function labelProblem(label: string, taken: readonly string[]): string | undefined {
  if (label.trim() === "") return "Give it a name.";
  if (/[#/]/.test(label)) return "A name cannot have # or / in it.";
  return taken.includes(label.trim()) ? "Another key of this provider has this name." : undefined;
}
