import type { ReadonlySignal } from "@preact/signals";
import type { DrillNotice } from "../../src/protocol/drill.ts";
import { Icon } from "./icon.tsx";
import { modelOf } from "./route-name.ts";

interface DrillNotesProps {
  readonly drills: readonly DrillNotice[];
  readonly now: ReadonlySignal<number>;
  readonly end: (routeId: string) => void;
}

/** The fire drills under way, each with the seconds that are left and a way to end it. */
export function DrillNotes({ drills, now, end }: DrillNotesProps) {
  return drills.map(({ routeId, fault, until }) => (
    <div class="drill" key={routeId} role="group" aria-label={`Fire drill at ${modelOf(routeId)}`}>
      <Icon name="flame" />
      <span class="drill-words" title={routeId}>
        Fire drill: {modelOf(routeId)}, {fault}
      </span>
      {/* Not read out each second: the words beside it are, once. */}
      <span class="drill-left" aria-hidden="true">
        {Math.max(0, Math.ceil((until - now.value) / 1000))} s
      </span>
      <button type="button" class="button secondary drill-end" onClick={() => end(routeId)}>
        End<span class="spoken"> the fire drill at {modelOf(routeId)}</span>
      </button>
    </div>
  ));
}
