import type { SQLOutputValue } from "node:sqlite";
import { DamagedRow } from "./sqlite-trouble.ts";

/** A row as it is read, by column name or, read as an array, by position. */
export type Cells<K extends string | number> = { readonly [P in K]?: SQLOutputValue };

export function text<K extends string | number>(row: Cells<K>, column: K): string {
  const value = row[column];
  if (typeof value !== "string") throw new DamagedRow(column);
  return value;
}

export function number<K extends string | number>(row: Cells<K>, column: K): number {
  const value = row[column];
  if (typeof value !== "number") throw new DamagedRow(column);
  return value;
}

/** Undefined for NULL. */
export function maybeText<K extends string | number>(row: Cells<K>, column: K): string | undefined {
  return row[column] === null ? undefined : text(row, column);
}

/** Undefined for NULL. */
export function maybeNumber<K extends string | number>(row: Cells<K>, column: K): number | undefined {
  return row[column] === null ? undefined : number(row, column);
}

/**
 * A word of a closed set. Not checked against the set: only this program writes it, and a word that a later version
 * added is to be shown, not refused.
 */
export function word<W extends string>(row: Cells<string>, column: string): W {
  return text(row, column) as W;
}

/** Undefined for NULL. */
export function maybeWord<W extends string>(row: Cells<string>, column: string): W | undefined {
  return row[column] === null ? undefined : word<W>(row, column);
}
