import type { ReadonlySignal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { AttemptRecord, AttemptRole, Outcome, PricedCall } from "../../src/spec/call.ts";
import type { Cost } from "../../src/spec/usage.ts";
import { failureWords } from "../shared/failure-words.ts";
import { ago, cost, count, duration, tokens } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { modelOf } from "../shared/route-name.ts";
import { fateOf, type StepFate } from "../shared/step-fate.ts";
import { taskNames } from "../shared/task-names.ts";

const icons: Readonly<Record<Outcome, string>> = { succeeded: "pass", failed: "error", cancelled: "circle-slash" };

interface RecentCallsProps {
  readonly calls: readonly PricedCall[];
  readonly now: ReadonlySignal<number>;
  readonly openAll: () => void;
}

/** So many are listed; the dashboard has them all. */
const shown = 12;

/** The last calls, each opened to its attempts on a click. */
export function RecentCalls({ calls, now, openAll }: RecentCallsProps) {
  return (
    <section class="card">
      <div class="card-head">
        <h3>Recent calls</h3>
        <IconButton icon="list-unordered" label="All calls, in the dashboard" onClick={openAll} />
      </div>
      <ul class="plain">
        {calls.slice(0, shown).map((call) => (
          <Call key={call.id} call={call} now={now.value} />
        ))}
      </ul>
    </section>
  );
}

function Call({ call, now }: { readonly call: PricedCall; readonly now: number }) {
  const [open, setOpen] = useState(false);
  const failed = call.attempts.filter(({ outcome }) => outcome === "failed").length;
  const estimated = call.attempts.some(({ usage }) => usage?.source === "estimated");
  return (
    <li class={`call ${call.outcome}`}>
      <button type="button" class="call-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "chevron-down" : "chevron-right"} />
        <span class="spoken">{call.outcome}</span>
        <Icon name={icons[call.outcome]} />
        <span class="ellipsis">
          {taskNames[call.task]}, {call.routeId === undefined ? "no answer" : modelOf(call.routeId)}
          {failed > 0 && call.outcome === "succeeded" && ` after ${failed} failed`}
        </span>
        <span class="quiet end">{ago(call.startedAt, now)}</span>
      </button>
      {open && (
        <ol class="attempts">
          {call.attempts.map((attempt, at) => (
            <Attempt key={at} attempt={attempt} fate={fateOf(call.attempts, at)} />
          ))}
          <li class="quiet">
            {duration(call.durationMs)} in all, {cost(call.cost, estimated)}
          </li>
        </ol>
      )}
    </li>
  );
}

const roles: Readonly<Record<AttemptRole, string>> = {
  hedge: "started beside a slow one",
  continuation: "went on with a broken answer",
  drill: "fire drill",
};

interface AttemptProps {
  readonly attempt: AttemptRecord & { readonly cost: Cost };
  readonly fate: StepFate;
}

function Attempt({ attempt, fate }: AttemptProps) {
  const { failure, usage } = attempt;
  const facts = [
    attempt.firstTokenMs !== undefined && `first token ${duration(attempt.firstTokenMs)}`,
    duration(attempt.durationMs),
    usage && `${usage.source === "estimated" ? "~" : ""}${tokens(usage.input)} in, ${count(usage.output)} out`,
    usage && cost(attempt.cost, usage.source === "estimated"),
    attempt.probe && "probe",
    attempt.role && roles[attempt.role],
  ].filter((fact) => typeof fact === "string");
  return (
    <li>
      <p>
        <Icon name={icons[attempt.outcome]} /> <span class="name">{attempt.routeId}</span>
        {failure && ` ${failureWords[failure.class]}`}
        {fate === "beaten" && " was not needed"}
        {fate === "cancelled" && " was stopped"}
      </p>
      {failure && <p class="quiet">{failure.message}</p>}
      <p class="quiet">{facts.join(" · ")}</p>
    </li>
  );
}
