import * as v from "valibot";
import { decodeSetting, type SettingProblem } from "./problem.ts";

const dollars = v.pipe(
  v.number("a price is a number of US dollars per million tokens"),
  v.minValue(0, "a price is not negative"),
);
const pricesSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/.+$/, "a price is listed under provider/model")),
  v.strictObject({ input: dollars, output: dollars, cacheRead: v.optional(dollars), cacheWrite: v.optional(dollars) }),
);

/** US dollars per million tokens, by `provider/model`. */
export type PriceSetting = v.InferOutput<typeof pricesSchema>;

/** Decodes `switchyard.prices`; a malformed value counts as empty and is reported. */
export function decodePrices(value: unknown): { readonly prices: PriceSetting; readonly problem?: SettingProblem } {
  const decoded = decodeSetting("prices", pricesSchema, value);
  return "problem" in decoded ? { prices: {}, problem: decoded.problem } : { prices: decoded.value };
}
