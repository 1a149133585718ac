import { useRef, useState } from "preact/hooks";
import type { HealthMove, HealthSegment, HealthTrack } from "../../../../src/protocol/dashboard/health.ts";
import type { Span } from "../../../../src/spec/series.ts";
import { useWidth } from "../../parts/use-width.ts";
import { Legend } from "./legend.tsx";
import { timeTicks } from "./time-ticks.ts";
import { placeAfterKey, placed } from "./track-layout.ts";
import { TrackRow } from "./track-row.tsx";
import { useBrush } from "./use-brush.ts";

interface TimelineProps {
  readonly tracks: readonly HealthTrack[];
  readonly moves: readonly HealthMove[];
  readonly span: Span;
  readonly now: number;
  readonly zoom: (span: Span) => void;
}

/** Pixels that a time takes on the axis. */
const tickRoom = 84;
const mostProbes = 100;

/** What is guarded, over time: a row each, whose pieces are walked through by the arrow keys. */
export function Timeline({ tracks, moves, span, now, zoom }: TimelineProps) {
  const plot = useRef<HTMLDivElement>(null);
  const axis = useRef<HTMLDivElement>(null);
  const width = useWidth(axis);
  const [place, setPlace] = useState({ track: 0, at: 0 });
  const [told, setTold] = useState<string>();
  const rows = tracks.map(({ segments }) => placed(segments, span, now));
  const ticks = timeTicks(span, Math.max(2, Math.floor(width / tickRoom)));
  const brush = useBrush(span, () => axis.current?.getBoundingClientRect(), zoom);
  const press = (event: KeyboardEvent) => {
    const next = placeAfterKey(event.key, rows, place);
    if (!next) return;
    event.preventDefault();
    setPlace(next);
    plot.current?.querySelector<HTMLElement>(`[data-place="${next.track} ${next.at}"]`)?.focus();
  };
  const partOf = (at: number) => `${((at - span.from) / (span.until - span.from)) * 100}%`;
  return (
    <div class="health-timeline">
      <div
        class="health-plot"
        ref={plot}
        role="group"
        aria-label="Health over time. Arrow keys go from piece to piece, Enter zooms to one."
        onKeyDown={press}
        onPointerDown={brush.down}
        onPointerMove={brush.move}
        onPointerUp={brush.up}
        onPointerCancel={brush.up}
        onPointerLeave={() => setTold(undefined)}
      >
        <div class="health-row health-axis-row" aria-hidden="true">
          <span />
          <div class="health-axis quiet" ref={axis}>
            {ticks.map(({ at, text }) => (
              <span key={at} class="health-tick-word" style={{ left: partOf(at) }}>
                {text}
              </span>
            ))}
          </div>
        </div>
        {tracks.map((track, index) => (
          <TrackRow
            key={`${track.scope} ${track.name}`}
            track={track}
            pieces={rows[index] ?? []}
            index={index}
            // After a change there may be fewer pieces than the place tells.
            reached={place.track === index ? Math.min(place.at, (rows[index]?.length ?? 1) - 1) : -1}
            ticks={ticks.map(({ at }) => partOf(at))}
            probes={probesOf(track, moves, span).map(partOf)}
            brushed={brush.brushed}
            now={now}
            tell={setTold}
            reach={setPlace}
            zoom={(segment) => !brush.swallows() && zoom(around(segment, now))}
          />
        ))}
      </div>
      <p class="health-told" aria-hidden="true">
        {told ?? <span class="quiet">Point to a piece to read it, drag over the rows to zoom.</span>}
      </p>
      <Legend crowded={rows.some((pieces) => pieces.some(({ count }) => count > 1))} />
    </div>
  );
}

/** When somebody was let through to find out. */
function probesOf({ name }: HealthTrack, moves: readonly HealthMove[], { from, until }: Span): readonly number[] {
  const probes = moves
    .filter((move) => move.name === name && move.to === "half-open" && move.at >= from && move.at < until)
    .map(({ at }) => at);
  // So many would only be a bar of their own.
  return probes.length > mostProbes ? [] : probes;
}

/** The piece with half of its length at each side, and a minute at least. */
function around({ from, until }: HealthSegment, now: number): Span {
  const end = Math.min(until, Math.max(now, from));
  const margin = Math.max(30_000, (end - from) / 2);
  return { from: Math.round(from - margin), until: Math.round(end + margin) };
}
