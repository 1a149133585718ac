import type { AcceptanceSums, UsageSums } from "../../../../src/spec/series.ts";
import { count, dollars, percent, plural } from "../../../shared/figures.ts";
import { FigureGrid } from "../../parts/figure-grid.tsx";
import { acceptanceRate, costPerAccepted } from "./ghost-figures.ts";

interface KeyFiguresProps {
  readonly sums: AcceptanceSums;
  readonly usage: UsageSums | undefined;
}

/** The figures one looks for first. */
export function KeyFigures({ sums, usage }: KeyFiguresProps) {
  const rate = acceptanceRate(sums);
  const each = costPerAccepted(usage, sums);
  const unpriced = usage?.unpriced ?? 0;
  const perPiece = sums.accepted === 0 ? undefined : Math.round(sums.acceptedCharacters / sums.accepted);
  const figures = [
    {
      name: "Accepted",
      value: rate === null ? "–" : percent(rate),
      note: `${count(sums.accepted)} of ${plural(sums.shown, "piece")}`,
    },
    {
      name: "Characters kept",
      value: count(sums.acceptedCharacters),
      note: perPiece === undefined ? "none accepted yet" : `${count(perPiece)} an accepted piece`,
    },
    {
      name: "Cost",
      value: usage === undefined ? "–" : usage.usd === 0 && unpriced > 0 ? "unknown" : dollars(usage.usd),
      note: unpriced > 0 ? `plus ${plural(unpriced, "attempt")} of unknown price` : "US dollars",
    },
    {
      name: "Cost of an accepted piece",
      value: each === null || (each === 0 && unpriced > 0) ? "–" : dollars(each),
      note: unpriced > 0 ? "as far as prices are known" : "with all that was not accepted",
    },
  ];
  return <FigureGrid figures={figures} />;
}
