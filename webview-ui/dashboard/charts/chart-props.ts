import type { ComponentChildren } from "preact";
import type { Grain, Span } from "../../../src/spec/series.ts";

/** How a value is written: `$0.42`, `1.2M tokens`, `840 ms`, `97%`, `12 calls`, `64 tokens/s`. */
export type Unit =
  | "usd"
  | "tokens"
  | "ms"
  | "share"
  | "calls"
  | "attempts"
  | "tokens-per-second"
  | "characters"
  | "pieces";

export interface ChartSeries {
  /** For a person; unique in its chart. */
  readonly name: string;
  /** One entry a bucket; null where there is nothing to show. */
  readonly values: readonly (number | null)[];
  /** What it means, where it means something; otherwise it gets the next colour. */
  readonly tone?: "good" | "bad" | "muted";
}

export interface TimeChartProps {
  readonly title: string;
  readonly unit: Unit;
  readonly grain: Grain;
  /** The buckets' first moments, ascending. */
  readonly starts: readonly number[];
  readonly series: readonly ChartSeries[];
  /** Stacked areas or bars for amounts that add up; lines for what does not. */
  readonly form: "stacked" | "lines";
  /** Brushing over the chart, or its keys, choose a stretch; undefined goes back to the whole period. */
  readonly zoom?: (span: Span | undefined) => void;
  /** The name of the file that its figures are exported to, without an ending. */
  readonly exportName: string;
  readonly save: (file: { readonly name: string; readonly text: string }) => void;
  /** One quiet line under the title, such as what is not counted. */
  readonly note?: string;
  /** The bucket whose values show while nothing is pointed at, where that is not the newest: one that others lie ahead of. */
  readonly rest?: number;
  /** Stands between the title's line and the picture, such as a meter. */
  readonly lead?: ComponentChildren;
  /** Further controls of the title's line, such as what it is split by. */
  readonly actions?: ComponentChildren;
  /** Said where there is nothing to draw. */
  readonly empty?: string;
  /** As wide as the page, where cards stand side by side. */
  readonly wide?: boolean;
}
