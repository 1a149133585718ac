import type { HealthTrack } from "../../../../src/protocol/dashboard/health.ts";
import { Icon } from "../../../shared/icon.tsx";
import type { PageProps } from "../../page-props.ts";
import { ActionLine } from "../../parts/action-line.tsx";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Card } from "../../parts/card.tsx";
import { useAction } from "../../parts/use-action.ts";
import { segmentAt, segmentWords, stateIcons } from "./health-words.ts";

interface NowListProps extends Pick<PageProps, "call"> {
  readonly tracks: readonly HealthTrack[];
  readonly now: number;
  readonly showCalls: (track: HealthTrack, from: number, until: number) => void;
}

/** What is unwell at this moment, and what can be done about it. */
export function NowList({ tracks, now, call, showCalls }: NowListProps) {
  const unwell = tracks.filter((track) => (segmentAt(track, now)?.state ?? "closed") !== "closed");
  if (unwell.length === 0) {
    return (
      <p class="dash-line health-well">
        <Icon name="pass-filled" /> <span>Everything in your chains is healthy now.</span>
      </p>
    );
  }
  return (
    <Card title="Unwell now" wide>
      <ul class="health-now">
        {unwell.map((track) => (
          <Unwell key={`${track.scope} ${track.name}`} track={track} now={now} call={call} showCalls={showCalls} />
        ))}
      </ul>
    </Card>
  );
}

function Unwell({ track, now, call, showCalls }: { readonly track: HealthTrack } & Omit<NowListProps, "tracks">) {
  const action = useAction();
  const segment = segmentAt(track, now);
  const [routeId] = track.routes;
  if (!segment) return null;
  return (
    <li class={`health-unwell ${segment.state}`}>
      <Icon name={stateIcons[segment.state]} />
      <div class="health-unwell-words">
        <p class="health-unwell-name">{track.name}</p>
        <p>{segmentWords(segment, now)}.</p>
        {routeId === undefined && <p class="quiet">It is in no chain now, so nothing waits for it.</p>}
        <ActionLine action={action} />
      </div>
      <div class="health-unwell-actions">
        {routeId !== undefined && (
          <BusyButton
            icon="debug-restart"
            words="Try again now"
            label={`Try ${track.name} again now`}
            secondary
            busy={action.busy}
            onClick={() => void action.run(() => call("resetRoute", { routeId }))}
          />
        )}
        <button type="button" class="link-button" onClick={() => showCalls(track, segment.from, now)}>
          Calls since then
        </button>
      </div>
    </li>
  );
}
