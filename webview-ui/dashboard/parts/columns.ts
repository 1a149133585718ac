import type { ComponentChildren } from "preact";
import { csvOf, type CsvCell } from "./csv.ts";

/** A column of a table. */
export interface Column<R> {
  /** Unique in its table. */
  readonly key: string;
  readonly title: string;
  /** Aligned right, and sorted from the highest down at first. */
  readonly numeric?: boolean;
  /** What it is sorted by and exported as: a number in its base unit, or a text. Null sorts last. */
  readonly value: (row: R) => CsvCell;
  /** What is shown; the value itself where it is missing. */
  readonly cell?: (row: R) => ComponentChildren;
  /** What the figure means, for the head's tooltip. */
  readonly hint?: string;
  /** Its head is for screen readers only, it is not sorted by and not exported: it holds buttons. */
  readonly bare?: boolean;
  /** The head of the exported column, with its unit, such as `spend_usd`; the title where it is missing. */
  readonly exported?: string;
}

export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

/** The rows in that order. Equal ones stay as they were, and what has no value comes last either way. */
export function sorted<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  sorting: Sorting | undefined,
): readonly R[] {
  const column = columns.find(({ key }) => key === sorting?.key);
  if (!column || !sorting) return rows;
  return rows.toSorted((a, b) => compare(column.value(a), column.value(b), sorting.descending));
}

function compare(a: CsvCell, b: CsvCell, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
  return descending ? -order : order;
}

/** The order after a click on a head: numbers from the highest down first, texts from A on. */
export function nextSorting<R>(column: Column<R>, sorting: Sorting | undefined): Sorting {
  if (sorting?.key === column.key) return { key: column.key, descending: !sorting.descending };
  return { key: column.key, descending: column.numeric === true };
}

/** All of a table as a file. */
export function tableCsv<R>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const told = columns.filter(({ bare }) => bare !== true);
  return csvOf([
    told.map(({ exported, title }) => exported ?? title),
    ...rows.map((row) => told.map(({ value }) => value(row))),
  ]);
}
