import type { ReadonlySignal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { PricesView } from "../../../../src/protocol/dashboard/prices.ts";
import { Icon } from "../../../shared/icon.tsx";
import { IconButton } from "../../../shared/icon-button.tsx";
import type { PageProps } from "../../page-props.ts";
import { Card } from "../../parts/card.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { TextField } from "../../parts/field.tsx";
import { Empty, stateLine } from "../../parts/state-lines.tsx";
import { useAnswer } from "../../use-answer.ts";
import { ListCard } from "./list-card.tsx";
import { priceColumns } from "./price-columns.tsx";
import { findPrices, keyOf, linesUnder, unknownInUse, type PriceLine } from "./price-rows.ts";
import "./prices.css";
import { pricesCsv } from "./prices-csv.ts";

/** What each model costs, and who says so. */
export function PricesPage({ call, revisions, now }: PageProps) {
  const asked = useAnswer(call, "prices", null, revisions.prices);
  if (asked.kind !== "here") return stateLine(asked);
  return (
    <>
      <UnknownNotice view={asked.value} call={call} />
      <ListCard view={asked.value} call={call} now={now} />
      <Prices view={asked.value} call={call} now={now} />
    </>
  );
}

interface PricesProps extends Pick<PageProps, "call"> {
  readonly view: PricesView;
  readonly now: ReadonlySignal<number>;
}

function Prices({ view: { rows }, call, now }: PricesProps) {
  const [search, setSearch] = useState("");
  const [usedOnly, setUsedOnly] = useState(() => rows.some(({ used }) => used));
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const found = findPrices(rows, search, usedOnly);
  const lines = found.flatMap((row): readonly PriceLine[] => {
    const key = keyOf(row);
    return [{ key, row, rates: row }, ...(opened.has(key) ? linesUnder(row) : [])];
  });
  const toggle = (key: string) => {
    const next = new Set(opened);
    if (!next.delete(key)) next.add(key);
    setOpened(next);
  };
  return (
    <Card
      title="Prices"
      wide
      note="US dollars per million tokens."
      actions={
        rows.length > 0 && (
          <IconButton
            icon="desktop-download"
            label="Export all prices as CSV"
            onClick={() => void call("save", { name: "prices.csv", text: pricesCsv(rows) })}
          />
        )
      }
    >
      {rows.length === 0 ? (
        <Empty words="No model is known yet. Add a key or a local server, and its models are listed here with their prices." />
      ) : (
        <>
          <div class="prices-find">
            <TextField
              label="Search models"
              type="search"
              placeholder="sonnet, groq, unknown"
              value={search}
              change={setSearch}
            />
            <label class="prices-used">
              <input
                type="checkbox"
                checked={usedOnly}
                onChange={({ currentTarget }) => setUsedOnly(currentTarget.checked)}
              />
              <span>Only models I use</span>
            </label>
            <span class="quiet prices-count" role="status">
              {found.length.toLocaleString("en-US")} of {rows.length.toLocaleString("en-US")} models
            </span>
          </div>
          {lines.length === 0 ? (
            <Empty words="No model is like that. Change the search or show all models." />
          ) : (
            <DataTable
              label="Prices"
              columns={priceColumns(now.value, opened, toggle)}
              rows={lines}
              rowKey={({ key }) => key}
              sortedBy={{ key: "model", descending: false }}
            />
          )}
        </>
      )}
    </Card>
  );
}

/** Models in use without a price: no sum has their calls. */
function UnknownNotice({ view, call }: Omit<PricesProps, "now">) {
  const unknown = unknownInUse(view.rows);
  if (unknown.length === 0) return null;
  const names = unknown.slice(0, 3).map(({ model }) => model);
  const more = unknown.length - names.length;
  return (
    <div class="prices-notice" role="status">
      <Icon name="warning" />
      <span>
        No price is known for {names.join(", ")}
        {more > 0 && ` and ${more} more`}, which you use. What {unknown.length === 1 ? "it costs" : "they cost"} is
        missing in every sum until you set a price, which may be 0.
      </span>
      <button type="button" class="button" onClick={() => void call("run", "openPrices")}>
        Set a price
      </button>
    </div>
  );
}
