import type { Filter, Term } from "../../filter/filter.ts";
import { failureClasses } from "../../filter/call-fields.ts";
import { matches } from "../../filter/matches.ts";
import { fits } from "../../filter/pattern.ts";
import { OUTCOMES } from "../store/codes.ts";
import { amountSql, drilledAtOneOf, failedWith, sentToOneOf, stateSql, textSql } from "./call-conditions.ts";
import { ALWAYS, type Condition, condition, isOneOf, joined, negated } from "./condition.ts";
import { idFits } from "./id-sql.ts";
import { type KnownNames, numbersOf, numbersWhere } from "./known-names.ts";
import { originValues, routeValues } from "./named-values.ts";
import type { KeyLabels } from "./questions.ts";

/** What a filter's words are compared with before anything is asked of the calls. */
export interface FilterContext {
  readonly names: KnownNames;
  readonly keys: KeyLabels;
}

/**
 * What a filter of `callFields` asks of a row of `calls`. Names are looked up here, in the few that there are, so that of
 * the many calls only numbers are compared.
 */
export function filterSql(filter: Filter, context: FilterContext): Condition {
  const origins = ofOrigins(filter);
  if (origins !== undefined) return originCondition(origins, context);
  switch (filter.kind) {
    case "all":
      return joined([], "AND");
    case "not":
      return negated(filterSql(filter.part, context));
    case "and": {
      // Those that ask of where a call came from are one look at its origin.
      const whence = filter.parts.filter((part) => ofOrigins(part) !== undefined);
      const others = filter.parts.filter((part) => ofOrigins(part) === undefined);
      const together = whence.length === 0 ? [] : [originCondition({ kind: "and", parts: whence }, context)];
      return joined([...together, ...others.map((part) => filterSql(part, context))], "AND");
    }
    case "or":
      return joined(
        filter.parts.map((part) => filterSql(part, context)),
        "OR",
      );
    default:
      return termSql(filter, context);
  }
}

/** The filter itself when it asks of nothing but where a call came from. */
function ofOrigins(filter: Filter): Filter | undefined {
  switch (filter.kind) {
    case "is":
      return Object.hasOwn(originValues, filter.field) ? filter : undefined;
    case "not":
      return ofOrigins(filter.part) && filter;
    case "and":
    case "or":
      return filter.parts.every((part) => ofOrigins(part) !== undefined) ? filter : undefined;
    default:
      return undefined;
  }
}

function originCondition(filter: Filter, { names }: FilterContext): Condition {
  const accessors = { at: () => 0, values: originValues, amounts: {}, states: {}, texts: () => [] };
  const numbers = numbersWhere(names.origins, (origin) => matches(filter, origin, accessors));
  return numbers === undefined ? ALWAYS : isOneOf("origin", numbers);
}

function termSql(term: Term, context: FilterContext): Condition {
  switch (term.kind) {
    case "is":
      return valueSql(term, context);
    case "compare":
      return amountSql(term);
    case "time":
      return joined(
        [
          ...(term.from === undefined ? [] : [condition("started_at >= ?", term.from)]),
          ...(term.until === undefined ? [] : [condition("started_at < ?", term.until)]),
        ],
        "AND",
      );
    case "state":
      return stateSql(term.state);
    case "text":
      return textSql(term.text, context.names.routes);
  }
}

function valueSql({ field, values }: Extract<Term, { kind: "is" }>, { names, keys }: FilterContext): Condition {
  const wanted = (value: string) => values.some((pattern) => fits(pattern, value));
  const routeValue = Object.hasOwn(routeValues, field) ? routeValues[field] : undefined;
  if (routeValue !== undefined) {
    return sentToOneOf(numbersOf(names.routes, (route) => routeValue(route, keys).some(wanted)));
  }
  switch (field) {
    case "outcome":
      return isOneOf(
        "outcome",
        OUTCOMES.flatMap((outcome, code) => (wanted(outcome) ? [code] : [])),
      );
    case "drilled":
      return drilledAtOneOf(numbersOf(names.routes, ({ routeId }) => wanted(routeId)));
    case "failure":
      return failedWith(failureClasses.filter(wanted));
    case "id":
      return joined(values.map(idFits), "OR");
    default:
      return joined([], "OR");
  }
}
