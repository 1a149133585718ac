import { count, dollars, duration, percent } from "../../../shared/figures.ts";
import type { Column } from "../../parts/columns.ts";
import { acceptanceRate, costPerAccepted, type ModelRow } from "./ghost-figures.ts";

const perAccepted = ({ usd, sums }: ModelRow) => costPerAccepted(usd === undefined ? undefined : { usd }, sums);

/** A sum of which a part may be unknown. */
function money(usd: number | null | undefined, unpriced: number): string {
  if (usd === null || usd === undefined) return "–";
  if (unpriced === 0) return dollars(usd);
  return usd === 0 ? "unknown" : `over ${dollars(usd)}`;
}

export const modelColumns: readonly Column<ModelRow>[] = [
  { key: "model", title: "Model", value: ({ model }) => model },
  {
    key: "shown",
    title: "Shown",
    numeric: true,
    value: ({ sums }) => sums.shown,
    cell: ({ sums }) => count(sums.shown),
    hint: "Pieces that were offered to the editor",
  },
  {
    key: "accepted",
    title: "Accepted",
    numeric: true,
    value: ({ sums }) => sums.accepted,
    cell: ({ sums }) => count(sums.accepted),
    hint: "Pieces that were taken as a whole, with Tab or the like",
  },
  {
    key: "rate",
    title: "Rate",
    numeric: true,
    value: ({ sums }) => acceptanceRate(sums),
    cell: ({ sums }) => shareText(acceptanceRate(sums)),
    hint: "Accepted of those shown",
    exported: "rate_share",
  },
  {
    key: "characters",
    title: "Characters kept",
    numeric: true,
    value: ({ sums }) => sums.acceptedCharacters,
    cell: ({ sums }) => count(sums.acceptedCharacters),
    exported: "accepted_characters",
  },
  {
    key: "cost",
    title: "Cost",
    numeric: true,
    value: ({ usd }) => usd ?? null,
    cell: ({ usd, unpriced }) => money(usd, unpriced),
    exported: "cost_usd",
  },
  {
    key: "each",
    title: "Per accepted piece",
    numeric: true,
    value: perAccepted,
    cell: (row) => money(perAccepted(row), row.unpriced),
    hint: "All that was spent on ghost text, by what was accepted",
    exported: "cost_per_accepted_usd",
  },
  {
    key: "first-token",
    title: "First token P50",
    numeric: true,
    value: ({ firstTokenP50 }) => firstTokenP50 ?? null,
    cell: ({ firstTokenP50 }) => (firstTokenP50 === undefined ? "–" : duration(firstTokenP50)),
    exported: "first_token_p50_ms",
  },
];

function shareText(share: number | null): string {
  return share === null ? "–" : percent(share);
}
