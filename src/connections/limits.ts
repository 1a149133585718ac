import * as v from "valibot";
import type { StatedLimits } from "../router/types.ts";
import type { Route } from "../spec/provider.ts";
import { decodeSetting, type SettingProblem } from "./problem.ts";

const perMinute = v.pipe(
  v.number("a limit is a number for each minute"),
  v.integer("a limit is a whole number"),
  v.minValue(1, "a limit is at least 1"),
);
const limitsSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/.+$/, "a limit is listed under provider/model or provider/*")),
  v.strictObject({ requestsPerMinute: v.optional(perMinute), tokensPerMinute: v.optional(perMinute) }),
);

/** What each key of a provider may be asked for in a minute, by `provider/model` or `provider/*`. */
export type LimitSetting = v.InferOutput<typeof limitsSchema>;

/** Decodes `switchyard.limits`; a malformed value counts as empty and is reported. */
export function decodeLimits(value: unknown): { readonly limits: LimitSetting; readonly problem?: SettingProblem } {
  const decoded = decodeSetting("limits", limitsSchema, value);
  return "problem" in decoded ? { limits: {}, problem: decoded.problem } : { limits: decoded.value };
}

/**
 * What the setting states of a route. A model's own entry stands instead of its provider's, also where it is empty: so
 * one model can be exempt.
 */
export function statedLimits(setting: LimitSetting): (route: Route) => StatedLimits | undefined {
  const stated = new Map(
    Object.entries(setting).map(
      ([name, { requestsPerMinute: requests, tokensPerMinute: tokens }]): [string, StatedLimits] => [
        name,
        { ...(requests !== undefined && { requests }), ...(tokens !== undefined && { tokens }) },
      ],
    ),
  );
  if (stated.size === 0) return () => undefined;
  return ({ provider, model }) => stated.get(`${provider}/${model}`) ?? stated.get(`${provider}/*`);
}
