import type { PrivacyRule, StatedLimits } from "../router/types.ts";
import type { Budget } from "../spec/budget.ts";
import type { Provider, Route } from "../spec/provider.ts";
import { decodeBudgets } from "./budgets.ts";
import { decodeCustomProviders } from "./custom-providers.ts";
import { decodeExchangeRates, type ExchangeRates } from "./exchange-rates.ts";
import { decodeLimits, statedLimits } from "./limits.ts";
import { decodePolicies, type PolicySetting } from "./policies.ts";
import { decodePreset, type PresetName } from "./presets.ts";
import { decodePrices, type PriceSetting } from "./prices.ts";
import { decodeLocalOnly } from "./privacy.ts";
import type { SettingProblem } from "./problem.ts";

/** The settings that decide what is routed where, and what it may cost. */
export const routingSettings = [
  "policies",
  "preset",
  "providers",
  "prices",
  "exchangeRates",
  "budgets",
  "limits",
  "localOnly",
] as const;

/** The user's settings that are more than one value, decoded once at each change. */
export interface UserSettings {
  readonly policies: PolicySetting;
  readonly preset: PresetName;
  /** The same objects until the next change, so that clients made for them can be kept. */
  readonly providers: readonly Provider[];
  readonly prices: PriceSetting;
  readonly exchangeRates: ExchangeRates;
  /** The same list until the next change. */
  readonly budgets: readonly Budget[];
  readonly limits: (route: Route) => StatedLimits | undefined;
  readonly privacy: PrivacyRule;
  readonly problems: readonly SettingProblem[];
}

/** Decodes what `read` gives. A malformed setting counts as unset and is among the problems. */
export function readUserSettings(read: (key: (typeof routingSettings)[number]) => unknown): UserSettings {
  const { policies, problem: inPolicies } = decodePolicies(read("policies"));
  const { preset, problem: inPreset } = decodePreset(read("preset"));
  const { providers, problem: inProviders } = decodeCustomProviders(read("providers"));
  const { prices, problem: inPrices } = decodePrices(read("prices"));
  const { exchangeRates, problem: inRates } = decodeExchangeRates(read("exchangeRates"));
  const { budgets, problem: inBudgets } = decodeBudgets(read("budgets"));
  const { limits, problem: inLimits } = decodeLimits(read("limits"));
  const { privacy, problem: inLocalOnly } = decodeLocalOnly(read("localOnly"));
  const problems = [inPolicies, inPreset, inProviders, inPrices, inRates, inBudgets, inLimits, inLocalOnly];
  return {
    policies,
    preset,
    providers,
    prices,
    exchangeRates,
    budgets,
    limits: statedLimits(limits),
    privacy,
    problems: problems.filter((problem) => problem !== undefined),
  };
}
