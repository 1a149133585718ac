import type { UsageSeries } from "../../../../src/spec/series.ts";
import { plural } from "../../../shared/figures.ts";
import { TimeChart } from "../../charts/time-chart.tsx";
import type { PageProps } from "../../page-props.ts";
import { withCalls } from "../../parts/calls-link.tsx";
import { Choice } from "../../parts/choice.tsx";
import { saving } from "../../parts/export-button.tsx";
import { FigureGrid } from "../../parts/figure-grid.tsx";
import { leftChoice } from "../../parts/left.ts";
import { NothingUsed } from "../../parts/nothing-used.tsx";
import { partNames, splitNames, splits, type NamedSplit } from "../../parts/names.ts";
import { covered, partFilter } from "../../parts/part-filter.ts";
import { stateLine } from "../../parts/state-lines.tsx";
import { TableCard } from "../../parts/table-card.tsx";
import { scoped } from "../../shell/scope.ts";
import { previousSpan } from "../../time/previous.ts";
import { spanName } from "../../time/words.ts";
import { useAnswer } from "../../use-answer.ts";
import { useAnswered, type Answered } from "../../use-answered.ts";
import { keyFigures } from "./key-figures.ts";
import { outcomeSeries, spendSeries, tokenSeries } from "./overview-charts.ts";
import { sumsOf } from "./overview-sums.ts";
import { splitColumns, splitRows } from "./split-table.ts";

/** What was spent and used, on what, and how that changed. */
export function OverviewPage(props: PageProps) {
  const { call, zoom, revisions } = props;
  const [span, grain, scope] = [props.span.value, props.grain.value, props.scope.value];
  const [split, choose] = leftChoice(props, "overview-split", ["model", ...splits]);
  const asked = { span, grain, ...scoped(scope) };
  // Peeked at: the comparison goes on with the next question, not with each second.
  const before = previousSpan(span, props.now.peek());
  const whole = useAnswer(call, "series", { ...asked, split: "none" }, revisions.usage);
  const parts = useAnswered(useAnswer(call, "series", { ...asked, split }, revisions.usage), split);
  const past = useAnswer(call, "series", { ...asked, span: before, split: "none" }, revisions.usage);

  if (whole.kind !== "here") return stateLine(whole) ?? null;
  const sums = sumsOf(whole.value);
  if (sums.usage.attempts === 0 && (sums.calls?.calls ?? 0) === 0) return <NothingUsed {...props} />;

  const save = saving(call);
  const { starts } = whole.value;
  const shared = { starts, grain: whole.value.grain, form: "stacked", zoom, save } as const;
  return (
    <>
      <FigureGrid
        figures={keyFigures(sums, past.kind === "here" ? sumsOf(past.value) : undefined)}
        before={spanName(before)}
      />
      <div class="dash-grid">
        <Spend {...props} parts={parts} choose={choose} />
        <TimeChart {...shared} title="Tokens" unit="tokens" exportName="tokens" series={tokenSeries(whole.value)} />
        <TimeChart
          {...shared}
          title={whole.value.calls ? "Calls by outcome" : "Attempts by outcome"}
          unit={whole.value.calls ? "calls" : "attempts"}
          exportName="outcomes"
          series={outcomeSeries(whole.value)}
        />
      </div>
    </>
  );
}

interface SpendProps extends PageProps {
  readonly parts: Answered<UsageSeries, NamedSplit>;
  readonly choose: (split: NamedSplit) => void;
}

function Spend({ parts, choose, ...props }: SpendProps) {
  const { call, start, zoom, go } = props;
  if (parts.kind !== "here") return stateLine(parts) ?? null;
  const { value: series, of: split } = parts;
  const names = partNames(
    split,
    series.parts.map(({ name }) => name),
    start.value,
  );
  const unpriced = series.parts.reduce((sum, { totals }) => sum + totals.unpriced, 0);
  const save = saving(call);
  const by = (
    <Choice
      label="By"
      options={splits.map((value) => ({ value, name: splitNames[value] }))}
      chosen={split}
      choose={choose}
    />
  );
  return (
    <>
      <TimeChart
        title="Spend"
        unit="usd"
        form="stacked"
        grain={series.grain}
        starts={series.starts}
        series={spendSeries(series, names)}
        exportName={`spend-by-${split}`}
        actions={by}
        wide
        empty="Nothing was spent in this time."
        {...(unpriced > 0 && { note: `Without ${plural(unpriced, "attempt")} of unknown price.` })}
        zoom={zoom}
        save={save}
      />
      <TableCard
        title={`By ${splitNames[split].toLowerCase()}`}
        columns={withCalls(
          splitColumns(splitNames[split]),
          ({ part }) => partFilter(split, part, covered(props), start.value),
          go,
        )}
        rows={splitRows(series, names)}
        rowKey={({ name }) => name}
        exportName={`usage-by-${split}`}
        save={save}
        empty="Nothing in this time."
      />
    </>
  );
}
