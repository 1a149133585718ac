import type { PriceRates, PriceRow } from "../../../../src/protocol/dashboard/prices.ts";
import { Icon } from "../../../shared/icon.tsx";
import { IconButton } from "../../../shared/icon-button.tsx";
import type { Column } from "../../parts/columns.ts";
import { dateWords } from "../../parts/day-words.ts";
import { moreWords, otherRates, type PriceLine } from "./price-rows.ts";
import { rate } from "./rate.ts";

const sources: Readonly<Record<PriceRow["source"], { readonly icon: string; readonly words: string }>> = {
  list: { icon: "list-unordered", words: "List" },
  override: { icon: "edit", words: "Your override" },
  free: { icon: "gift", words: "Free" },
  unknown: { icon: "question", words: "Unknown" },
};

/** What a kind of tokens costs where it has no price of its own. */
type Fallback = "as input" | "as output" | undefined;

/**
 * The table of prices. Lines under a model are sorted as the model is, so that they stay under it.
 *
 * @param opened models whose tiers and times show, by their keys
 */
export function priceColumns(
  now: number,
  opened: ReadonlySet<string>,
  toggle: (key: string) => void,
): readonly Column<PriceLine>[] {
  return [
    {
      key: "model",
      title: "Model",
      value: ({ row }) => row.model,
      cell: (line) => <Model line={line} open={opened.has(line.key)} toggle={() => toggle(line.key)} />,
    },
    { key: "provider", title: "Provider", value: ({ row }) => row.providerName, cell: providerCell },
    rateColumn("input", "Input", "input", undefined),
    rateColumn("output", "Output", "output", undefined),
    rateColumn("cacheRead", "Cache read", "cacheRead", "as input"),
    rateColumn("cacheWrite", "Cache write", "cacheWrite", "as input"),
    {
      key: "other",
      title: "Also",
      hint: "What else is charged, such as each request",
      value: ({ row }) => otherRates(row) || null,
      cell: ({ rates }) => otherRates(rates) || "–",
    },
    {
      key: "source",
      title: "Source",
      value: ({ row }) => sources[row.source].words,
      cell: (line) => (line.when === undefined ? <Source row={line.row} /> : ""),
    },
    {
      key: "date",
      title: "As of",
      numeric: true,
      hint: "When the list’s price was checked or made",
      value: ({ row }) => row.listDate ?? null,
      cell: ({ row, when }) =>
        when !== undefined ? "" : row.listDate === undefined ? "–" : dateWords(row.listDate, now),
    },
  ];
}

function rateColumn(key: string, title: string, name: keyof PriceRates, fallback: Fallback): Column<PriceLine> {
  return {
    key,
    title,
    numeric: true,
    hint:
      fallback === undefined
        ? "US dollars per million tokens"
        : `US dollars per million tokens; “${fallback}” where there is no price for it alone`,
    value: ({ row }) => (row.source === "free" ? 0 : (row[name] ?? null)),
    cell: ({ row, rates }) => <Rate usd={rates[name]} source={row.source} fallback={fallback} />,
  };
}

function Rate({
  usd,
  source,
  fallback,
}: {
  readonly usd: number | undefined;
  readonly source: PriceRow["source"];
  readonly fallback: Fallback;
}) {
  if (usd !== undefined) return rate(usd);
  if (source === "free") return "free";
  if (source === "unknown") return <span class="quiet">unknown</span>;
  return fallback === undefined ? "–" : <span class="quiet">{fallback}</span>;
}

function providerCell({ row, when }: PriceLine) {
  return when === undefined ? row.providerName : "";
}

interface ModelProps {
  readonly line: PriceLine;
  readonly open: boolean;
  readonly toggle: () => void;
}

function Model({ line: { row, when }, open, toggle }: ModelProps) {
  if (when !== undefined) return <span class="prices-when">{when}</span>;
  const more = moreWords(row);
  return (
    <span class="prices-model">
      {more === undefined ? (
        <span class="prices-no-more" />
      ) : (
        <IconButton
          icon={open ? "chevron-down" : "chevron-right"}
          label={`${open ? "Hide" : "Show"} ${more} of ${row.model}`}
          aria-expanded={open}
          onClick={toggle}
        />
      )}
      <span
        class="ellipsis"
        title={row.matched === undefined ? row.model : `${row.model}, in the list: ${row.matched}`}
      >
        {row.model}
      </span>
      {more !== undefined && <span class="quiet prices-more">{more}</span>}
    </span>
  );
}

function Source({ row: { source, correctedFrom } }: { readonly row: PriceRow }) {
  const { icon, words } = sources[source];
  if (correctedFrom !== undefined) {
    return (
      <span class="prices-source">
        <Icon name={icon} />
        <a href={correctedFrom} title={`The list has this price wrong. This one is from ${correctedFrom}`}>
          List, corrected
        </a>
      </span>
    );
  }
  return (
    <span class={`prices-source ${source}`}>
      <Icon name={icon} /> <span>{words}</span>
    </span>
  );
}
