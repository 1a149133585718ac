import type { LatencySeries, Quantiles } from "../../../../src/spec/series.ts";
import { count, duration } from "../../../shared/figures.ts";
import { valueWords } from "../../charts/unit-words.ts";
import type { Column } from "../../parts/columns.ts";
import { quantileNames, quantiles } from "./latency-lines.ts";

/** How fast a part is. */
export interface SpeedRow {
  /** The ledger's name for it. */
  readonly part: string;
  readonly name: string;
  readonly firstToken: Quantiles;
  /** Median answer tokens a second; missing where none was measured. */
  readonly speed?: number;
}

/** @param names of the first tokens' parts, in their order. */
export function speedRows(
  firstToken: LatencySeries,
  speed: LatencySeries | undefined,
  names: readonly string[],
): readonly SpeedRow[] {
  const speeds = new Map(speed?.parts.map(({ name, overall }) => [name, overall.p50]));
  return firstToken.parts.map(({ name, overall }, place) => {
    const median = speeds.get(name);
    return {
      part: name,
      name: names[place] ?? "",
      firstToken: overall,
      ...(median !== undefined && { speed: median }),
    };
  });
}

/** @param title what the rows are, such as `Model`. */
export function speedColumns(title: string): readonly Column<SpeedRow>[] {
  return [
    { key: "name", title, value: ({ name }) => name },
    ...quantiles.map((quantile): Column<SpeedRow> => ({
      key: quantile,
      title: quantileNames[quantile],
      exported: `first_token_${quantile}_ms`,
      hint: "To the first token",
      numeric: true,
      value: ({ firstToken }) => firstToken[quantile],
      cell: ({ firstToken }) => duration(firstToken[quantile]),
    })),
    {
      key: "samples",
      title: "Samples",
      exported: "samples",
      numeric: true,
      value: ({ firstToken }) => firstToken.samples,
      cell: ({ firstToken }) => count(firstToken.samples),
    },
    {
      key: "speed",
      title: "Tokens/s",
      exported: "tokens_per_second_p50",
      hint: "Answer tokens a second after the first one, P50",
      numeric: true,
      value: ({ speed }) => speed ?? null,
      cell: ({ speed }) =>
        speed === undefined ? "–" : valueWords(speed, "tokens-per-second").replace(" tokens/s", ""),
    },
  ];
}
