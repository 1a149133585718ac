import { useState } from "preact/hooks";
import { IconButton } from "../../shared/icon-button.tsx";
import { Card } from "../parts/card.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { ExportButton } from "../parts/export-button.tsx";
import { ChartPicture } from "./chart-picture.tsx";
import type { TimeChartProps } from "./chart-props.ts";
import { chartColumns, chartCsv } from "./chart-table.ts";
import "./charts.css";

/** Figures over time as a picture, or the same as a table. */
export function TimeChart(props: TimeChartProps) {
  const { title, series, starts, save, exportName } = props;
  const [asTable, setAsTable] = useState(false);
  const nothing = !series.some(({ values }) => values.some((value) => value !== null && value !== 0));
  return (
    <Card
      title={title}
      note={props.note}
      wide={props.wide ?? false}
      actions={
        <>
          {props.actions}
          <IconButton
            icon={asTable ? "graph" : "table"}
            label={asTable ? `Show ${title} as a chart` : `Show ${title} as a table`}
            disabled={nothing}
            onClick={() => setAsTable(!asTable)}
          />
          <ExportButton name={exportName} title={title} text={() => chartCsv(props)} save={save} disabled={nothing} />
        </>
      }
    >
      {props.lead}
      {nothing ? (
        <p class="quiet chart-nothing">{props.empty ?? "Nothing in this time."}</p>
      ) : asTable ? (
        <DataTable
          label={title}
          columns={chartColumns(props)}
          rows={starts.map((_, at) => at)}
          rowKey={(at) => at}
          sortedBy={{ key: "time", descending: true }}
        />
      ) : (
        <ChartPicture {...props} />
      )}
    </Card>
  );
}
