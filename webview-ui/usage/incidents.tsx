import type { ReadonlySignal } from "@preact/signals";
import type { IncidentRow } from "../../src/protocol/usage.ts";
import { ago } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";

const icons: Readonly<Record<IncidentRow["to"], string>> = { closed: "pass", open: "error", "half-open": "sync" };
const words: Readonly<Record<IncidentRow["to"], string>> = {
  closed: "recovered",
  open: "tripped",
  "half-open": "probed",
};

interface IncidentsProps {
  readonly rows: readonly IncidentRow[];
  readonly now: ReadonlySignal<number>;
}

/** What the breakers did, and why. */
export function Incidents({ rows, now }: IncidentsProps) {
  return (
    <section class="card">
      <h3>Incidents</h3>
      <ul class="plain incidents">
        {rows.map((row) => (
          <li class={`incident ${row.to}`} key={`${row.at} ${row.target} ${row.to}`}>
            <Icon name={icons[row.to]} />
            <div>
              <p>
                <span class="name">{row.target}</span> {words[row.to]}{" "}
                <span class="quiet">{ago(row.at, now.value)}</span>
              </p>
              <p class="quiet">{row.cause}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
