import type { ReadonlySignal } from "@preact/signals";
import type { PricesView } from "../../../../src/protocol/dashboard/prices.ts";
import { ago } from "../../../shared/figures.ts";
import { Icon } from "../../../shared/icon.tsx";
import type { PageProps } from "../../page-props.ts";
import { ActionLine } from "../../parts/action-line.tsx";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Card } from "../../parts/card.tsx";
import { dateWords } from "../../parts/day-words.ts";
import { Failed } from "../../parts/state-lines.tsx";
import { useAction } from "../../parts/use-action.ts";

interface ListCardProps extends Pick<PageProps, "call"> {
  readonly view: PricesView;
  readonly now: ReadonlySignal<number>;
}

/** Where the prices are from, and how fresh they are. */
export function ListCard({ view, call, now }: ListCardProps) {
  const refresh = useAction();
  const { listSource, listDate, checkedAt, problem, refreshes } = view;
  return (
    <Card
      title="Price list"
      wide
      actions={
        <>
          <BusyButton
            icon="refresh"
            words="Look for a newer one"
            secondary
            busy={refresh.busy}
            onClick={() => void refresh.run(() => call("refreshPrices", null))}
          />
          <button type="button" class="button secondary prices-edit" onClick={() => void call("run", "openPrices")}>
            <Icon name="edit" /> <span>Edit prices</span>
          </button>
        </>
      }
    >
      <dl class="prices-facts">
        <div>
          <dt class="quiet">From</dt>
          <dd>{listSource}</dd>
        </div>
        <div>
          <dt class="quiet">Made</dt>
          <dd>{dateWords(listDate, now.value)}</dd>
        </div>
        <div>
          <dt class="quiet">Looked for a newer one</dt>
          <dd>{checkedAt === undefined ? "never" : ago(checkedAt, now.value)}</dd>
        </div>
        <div>
          <dt class="quiet">Automatically</dt>
          <dd>{refreshes ? "yes" : "no, only when you ask"}</dd>
        </div>
      </dl>
      {problem !== undefined && <Failed message={problem} />}
      <ActionLine action={refresh} />
    </Card>
  );
}
