import type { FieldTable } from "./field-table.ts";
import type { Comparison, Filter, Term } from "./filter.ts";
import { agoInWords } from "./moment.ts";
import { isExact, patternText } from "./pattern.ts";
import { amountInWords } from "./quantity.ts";

const comparisons: Readonly<Record<Comparison, string>> = {
  "<": "less than",
  "<=": "at most",
  "=": "exactly",
  ">=": "at least",
  ">": "more than",
};

/**
 * A filter in words, to be read aloud, such as `Calls whose task is chat and that failed`.
 *
 * @param records what the records are called, such as `calls`
 */
export function describe(filter: Filter, table: FieldTable, records: string): string {
  if (filter.kind === "all") return `All ${records}`;
  return `${records.charAt(0).toUpperCase()}${records.slice(1)} ${clause(filter, table)}`;
}

function clause(filter: Filter, table: FieldTable): string {
  switch (filter.kind) {
    case "all":
      return "of any kind";
    case "and":
      return joined(filter.parts.map((part) => clause(part, table)));
    case "or":
      return `either ${filter.parts.map((part) => clause(part, table)).join(" or ")}`;
    case "not":
      return filter.part.kind === "is" || filter.part.kind === "compare"
        ? termClause(filter.part, table, "not ")
        : `except those ${clause(filter.part, table)}`;
    default:
      return termClause(filter, table, "");
  }
}

function joined(clauses: readonly string[]): string {
  return `${clauses.slice(0, -1).join(", ")} and ${clauses.at(-1)}`;
}

function termClause(term: Term, table: FieldTable, not: "" | "not "): string {
  switch (term.kind) {
    case "is": {
      const values = term.values.map((value) => (isExact(value) ? (value[0] ?? "") || "empty" : patternText(value)));
      return `whose ${labelOf(term.field, table)} is ${not}${values.join(" or ")}`;
    }
    case "compare": {
      const field = table.fields.find(({ name }) => name === term.field);
      const amount = amountInWords(term.amount, field?.kind === "amount" ? field.unit : "count");
      return `whose ${labelOf(term.field, table)} is ${not}${comparisons[term.operator]} ${amount}`;
    }
    case "time":
      return timeClause(term);
    case "state":
      return `that ${table.states.find(({ name }) => name === term.state)?.label ?? term.state}`;
    case "text":
      return `that mention “${term.text}”`;
  }
}

function labelOf(field: string, table: FieldTable): string {
  return table.fields.find(({ name }) => name === field)?.label ?? field;
}

function timeClause({ edge, written }: Extract<Term, { kind: "time" }>): string {
  const ago = agoInWords(written);
  if (ago !== undefined) return edge === "since" ? `of the last ${ago}` : `older than ${ago}`;
  const when = /^[a-z]/i.test(written) ? written.toLowerCase().replaceAll("-", " ") : written.replace(/t/i, " ");
  return edge === "on" ? `of ${when}` : `${edge} ${when}`;
}
