import type { SQLInputValue } from "node:sqlite";

/** A condition of SQL that is 0 or 1, never NULL. */
export interface Condition {
  readonly sql: string;
  /** The same for those who read a few rows alone: it prepares nothing. */
  readonly forFew: string;
  /** What is bound to the marks of either. */
  readonly parameters: readonly SQLInputValue[];
  /** How long it takes for a row: 0 compares a column, 1 looks into a list, 2 looks into another table. */
  readonly effort: number;
}

export const ALWAYS: Condition = condition("1");
export const NEVER: Condition = condition("0");

/** A comparison of columns. */
export function condition(sql: string, ...parameters: readonly SQLInputValue[]): Condition {
  return { sql, forFew: sql, parameters, effort: 0 };
}

/** The condition as it is for those who read a few rows. */
export function forFew(where: Condition): Condition {
  return { ...where, sql: where.forFew };
}

/** The quickest first: the others are then spared in many rows. */
export function joined(conditions: readonly Condition[], by: "AND" | "OR"): Condition {
  const none = by === "AND" ? ALWAYS : NEVER;
  const parts = conditions.filter((part) => part.sql !== none.sql).toSorted((a, b) => a.effort - b.effort);
  const [only, another] = parts;
  if (only === undefined) return none;
  if (another === undefined) return only;
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${by} `)})`,
    forFew: `(${parts.map((part) => part.forFew).join(` ${by} `)})`,
    parameters: parts.flatMap(({ parameters }) => parameters),
    effort: parts.at(-1)?.effort ?? 0,
  };
}

export function negated(part: Condition): Condition {
  return { ...part, sql: `NOT (${part.sql})`, forFew: `NOT (${part.forFew})` };
}

/** The last bit but one of an integer of SQLite, whose last one is its sign. */
const LAST_BIT = 62;

/** Whether a column has one of these numbers; NULL is none of them. Small ones, which most are, are bits of one integer. */
export function isOneOf(column: string, numbers: readonly number[]): Condition {
  if (numbers.length === 0) return NEVER;
  if (numbers.length === 1) return condition(`${column} IS ?`, ...numbers);
  if (numbers.every((number) => number >= 0 && number <= LAST_BIT)) {
    const bits = numbers.reduce((mask, number) => mask | (1n << BigInt(number)), 0n);
    return condition(`((? >> ${column}) & 1) IS TRUE`, bits);
  }
  const { sql, parameters } = listOf(numbers);
  return { ...condition(`(${column} IN ${sql}) IS TRUE`, ...parameters), effort: 1 };
}

/** More values than that are one parameter: SQLite takes a limited number of them. */
const MOST_VALUES = 500;

/** A list for `IN`. */
export function listOf(numbers: readonly number[]): Condition {
  if (numbers.length <= MOST_VALUES) return condition(`(${numbers.map(() => "?").join(", ")})`, ...numbers);
  return condition("(SELECT value FROM json_each(?))", JSON.stringify(numbers));
}
