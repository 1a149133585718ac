import { Icon } from "../../shared/icon.tsx";
import "./figure-grid.css";

/** How a figure stands to that of the time before. */
export interface Change {
  readonly direction: "up" | "down" | "same";
  /** Such as `12%`, `2.4 times`, `0.4 points`; empty for the same. */
  readonly amount: string;
}

/** A figure as it is shown. */
export interface KeyFigure {
  readonly name: string;
  readonly value: string;
  /** What has to be known of it, one short line. */
  readonly note: string;
  /** Against the time before. */
  readonly change?: { readonly change: Change; readonly before: string };
}

interface FigureGridProps {
  readonly figures: readonly KeyFigure[];
  /** The time that they are compared with, such as `29 Jan to 27 Feb`. */
  readonly before?: string;
}

const arrows: Readonly<Record<Change["direction"], string>> = { up: "arrow-up", down: "arrow-down", same: "dash" };
const directions: Readonly<Record<Change["direction"], string>> = { up: "up", down: "down", same: "unchanged" };

/** The key figures, each against the time before. More is neither good nor bad, so that the arrows have no colour. */
export function FigureGrid({ figures, before }: FigureGridProps) {
  return (
    <dl class="dash-figures">
      {figures.map(({ name, value, note, change }) => (
        <div class="dash-figure" key={name}>
          <dt class="quiet">{name}</dt>
          <dd>
            <span class="dash-figure-value">{value}</span>
            <span class="quiet dash-figure-note">{note}</span>
            {change && (
              <span class="quiet dash-figure-change" title={before === undefined ? undefined : `Against ${before}`}>
                <Icon name={arrows[change.change.direction]} />
                <span>
                  <span class="spoken">{directions[change.change.direction]} </span>
                  {change.change.amount === "" ? "as before" : `${change.change.amount} from ${change.before}`}
                </span>
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
