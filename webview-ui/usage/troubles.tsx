import type { ReadonlySignal } from "@preact/signals";
import type { TroubleRow } from "../../src/protocol/usage.ts";
import { ago } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";

interface TroublesProps {
  readonly rows: readonly TroubleRow[];
  readonly now: ReadonlySignal<number>;
  readonly openHealth: () => void;
}

/** What is unwell now, why, and where its calls went. */
export function Troubles({ rows, now, openHealth }: TroublesProps) {
  return (
    <section class="card">
      <div class="card-head">
        <h3>Unwell now</h3>
        <IconButton icon="pulse" label="Health over time, in the dashboard" onClick={openHealth} />
      </div>
      <ul class="plain">
        {rows.map((row) => (
          <li class="incident open" key={row.target}>
            <Icon name="error" />
            <div>
              <p>
                <span class="name">{row.target}</span> <span class="quiet">{sinceWords(row.since, now.value)}</span>
              </p>
              <p>{row.cause}</p>
              <p class="quiet">{row.done}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `for 5 min`; a trouble that just began has no figure yet. */
function sinceWords(since: number, now: number): string {
  const words = ago(since, now);
  return words.endsWith(" ago")
    ? `for ${words.slice(0, -" ago".length)}`
    : words.startsWith("just")
      ? "just now"
      : `since ${words}`;
}
