import type { Column } from "../parts/columns.ts";
import { csvOf, type CsvCell } from "../parts/csv.ts";
import { stretchOf } from "../time/buckets.ts";
import { bucketName } from "../time/words.ts";
import type { TimeChartProps } from "./chart-props.ts";
import { sumOf } from "./fold.ts";
import { unitSuffix, valueWords } from "./unit-words.ts";

/** A bucket's line: its place in the chart. */
export type ChartRow = number;

type Figures = Pick<TimeChartProps, "starts" | "grain" | "series" | "unit" | "form">;

/** A chart's figures as a table: all series, also those that the picture sums up or leaves out. */
export function chartColumns({ starts, grain, series, unit, form }: Figures): readonly Column<ChartRow>[] {
  const words = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : valueWords(value, unit);
  const columns = series.map(({ name, values }, place): Column<ChartRow> => ({
    key: `s${place}`,
    title: name,
    numeric: true,
    value: (at) => values[at] ?? null,
    cell: (at) => words(values[at]),
  }));
  const sums = sumOf(series);
  const all: Column<ChartRow> = {
    key: "all",
    title: "All",
    numeric: true,
    value: (at) => sums[at] ?? null,
    cell: (at) => words(sums[at]),
  };
  return [
    {
      key: "time",
      title: "Time",
      value: (at) => starts[at] ?? null,
      cell: (at) => bucketName(starts[at] ?? 0, grain),
    },
    ...columns,
    ...(form === "stacked" && series.length > 1 ? [all] : []),
  ];
}

/** A chart's figures as a file: a line a bucket, times in ISO 8601 with the zone's offset, plain numbers. */
export function chartCsv({ starts, grain, series, unit }: Figures): string {
  const lines = starts.map((start, at): readonly CsvCell[] => [
    localIso(start),
    localIso(stretchOf(starts, grain, at, at)?.until ?? start),
    ...series.map(({ values }) => values[at] ?? null),
  ]);
  return csvOf([["from", "until", ...series.map(({ name }) => `${name} (${unitSuffix[unit]})`)], ...lines]);
}

/** `2026-03-05T14:00:00+01:00`. */
export function localIso(at: number): string {
  const offset = -new Date(at).getTimezoneOffset();
  const shifted = new Date(at + offset * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${shifted}${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
