import type { FailureClass } from "../../../../src/spec/failure.ts";
import type { FailureCount, UsageSeries } from "../../../../src/spec/series.ts";
import { count, percent } from "../../../shared/figures.ts";
import { failureNames } from "../../../shared/failure-names.ts";
import type { ChartSeries } from "../../charts/chart-props.ts";
import type { Column } from "../../parts/columns.ts";

/** How a route's attempts ended. */
export interface FailureRow {
  /** The ledger's name for it. */
  readonly part: string;
  readonly name: string;
  readonly attempts: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly counts: Readonly<Partial<Record<FailureClass, number>>>;
}

/** Failure classes that were met, the most frequent first. */
export function classesOf(counts: readonly FailureCount[]): readonly FailureClass[] {
  const sums = new Map<FailureClass, number>();
  for (const one of counts) sums.set(one.class, (sums.get(one.class) ?? 0) + one.count);
  return [...sums].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
}

/** Every route that was used or failed; those that failed most come first. */
export function failureRows(
  { parts }: Pick<UsageSeries, "parts">,
  counts: readonly FailureCount[],
  nameOf: (part: string) => string,
): readonly FailureRow[] {
  const used = new Map(parts.map(({ name, totals }) => [name, totals]));
  const names = [...new Set([...used.keys(), ...counts.map(({ name }) => name)])];
  const rows = names.map((name): FailureRow => {
    const own = counts.filter((one) => one.name === name);
    const failed = own.reduce((sum, one) => sum + one.count, 0);
    const totals = used.get(name);
    return {
      part: name,
      name: nameOf(name),
      attempts: totals?.attempts ?? failed,
      succeeded: totals?.succeeded ?? 0,
      failed: totals?.failed ?? failed,
      counts: Object.fromEntries(own.map((one) => [one.class, one.count])),
    };
  });
  return rows.toSorted((a, b) => b.failed - a.failed || b.attempts - a.attempts);
}

/** @param title what the rows are, such as `Route`. */
export function failureColumns(title: string, classes: readonly FailureClass[]): readonly Column<FailureRow>[] {
  return [
    { key: "name", title, value: ({ name }) => name },
    {
      key: "attempts",
      title: "Attempts",
      numeric: true,
      value: ({ attempts }) => attempts,
      cell: ({ attempts }) => count(attempts),
    },
    {
      key: "success",
      title: "Success",
      exported: "success_share",
      hint: "Of those that came to an end; stopped ones are left out",
      numeric: true,
      value: (row) => successOf(row),
      cell: (row) => {
        const share = successOf(row);
        return share === null ? "–" : percent(share);
      },
    },
    {
      key: "failed",
      title: "Failed",
      numeric: true,
      value: ({ failed }) => failed,
      cell: ({ failed }) => count(failed),
    },
    ...classes.map((one): Column<FailureRow> => ({
      key: one,
      title: failureNames[one],
      numeric: true,
      value: ({ counts }) => counts[one] ?? 0,
      cell: ({ counts }) => count(counts[one] ?? 0),
    })),
  ];
}

/** How much succeeded over time: a line a part. */
export function successLines(
  { parts }: Pick<UsageSeries, "parts">,
  nameOf: (part: string) => string,
): readonly ChartSeries[] {
  return parts.map(({ name, buckets }) => ({ name: nameOf(name), values: buckets.map(successOf) }));
}

function successOf({ succeeded, failed }: Pick<FailureRow, "succeeded" | "failed">): number | null {
  return succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
}
