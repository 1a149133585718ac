import type { ChartSeries, Unit } from "./chart-props.ts";
import type { Palette } from "./palette.ts";
import type { SeriesStyle } from "./series-style.ts";
import { Swatch } from "./swatch.tsx";
import { valueWords } from "./unit-words.ts";

interface LegendProps {
  readonly series: readonly ChartSeries[];
  readonly styles: readonly SeriesStyle[];
  readonly values: readonly (number | null)[];
  readonly unit: Unit;
  readonly form: "stacked" | "lines";
  readonly hidden: ReadonlySet<string>;
  readonly palette: Palette;
  readonly toggle: (name: string) => void;
}

/** The series with their values. A click hides one or shows it again. */
export function Legend({ series, styles, values, unit, form, hidden, palette, toggle }: LegendProps) {
  return (
    <ul class="chart-legend">
      {series.map(({ name }, place) => {
        const value = values[place] ?? null;
        const style = styles[place];
        return (
          <li key={name}>
            <button
              type="button"
              class="chart-series"
              aria-pressed={!hidden.has(name)}
              title={hidden.has(name) ? `Show ${name}` : `Hide ${name}`}
              onClick={() => toggle(name)}
            >
              {style && <Swatch style={style} form={form} palette={palette} />}
              <span class="chart-series-name">{name}</span>
              <span class="chart-series-value">{value === null ? "–" : valueWords(value, unit)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
