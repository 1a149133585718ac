import * as v from "valibot";
import type { SettingProblem } from "./problem.ts";

const SETTING = "switchyard.prices";

const dollars = v.pipe(
  v.number("a price is a number of US dollars"),
  v.finite("a price is a number of US dollars"),
  v.minValue(0, "a price is not negative"),
);
const price = v.exactOptional(dollars);
/** Each in US dollars per million tokens. */
const rates = {
  input: price,
  output: price,
  cacheRead: price,
  cacheWrite: price,
  cacheWriteLong: price,
  reasoning: price,
};
const tierSchema = v.strictObject(
  {
    aboveTokens: v.pipe(
      v.number("aboveTokens is a number of prompt tokens"),
      v.integer("aboveTokens is a whole number"),
      v.minValue(1, "aboveTokens is at least 1"),
    ),
    ...rates,
  },
  messageFor("a tier", '{ "aboveTokens": 200000, "input": 2.5, "output": 15 }'),
);
const tiers = v.exactOptional(v.array(tierSchema, "tiers is a list of tiers"));

const clock = (whose: string, pattern: RegExp) =>
  v.pipe(v.string(`${whose} is a time such as "08:30"`), v.regex(pattern, `${whose} is a time such as "08:30"`));
const timeSchema = v.pipe(
  v.strictObject(
    {
      from: clock("from", /^(?:[01]\d|2[0-3]):[0-5]\d$/),
      until: clock("until", /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/),
      zone: v.exactOptional(
        v.pipe(
          v.string("zone is a time zone such as Europe/Berlin"),
          v.check(isZone, (issue) => `there is no time zone ${issue.received}; write it as Europe/Berlin or UTC`),
        ),
      ),
      days: v.exactOptional(
        v.pipe(
          v.array(
            v.picklist(
              ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
              "a day is mon, tue, wed, thu, fri, sat or sun",
            ),
            "days is a list of days",
          ),
          v.minLength(1, "days names at least one day"),
        ),
      ),
      request: price,
      tiers,
      ...rates,
    },
    messageFor("a time", '{ "from": "00:30", "until": "08:30", "input": 0.1 }'),
  ),
  v.check(({ from, until }) => from !== until, "from and until are the same; write 00:00 and 24:00 for a whole day"),
);
const priceSchema = v.strictObject(
  {
    ...rates,
    input: dollars,
    output: dollars,
    request: price,
    tiers,
    times: v.exactOptional(v.array(timeSchema, "times is a list of times of day")),
  },
  messageFor("a price", '{ "input": 3, "output": 15 }'),
);

/** A model's own price. */
type PriceEntry = v.InferOutput<typeof priceSchema>;

/** US dollars per million tokens, by `provider/model`, or by the beginning of such a name and an asterisk. */
export type PriceSetting = Readonly<Record<string, PriceEntry>>;

/**
 * Decodes `switchyard.prices`. A malformed entry is reported and left out; the others hold, because a slip of the keyboard
 * in one price must not change what all the others cost.
 */
export function decodePrices(value: unknown): { readonly prices: PriceSetting; readonly problem?: SettingProblem } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return {
      prices: {},
      problem: { setting: SETTING, message: "an object with a price for each provider/model is wanted" },
    };
  }
  const prices: [string, PriceEntry][] = [];
  let message: string | undefined;
  for (const [name, entry] of Object.entries(value)) {
    const decoded = decodeEntry(name, entry);
    if (typeof decoded === "string") message ??= decoded;
    else prices.push([name, decoded]);
  }
  // Made of pairs, so that no name can be taken for something else than one.
  return {
    prices: Object.fromEntries(prices),
    ...(message !== undefined && { problem: { setting: SETTING, message } }),
  };
}

/** A price, or what is wrong with it and where. */
function decodeEntry(name: string, entry: unknown): PriceEntry | string {
  const wrong = wrongName(name);
  if (wrong !== undefined) return `at "${name}": ${wrong}`;
  const decoded = v.safeParse(priceSchema, entry);
  if (decoded.success) return decoded.output;
  const issue = decoded.issues[0];
  return `at "${name}${pathOf(issue)}": ${issue.message}`;
}

function wrongName(name: string): string | undefined {
  if (!/^[a-z0-9-]+\/\S/.test(name)) return "a price is listed under provider/model";
  return name.slice(0, -1).includes("*") ? "an asterisk stands only at the end, as in openai/gpt-*" : undefined;
}

/** What is wrong with an object: it is none, or it has something it does not have, or it lacks something. */
function messageFor(what: string, example: string) {
  return (issue: v.StrictObjectIssue): string => {
    if (issue.expected === "never") return `${issue.received} is nothing that ${what} has`;
    const { key } = issue.path?.at(-1) ?? {};
    const missing = issue.received === "undefined" && typeof key === "string";
    return missing ? `${what} has no "${key}"; write it as ${example}` : `${what} is an object such as ${example}`;
  };
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  const within = v.getDotPath(issue);
  return within === null ? "" : `.${within}`;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
