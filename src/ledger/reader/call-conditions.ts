import type { Comparison, Term } from "../../filter/filter.ts";
import { contains } from "../../filter/matches.ts";
import type { FailureClass } from "../../spec/failure.ts";
import type { RouteName } from "../store/numbers.ts";
import { type Trait, TRAIT_BITS } from "../store/traits.ts";
import { type Condition, condition, isOneOf, joined, listOf, NEVER } from "./condition.ts";
import { numbersOf } from "./known-names.ts";

/**
 * What is compared for each amount. The call's own row tells it; what a call with an unknown price cost is not known, and
 * no comparison fits that.
 */
const AMOUNTS: Readonly<Record<string, (comparison: string) => string>> = {
  cost: (comparison) => `(unpriced = 0 AND spent_usd ${comparison})`,
  duration: (comparison) => `duration_ms ${comparison}`,
  ttft: (comparison) => `(first_token_ms ${comparison}) IS TRUE`,
  in: (comparison) => `input ${comparison}`,
  out: (comparison) => `output ${comparison}`,
  tokens: (comparison) => `input + output ${comparison}`,
  attempts: (comparison) => `attempts ${comparison}`,
};

export const hasTrait = (trait: Trait) => `((traits >> ${TRAIT_BITS[trait]}) & 1)`;

const STATES: Readonly<Record<string, string>> = {
  succeeded: "outcome = 0",
  failed: "outcome = 1",
  cancelled: "outcome = 2",
  "failed-over": "failovers > 0",
  unpriced: "unpriced > 0",
  hedged: hasTrait("hedge"),
  continued: hasTrait("continuation"),
  drill: hasTrait("drill"),
  estimated: hasTrait("estimated"),
  probe: hasTrait("probe"),
};

export function stateSql(state: string): Condition {
  return condition(STATES[state] ?? "0");
}

export function amountSql({ field, operator, amount }: Extract<Term, { kind: "compare" }>): Condition {
  const comparison: Comparison = operator;
  return condition(AMOUNTS[field]?.(`${comparison} ?`) ?? "? IS NULL", amount);
}

/** An attempt was made at one of these routes, also in a fire drill. The call's own row tells of the only or the answering one. */
export function atOneOf(routes: readonly number[]): Condition {
  if (routes.length === 0) return NEVER;
  // A list and no bits, so that the index by route is used.
  const { sql, parameters } = listOf(routes);
  const another = condition(
    `(attempts > 1 AND EXISTS (SELECT 1 FROM attempts AS tried WHERE tried.call = calls.number AND tried.route IN ${sql}))`,
    ...parameters,
  );
  return joined([isOneOf("route", routes), { ...another, effort: 2 }], "OR");
}

/** A request was sent to one of these routes: fire drills are left out. The call's own row tells, unless it met a drill. */
export function sentToOneOf(routes: readonly number[]): Condition {
  if (routes.length === 0) return NEVER;
  const { sql, parameters } = listOf(routes);
  const reallySent = `EXISTS (
    SELECT 1 FROM attempts AS sent WHERE sent.call = calls.number AND sent.role IS NOT 'drill' AND sent.route IN ${sql})`;
  const unlessDrilled = condition(`(NOT ${hasTrait("drill")} OR ${reallySent})`, ...parameters);
  return joined([atOneOf(routes), { ...unlessDrilled, effort: 2 }], "AND");
}

/** A fire drill was met at one of these routes. */
export function drilledAtOneOf(routes: readonly number[]): Condition {
  if (routes.length === 0) return NEVER;
  const { sql, parameters } = listOf(routes);
  const met = `EXISTS (
    SELECT 1 FROM attempts AS met WHERE met.call = calls.number AND met.role = 'drill' AND met.route IN ${sql})`;
  return { ...condition(`(${hasTrait("drill")} AND ${met})`, ...parameters), effort: 2 };
}

/** An attempt failed with one of these, fire drills left out. The call's own row tells, unless it met a drill. */
export function failedWith(classes: readonly FailureClass[]): Condition {
  const bits = classes.reduce((mask, failure) => mask | (1 << TRAIT_BITS[failure]), 0);
  const reallyFailed = `EXISTS (
    SELECT 1 FROM attempts AS tried WHERE tried.call = calls.number AND tried.role IS NOT 'drill'
      AND tried.failure_class IN (${classes.map(() => "?").join(", ")}))`;
  return condition(`((traits & ?) <> 0 AND (NOT ${hasTrait("drill")} OR ${reallyFailed}))`, bits, ...classes);
}

/** In a failure's message, where SQLite ignores the case of ASCII letters alone, or in the name of a route or model. */
export function textSql(text: string, routes: ReadonlyMap<number, RouteName>): Condition {
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const isSaid = String.raw`failure_message LIKE ? ESCAPE '\'`;
  // In the index by message all are found at once; for a few calls it is quicker to look at their attempts.
  const said: Condition = {
    sql: `(failure IS NOT NULL AND number IN (
      SELECT call FROM attempts WHERE failure_message IS NOT NULL AND ${isSaid}))`,
    forFew: `(failure IS NOT NULL AND EXISTS (
      SELECT 1 FROM attempts AS tried WHERE tried.call = calls.number AND ${isSaid}))`,
    parameters: [pattern],
    effort: 1,
  };
  const named = numbersOf(routes, ({ routeId, model }) => contains(routeId, text) || contains(model, text));
  return joined([said, atOneOf(named)], "OR");
}
