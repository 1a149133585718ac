import type { HealthSegment, HealthTrack } from "../../../../src/protocol/dashboard/health.ts";
import { percent } from "../../../shared/figures.ts";
import { segmentWords, stateNames } from "./health-words.ts";
import type { Placed } from "./track-layout.ts";
import type { Brushed } from "./use-brush.ts";

interface TrackRowProps {
  readonly track: HealthTrack;
  readonly pieces: readonly Placed[];
  readonly index: number;
  readonly reached: number;
  readonly ticks: readonly string[];
  readonly probes: readonly string[];
  readonly brushed: Brushed | undefined;
  readonly now: number;
  readonly tell: (words: string) => void;
  readonly reach: (place: { readonly track: number; readonly at: number }) => void;
  readonly zoom: (segment: HealthSegment) => void;
}

/** What one breaker guards, over the axis. */
export function TrackRow({
  track,
  pieces,
  index,
  reached,
  ticks,
  probes,
  brushed,
  now,
  tell,
  reach,
  zoom,
}: TrackRowProps) {
  return (
    <div
      class="health-row"
      role="group"
      aria-label={`${track.name}, healthy ${percent(track.closedShare)} of the time`}
    >
      <span class="health-name">
        <span class="ellipsis" title={track.routes.length > 0 ? track.routes.join(", ") : "in no chain now"}>
          {track.name}
        </span>
        <span class="quiet health-share" aria-hidden="true">
          {percent(track.closedShare)}
        </span>
      </span>
      <div class="health-track">
        {ticks.map((left) => (
          <span key={left} class="health-tick" style={{ left }} />
        ))}
        {pieces.map(({ segment, from, to, count }, at) => {
          const words = segmentWords(segment, now, count);
          const say = () => tell(`${track.name}: ${words}`);
          return (
            <button
              key={segment.from}
              type="button"
              class={`health-piece ${count > 1 ? "crowd" : segment.state}${segment.drill ? " drill" : ""}`}
              data-place={`${index} ${at}`}
              aria-label={words}
              tabIndex={at === reached ? 0 : -1}
              style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
              onPointerEnter={say}
              onFocus={() => {
                reach({ track: index, at });
                say();
              }}
              onClick={() => zoom(segment)}
            >
              {count === 1 && <PieceWords segment={segment} />}
            </button>
          );
        })}
        {probes.map((left) => (
          <span key={left} class="health-probe" style={{ left }} />
        ))}
        {brushed && (
          <span
            class="health-brushed"
            style={{ left: `${brushed.from * 100}%`, width: `${(brushed.to - brushed.from) * 100}%` }}
          />
        )}
      </div>
    </div>
  );
}

/** A word on the piece, where it has room; what does not fit wraps and is cut off. */
function PieceWords({ segment: { state, drill } }: { readonly segment: HealthSegment }) {
  if (state === "closed") return null;
  return (
    <span class="health-piece-words" aria-hidden="true">
      <span class="health-piece-word">{drill ? "Drill" : stateNames[state]}</span>
    </span>
  );
}
