import type { ReadonlySignal } from "@preact/signals";
import type { LiveRow } from "../../src/protocol/usage.ts";
import { duration } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { modelOf } from "../shared/route-name.ts";
import { taskNames } from "../shared/task-names.ts";

const words: Readonly<Record<LiveRow["state"], string>> = {
  connecting: "asked, no word yet",
  waiting: "pausing, as the provider asked",
  streaming: "answering",
};

interface LiveCallsProps {
  readonly rows: readonly LiveRow[];
  readonly now: ReadonlySignal<number>;
}

/** The calls under way. */
export function LiveCalls({ rows, now }: LiveCallsProps) {
  return (
    <section class="card" aria-label="Calls under way">
      <h3>Now</h3>
      <ul class="plain">
        {rows.map((row) => (
          <li class="live" key={row.id}>
            <Icon name="loading" spin />
            <span class="live-name">
              {taskNames[row.task]}
              {row.routeId !== undefined && `, ${modelOf(row.routeId)}`}
              {row.attempt > 0 && `, attempt ${row.attempt + 1}`}
            </span>
            <span class="quiet live-state">
              {words[row.state]}, {duration(Math.max(0, now.value - row.startedAt))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
