import type { ReadonlySignal } from "@preact/signals";
import type { ReportedDay } from "../../../../src/spec/account-card.ts";
import { dollars } from "../../../shared/figures.ts";
import { TimeChart } from "../../charts/time-chart.tsx";
import type { PageProps } from "../../page-props.ts";
import { Card } from "../../parts/card.tsx";
import { tableCsv, type Column } from "../../parts/columns.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { dateWords } from "../../parts/day-words.ts";
import { ExportButton, saving } from "../../parts/export-button.tsx";
import { difference, signedPercent } from "./difference.ts";
import { signedDollars } from "./money.ts";
import { localDay, reportedLines } from "./reported-days.ts";

interface ReportedProps extends Pick<PageProps, "call"> {
  readonly days: readonly ReportedDay[];
  readonly now: ReadonlySignal<number>;
}

/** What providers' own cost reports say of each day, against what was metered here. */
export function Reported({ days, call, now }: ReportedProps) {
  const save = saving(call);
  const { starts, series } = reportedLines(days);
  const columns = columnsAt(now.value);
  return (
    <div class="dash-grid">
      <TimeChart
        title="Reported against metered"
        unit="usd"
        grain="day"
        form="lines"
        starts={starts}
        series={series}
        note="By UTC days, as providers report. The newest days may still grow."
        exportName="reported-and-metered"
        save={save}
      />
      <Card
        title="Reported days"
        actions={
          <ExportButton name="reported-days" title="Reported days" text={() => tableCsv(columns, days)} save={save} />
        }
      >
        <DataTable
          label="Reported days"
          columns={columns}
          rows={days}
          rowKey={({ providerName, day }) => `${providerName} ${day}`}
          sortedBy={{ key: "day", descending: true }}
        />
      </Card>
    </div>
  );
}

function columnsAt(now: number): readonly Column<ReportedDay>[] {
  const of = ({ reportedUsd, meteredUsd }: ReportedDay) => difference(reportedUsd, meteredUsd);
  return [
    {
      key: "day",
      title: "Day (UTC)",
      exported: "day",
      value: ({ day }) => new Date(day).toISOString().slice(0, 10),
      cell: ({ day }) => dateWords(localDay(day), now),
    },
    { key: "provider", title: "Provider", exported: "provider", value: ({ providerName }) => providerName },
    {
      key: "reported",
      title: "Provider says",
      numeric: true,
      exported: "reported_usd",
      value: ({ reportedUsd }) => reportedUsd,
      cell: ({ reportedUsd }) => dollars(reportedUsd),
    },
    {
      key: "metered",
      title: "Metered here",
      numeric: true,
      exported: "metered_usd",
      value: ({ meteredUsd }) => meteredUsd,
      cell: ({ meteredUsd }) => dollars(meteredUsd),
    },
    {
      key: "difference",
      title: "Difference",
      numeric: true,
      exported: "difference_usd",
      hint: "What the provider says minus what was metered here",
      value: (row) => of(row).usd,
      cell: (row) => signedDollars(of(row).usd),
    },
    {
      key: "share",
      title: "Part of it",
      numeric: true,
      exported: "difference_share",
      hint: "The difference as a part of what the provider says",
      value: (row) => of(row).share ?? null,
      cell: (row) => {
        const { share } = of(row);
        return share === undefined ? "–" : signedPercent(share);
      },
    },
  ];
}
