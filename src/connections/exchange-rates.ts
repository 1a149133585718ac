import * as v from "valibot";
import { decodeSetting, type SettingProblem } from "./problem.ts";

const ratesSchema = v.record(
  v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z ]*$/, "a currency is a code such as CNY")),
  v.pipe(v.number("a rate is a number of US dollars"), v.gtValue(0, "a rate is above 0"), v.finite("a rate is finite")),
);

/** US dollars for one unit of a currency, by its code. */
export type ExchangeRates = Readonly<Record<string, number>>;

/** Decodes `switchyard.exchangeRates`; a malformed value counts as empty and is reported. */
export function decodeExchangeRates(value: unknown): {
  readonly exchangeRates: ExchangeRates;
  readonly problem?: SettingProblem;
} {
  const decoded = decodeSetting("exchangeRates", ratesSchema, value);
  return "problem" in decoded ? { exchangeRates: {}, problem: decoded.problem } : { exchangeRates: decoded.value };
}
