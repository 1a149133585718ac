import type { HealthMove, HealthTrack, HealthView } from "../../../../src/protocol/dashboard/health.ts";
import type { UsageSeries } from "../../../../src/spec/series.ts";
import { count } from "../../../shared/figures.ts";
import { Icon } from "../../../shared/icon.tsx";
import type { Column } from "../../parts/columns.ts";
import type { SaveFile } from "../../parts/export-button.tsx";
import { TableCard } from "../../parts/table-card.tsx";
import { aftermath, incidentOf, momentWords, stateIcons, stateNames } from "./health-words.ts";
import { bucketAt } from "./rates.ts";

interface MovesProps {
  readonly view: HealthView;
  /** Of calls, where it is here already. */
  readonly series: UsageSeries | undefined;
  readonly now: number;
  readonly save: SaveFile;
  readonly showCalls: (track: HealthTrack | undefined, from: number, until: number) => void;
}

/** What the breakers did, why, and what came of it. */
export function Moves({ view: { moves, moreMoves, tracks }, series, now, save, showCalls }: MovesProps) {
  const showIncident = (move: HealthMove) => {
    const { from, until } = incidentOf(move, moves, now);
    showCalls(
      tracks.find(({ name }) => name === move.name),
      from,
      until,
    );
  };
  const columns: readonly Column<HealthMove>[] = [
    {
      key: "time",
      title: "Time",
      value: ({ at }) => new Date(at).toISOString(),
      cell: ({ at }) => momentWords(at, now),
      exported: "time_utc",
    },
    { key: "name", title: "What", value: ({ name }) => name },
    {
      key: "to",
      title: "Became",
      value: ({ to }) => stateNames[to],
      cell: ({ to, drill }) => (
        <span class={`health-became ${to}`}>
          <Icon name={drill ? "flame" : stateIcons[to]} /> {stateNames[to]}
        </span>
      ),
    },
    { key: "cause", title: "Cause", value: ({ cause }) => cause },
    { key: "then", title: "Then", value: (move) => aftermath(move, moves, now) || null },
    ...(series?.calls ? [failoverColumn(series)] : []),
    {
      key: "calls",
      title: "Calls",
      value: () => null,
      cell: (move) => (
        <button type="button" class="link-button" onClick={() => showIncident(move)}>
          Show<span class="spoken"> the calls of this stretch</span>
        </button>
      ),
    },
  ];
  return (
    <TableCard
      title="Moves"
      note={
        moreMoves > 0 ? `The newest ${moves.length} of ${moves.length + moreMoves}; zoom in to see others.` : undefined
      }
      columns={columns}
      rows={moves}
      rowKey={(move) => `${move.at} ${move.name} ${move.to}`}
      exportName="health-moves"
      save={save}
      empty="No breaker moved in this time."
    />
  );
}

function failoverColumn({ calls = [], starts, grain }: UsageSeries): Column<HealthMove> {
  const failovers = ({ at, to }: HealthMove) => {
    const bucket = to === "open" ? bucketAt(starts, at) : undefined;
    return bucket === undefined ? null : (calls[bucket]?.failovers ?? null);
  };
  return {
    key: "failovers",
    title: "Failovers",
    hint: `Calls that moved on to another route in the same ${grain}, whatever the cause`,
    numeric: true,
    value: failovers,
    cell: (move) => {
      const value = failovers(move);
      return value === null ? "" : `${count(value)} that ${grain}`;
    },
    exported: `failovers_that_${grain}`,
  };
}
