import { Icon } from "../../../shared/icon.tsx";
import type { Change } from "./change.ts";
import type { KeyFigure } from "./key-figures.ts";

interface FigureGridProps {
  readonly figures: readonly KeyFigure[];
  /** The time that they are compared with, such as `29 Jan to 27 Feb`. */
  readonly before: string;
}

const arrows: Readonly<Record<Change["direction"], string>> = { up: "arrow-up", down: "arrow-down", same: "dash" };
const directions: Readonly<Record<Change["direction"], string>> = { up: "up", down: "down", same: "unchanged" };

/** The key figures, each against the time before. More is neither good nor bad, so that the arrows have no colour. */
export function FigureGrid({ figures, before }: FigureGridProps) {
  return (
    <dl class="overview-figures">
      {figures.map(({ name, value, note, change }) => (
        <div class="overview-figure" key={name}>
          <dt class="quiet">{name}</dt>
          <dd>
            <span class="overview-value">{value}</span>
            <span class="quiet overview-note">{note}</span>
            {change && (
              <span class="quiet overview-change" title={`Against ${before}`}>
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
