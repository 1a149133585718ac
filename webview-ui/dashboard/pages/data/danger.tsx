import type { DataView } from "../../../../src/protocol/dashboard/data.ts";
import type { PageProps } from "../../page-props.ts";
import { ActionLine } from "../../parts/action-line.tsx";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Card } from "../../parts/card.tsx";
import { useAction } from "../../parts/use-action.ts";
import { canPrune, pruneWords } from "./data-words.ts";

interface DangerProps extends Pick<PageProps, "call"> {
  readonly view: DataView;
  readonly now: number;
}

/** What cannot be undone, apart from all else and apart from each other. The host asks before it does either. */
export function Danger({ view, call, now }: DangerProps) {
  const pruning = useAction();
  const wiping = useAction();
  return (
    <Card title="Delete" note="Neither can be undone. You are asked once more.">
      <div class="data-danger">
        <div class="data-danger-words">
          <h3 class="data-danger-title">Drop old calls now</h3>
          <p class="data-text">{pruneWords(view, now)}</p>
        </div>
        <BusyButton
          icon="history"
          words="Drop old calls…"
          secondary
          busy={pruning.busy}
          disabled={!canPrune(view, now)}
          onClick={() => void pruning.run(() => call("prune", null))}
        />
      </div>
      <ActionLine action={pruning} />
      <div class="data-danger">
        <div class="data-danger-words">
          <h3 class="data-danger-title">Delete the records</h3>
          <p class="data-text">
            Calls, their sums by day and breakers' history go, in all windows; balances, orders and plans too, if you
            say so when asked. Keys and settings stay. Export first what you want to keep.
          </p>
        </div>
        <BusyButton
          icon="trash"
          words="Delete the records…"
          secondary
          busy={wiping.busy}
          onClick={() => void wiping.run(() => call("wipe", null))}
        />
      </div>
      <ActionLine action={wiping} />
    </Card>
  );
}
