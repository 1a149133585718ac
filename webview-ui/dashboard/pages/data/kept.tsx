import type { DataView } from "../../../../src/protocol/dashboard/data.ts";
import { Icon } from "../../../shared/icon.tsx";
import type { PageProps } from "../../page-props.ts";
import { Card } from "../../parts/card.tsx";
import { dateWords } from "../../parts/day-words.ts";
import { damagedWords, keptWords, sizeWords, stateOf } from "./data-words.ts";

interface KeptProps extends Pick<PageProps, "call"> {
  readonly view: DataView;
  readonly now: number;
}

/** How much is kept, where and for how long. */
export function Kept({ view, call, now }: KeptProps) {
  const { calls, damagedCalls, oldestAt, bytes, keepDays, status } = view;
  const state = stateOf(status);
  return (
    <Card title="What is kept">
      <dl class="data-facts">
        <Fact name="Calls" value={calls.toLocaleString("en-US")} />
        <Fact name="Since" value={oldestAt === undefined ? "none yet" : dateWords(oldestAt, now)} />
        <Fact name="Size of the file" value={status.kind === "memory" ? "none, in memory" : sizeWords(bytes)} />
        <Fact name="Single calls stay" value={keptWords(keepDays)} />
      </dl>
      <p class={`data-line ${status.kind}`}>
        <Icon name={state.icon} /> <span>{state.words}</span>
      </p>
      {damagedCalls !== undefined && (
        <p class="data-line memory">
          <Icon name="warning" /> <span>{damagedWords(damagedCalls)}</span>
        </p>
      )}
      <p class="data-line">
        <Icon name="shield" />
        <span>
          Prompts and answers are never stored: only times, models, tokens, costs, failures, and how many characters of
          ghost text were shown and accepted.
        </span>
      </p>
      <div>
        <button type="button" class="button secondary data-button" onClick={() => void call("run", "openRetention")}>
          <Icon name="settings-gear" /> <span>Change how long calls stay</span>
        </button>
      </div>
    </Card>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt class="quiet">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
