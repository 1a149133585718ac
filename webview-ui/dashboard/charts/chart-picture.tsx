import { useCallback, useMemo, useState } from "preact/hooks";
import { bucketName } from "../time/words.ts";
import { stretchOf } from "../time/buckets.ts";
import { cursorWords } from "./bucket-words.ts";
import type { TimeChartProps } from "./chart-props.ts";
import { moved, type ChartCursor } from "./cursor.ts";
import { folded } from "./fold.ts";
import { Legend } from "./legend.tsx";
import { legendOf } from "./legend-values.ts";
import { themePalette } from "./palette.ts";
import type { Picture } from "./plot.ts";
import { Plot } from "./plot-view.tsx";
import { stylesOf } from "./series-style.ts";
import { useSame } from "./use-same.ts";

/** The picture of a chart with its legend, and what its keys do. */
export function ChartPicture(props: TimeChartProps) {
  const { title, unit, grain, form, zoom } = props;
  const palette = themePalette().value;
  const starts = useSame(props.starts);
  const given = useSame(props.series);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [pointed, setPointed] = useState<number>();
  const [cursor, setCursor] = useState<ChartCursor>();
  const [spoken, setSpoken] = useState("");

  const { series, left } = useMemo(() => folded(given, form), [given, form]);
  const picture = useMemo<Picture>(
    () => ({ unit, grain, starts, form, series, styles: stylesOf(series, palette), hidden, palette }),
    [unit, grain, starts, form, series, hidden, palette],
  );
  const shown = series.filter(({ name }) => !hidden.has(name));
  const zoomTo = (from: number, to: number) => {
    const span = stretchOf(starts, grain, from, to);
    setCursor(undefined);
    if (span) zoom?.(span);
  };
  const brush = useCallback(zoomTo, [starts, grain, zoom]);
  const back = useCallback(() => zoom?.(undefined), [zoom]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const move = moved(event.key, event.shiftKey, cursor, starts.length);
    if (!move) return;
    event.preventDefault();
    if (move.kind === "back") return back();
    if (move.kind === "zoom") return zoomTo(move.from, move.to);
    setCursor(move.cursor);
    if (move.cursor) setSpoken(cursorWords(props, shown, move.cursor));
  };

  // A cursor of before stands nowhere in fewer buckets.
  const at = [pointed, cursor?.at].find((one) => one !== undefined && one < starts.length);
  const legend = legendOf(picture, at ?? props.rest);
  return (
    <>
      <div
        class="chart-plot"
        tabIndex={0}
        role="application"
        aria-roledescription="chart"
        aria-label={`${title}, chart. Arrow keys go from time to time${zoom ? ", with Shift they choose a stretch, Enter zooms in, Escape goes back" : ""}. The same is offered as a table.`}
        onKeyDown={onKeyDown}
        onBlur={() => setCursor(undefined)}
      >
        <Plot
          picture={picture}
          cursor={cursor}
          at={at}
          point={setPointed}
          brush={zoom ? brush : undefined}
          back={zoom ? back : undefined}
        />
      </div>
      <p class="spoken" aria-live="polite">
        {spoken}
      </p>
      <p class="chart-when quiet" aria-hidden="true">
        {at === undefined ? legend.title : bucketName(starts[at] ?? 0, grain)}
        {legend.sum !== undefined && <span class="chart-sum">{legend.sum}</span>}
      </p>
      <Legend
        {...{ series, unit, form, hidden, palette }}
        styles={picture.styles}
        values={legend.values}
        toggle={(name) => setHidden(toggled(hidden, name))}
      />
      {left > 0 && <p class="quiet chart-left">{left} more in the table.</p>}
    </>
  );
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}
