import type { Provider } from "../spec/provider.ts";
import { decodeCustomProviders } from "./custom-providers.ts";
import { decodePolicies, type PolicySetting } from "./policies.ts";
import { decodePrices, type PriceSetting } from "./prices.ts";
import type { SettingProblem } from "./problem.ts";

/** The user's settings that are more than one value, decoded once at each change. */
export interface UserSettings {
  readonly policies: PolicySetting;
  /** The same objects until the next change, so that clients made for them can be kept. */
  readonly providers: readonly Provider[];
  readonly prices: PriceSetting;
  readonly problems: readonly SettingProblem[];
}

/** Decodes what `read` gives. A malformed setting counts as unset and is among the problems. */
export function readUserSettings(read: (key: "policies" | "providers" | "prices") => unknown): UserSettings {
  const policies = decodePolicies(read("policies"));
  const providers = decodeCustomProviders(read("providers"));
  const prices = decodePrices(read("prices"));
  const problems = [policies.problem, providers.problem, prices.problem].filter((problem) => problem !== undefined);
  return { policies: policies.policies, providers: providers.providers, prices: prices.prices, problems };
}
