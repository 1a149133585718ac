import { plural } from "../../shared/figures.ts";
import type { Palette } from "./palette.ts";
import { themePalette } from "./palette.ts";
import { tileUrl } from "./patterns.ts";
import { stylesOf, type SeriesStyle } from "./series-style.ts";
import "./share-bars.css";
import { Swatch } from "./swatch.tsx";

/** What a row is made of; a missing kind counts 0. */
export interface ShareRow {
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
}

interface ShareBarsProps {
  /** Kinds with their names, in the order in which they are stacked. */
  readonly kinds: readonly { readonly key: string; readonly name: string }[];
  readonly rows: readonly ShareRow[];
  /** What is counted, such as `attempt`. */
  readonly word: string;
}

/** Bars lying one below the other, each made of its kinds, all on one scale. */
export function ShareBars({ kinds, rows, word }: ShareBarsProps) {
  const palette = themePalette().value;
  const styles = stylesOf(
    kinds.map(({ name }) => ({ name, values: [] })),
    palette,
  );
  const longest = Math.max(1, ...rows.map(sumOf));
  return (
    <>
      <ul class="share-rows">
        {rows.map((row) => (
          <li key={row.name}>
            <span class="share-head">
              <span class="ellipsis" title={row.name}>
                {row.name}
              </span>
              <span class="share-sum">{plural(sumOf(row), word)}</span>
            </span>
            <span class="share-bar" style={{ width: `${(sumOf(row) / longest) * 100}%` }}>
              {kinds.map(({ key, name }, place) => (
                <Segment key={key} name={name} count={row.counts[key] ?? 0} style={styles[place]} palette={palette} />
              ))}
            </span>
          </li>
        ))}
      </ul>
      <ul class="share-kinds">
        {kinds.map(({ key, name }, place) => {
          const style = styles[place];
          return (
            <li key={key}>
              {style && <Swatch style={style} form="stacked" palette={palette} />} {name}
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface SegmentProps {
  readonly name: string;
  readonly count: number;
  readonly style: SeriesStyle | undefined;
  readonly palette: Palette;
}

function Segment({ name, count, style, palette }: SegmentProps) {
  if (count === 0 || !style) return null;
  const words = `${name}: ${count}`;
  return (
    <span
      class="share-segment"
      title={words}
      style={{ flexGrow: count, backgroundImage: `url(${tileUrl(style, palette)})` }}
    >
      <span class="spoken">{words}. </span>
    </span>
  );
}

function sumOf({ counts }: ShareRow): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
