import type { SQLInputValue } from "node:sqlite";

/**
 * A condition of SQL that is 0 or 1, never NULL, with what is bound to its marks.
 *
 * `effort` says how long it takes for a row: 0 compares a column, 1 looks into a list, 2 looks into another table.
 */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
  readonly effort: number;
}

export const ALWAYS: Condition = { sql: "1", parameters: [], effort: 0 };
export const NEVER: Condition = { sql: "0", parameters: [], effort: 0 };

/** A comparison of columns. */
export function condition(sql: string, ...parameters: readonly SQLInputValue[]): Condition {
  return { sql, parameters, effort: 0 };
}

/** The quickest first: the others are then spared in many rows. */
export function joined(conditions: readonly Condition[], by: "AND" | "OR"): Condition {
  const parts = conditions.toSorted((a, b) => a.effort - b.effort);
  const [only, another] = parts;
  if (only === undefined) return by === "AND" ? ALWAYS : NEVER;
  if (another === undefined) return only;
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${by} `)})`,
    parameters: parts.flatMap(({ parameters }) => parameters),
    effort: parts.at(-1)?.effort ?? 0,
  };
}

export function negated({ sql, parameters, effort }: Condition): Condition {
  return { sql: `NOT (${sql})`, parameters, effort };
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
  return { ...condition(`(${column} IN (${numbers.map(() => "?").join(", ")})) IS TRUE`, ...numbers), effort: 1 };
}
