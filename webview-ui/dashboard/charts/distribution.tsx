import { useRef, useState } from "preact/hooks";
import type { Bin, Quantiles } from "../../../src/spec/series.ts";
import { count } from "../../shared/figures.ts";
import { IconButton } from "../../shared/icon-button.tsx";
import { Card } from "../parts/card.tsx";
import type { Column } from "../parts/columns.ts";
import { csvOf } from "../parts/csv.ts";
import { DataTable } from "../parts/data-table.tsx";
import { ExportButton, type SaveFile } from "../parts/export-button.tsx";
import { useWidth } from "../parts/use-width.ts";
import type { Unit } from "./chart-props.ts";
import "./distribution.css";
import { axisOf, heightsOn, placeOn, ticksOn, type LogAxis } from "./log-bins.ts";
import { axisWords, unitSuffix, valueWords } from "./unit-words.ts";

/** One distribution of several that are compared. */
export interface DistributionPart {
  readonly name: string;
  readonly overall: Quantiles;
  readonly bins: readonly Bin[];
}

interface DistributionProps {
  readonly title: string;
  readonly note?: string;
  readonly unit: Unit;
  readonly parts: readonly DistributionPart[];
  readonly exportName: string;
  readonly save: SaveFile;
  readonly wide?: boolean;
}

/** How many bars a histogram has. */
const stretches = 64;

const marks = ["p50", "p95", "p99"] as const;

/** Histograms one below the other on one logarithmic axis, each with its quantiles. */
export function Distribution({ title, note, unit, parts, exportName, save, wide = false }: DistributionProps) {
  const [asTable, setAsTable] = useState(false);
  const axis = axisOf(parts.flatMap(({ bins }) => bins));
  const csv = () =>
    csvOf([
      ["name", `from (${unitSuffix[unit]})`, `to (${unitSuffix[unit]})`, "samples"],
      ...parts.flatMap(({ name, bins }) => bins.map(({ from, to, count: samples }) => [name, from, to, samples])),
    ]);
  return (
    <Card
      title={title}
      note={note}
      wide={wide}
      actions={
        <>
          <IconButton
            icon={asTable ? "graph" : "table"}
            label={asTable ? `Show ${title} as a chart` : `Show ${title} as a table`}
            disabled={!axis}
            onClick={() => setAsTable(!asTable)}
          />
          <ExportButton name={exportName} title={title} text={csv} save={save} disabled={!axis} />
        </>
      }
    >
      {!axis ? (
        <p class="quiet chart-nothing">Nothing was measured in this time.</p>
      ) : asTable ? (
        <DataTable label={title} columns={columnsOf(unit)} rows={parts} rowKey={({ name }) => name} />
      ) : (
        <Histograms axis={axis} unit={unit} parts={parts} />
      )}
    </Card>
  );
}

function Histograms({ axis, unit, parts }: { readonly axis: LogAxis } & Pick<DistributionProps, "unit" | "parts">) {
  const line = useRef<HTMLDivElement>(null);
  const room = Math.max(2, Math.floor(useWidth(line) / 64));
  return (
    <div class="distribution">
      <ul class="distribution-rows">
        {parts.map((part) => (
          <Histogram key={part.name} axis={axis} unit={unit} part={part} />
        ))}
      </ul>
      <div class="distribution-axis quiet" ref={line} aria-hidden="true">
        {ticksOn(axis, room).map((tick) => (
          <span key={tick} style={{ left: `${placeOn(axis, tick) * 100}%` }}>
            {axisWords(tick, unit)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface HistogramProps {
  readonly axis: LogAxis;
  readonly unit: Unit;
  readonly part: DistributionPart;
}

function Histogram({ axis, unit, part: { name, overall, bins } }: HistogramProps) {
  const heights = heightsOn(axis, bins, stretches);
  const highest = Math.max(...heights);
  return (
    <li>
      <div class="distribution-head">
        <span class="ellipsis distribution-name" title={name}>
          {name}
        </span>
        <span class="distribution-quantiles">
          {marks.map((mark) => (
            <span key={mark}>
              <span class={`distribution-key ${mark}`} aria-hidden="true" />
              <span class="quiet">{mark.toUpperCase()}</span> {valueWords(overall[mark], unit)}
            </span>
          ))}
          <span class="quiet">{count(overall.samples)} samples</span>
        </span>
      </div>
      {/* Its figures are said in words above it. */}
      <svg class="distribution-bars" viewBox={`0 0 ${stretches} 100`} preserveAspectRatio="none" aria-hidden="true">
        {heights.map((height, at) =>
          height > 0 ? (
            <rect
              key={at}
              x={at + 0.08}
              width={0.84}
              y={100 - (height / highest) * 100}
              height={(height / highest) * 100}
            />
          ) : null,
        )}
        {marks.map((mark) => {
          const x = placeOn(axis, overall[mark]) * stretches;
          return <line key={mark} class={mark} x1={x} x2={x} y1={0} y2={100} vector-effect="non-scaling-stroke" />;
        })}
      </svg>
    </li>
  );
}

function columnsOf(unit: Unit): readonly Column<DistributionPart>[] {
  return [
    { key: "name", title: "Name", value: ({ name }) => name },
    ...marks.map((mark): Column<DistributionPart> => ({
      key: mark,
      title: mark.toUpperCase(),
      numeric: true,
      value: ({ overall }) => overall[mark],
      cell: ({ overall }) => valueWords(overall[mark], unit),
    })),
    {
      key: "samples",
      title: "Samples",
      numeric: true,
      value: ({ overall }) => overall.samples,
      cell: ({ overall }) => count(overall.samples),
    },
  ];
}
