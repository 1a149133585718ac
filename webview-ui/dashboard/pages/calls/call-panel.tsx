import { useEffect, useRef, useState } from "preact/hooks";
import type { DashboardStart } from "../../../../src/protocol/dashboard/surface.ts";
import type { PricedCall } from "../../../../src/spec/call.ts";
import { quoted } from "../../../../src/filter/pattern.ts";
import { cost, duration, plural } from "../../../shared/figures.ts";
import { Icon } from "../../../shared/icon.tsx";
import { IconButton } from "../../../shared/icon-button.tsx";
import { fateOf } from "../../../shared/step-fate.ts";
import { taskNames } from "../../../shared/task-names.ts";
import type { PageProps } from "../../page-props.ts";
import { partName } from "../../parts/names.ts";
import { Unanswered, Waiting } from "../../parts/state-lines.tsx";
import { useAnswer } from "../../use-answer.ts";
import { Attempt, Fact } from "./attempt.tsx";
import "./call-panel.css";
import { momentText, outcomeIcons, outcomeText } from "./call-words.ts";
import { WaterfallChart } from "./waterfall-chart.tsx";

interface PanelProps extends Pick<PageProps, "call" | "revisions" | "start"> {
  readonly id: string;
  readonly now: number;
  readonly close: () => void;
  /** It covers what had the focus. */
  readonly takesFocus: boolean;
  /** To the next row or back. */
  readonly step: (by: 1 | -1) => void;
  readonly find: (filter: string) => void;
}

/** One call with all that is known of it. */
export function CallPanel({ id, now, call, revisions, start, close, takesFocus, step, find }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus]);
  const asked = useAnswer(call, "call", { id }, revisions.usage);
  // While the next one is on its way, the last one stays; it must not pass for the next one.
  const shown = asked.kind === "here" && asked.value?.id === id ? asked.value : undefined;
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else return;
    event.preventDefault();
  };
  return (
    <section class="calls-panel" ref={panel} aria-label="Call" tabIndex={-1} onKeyDown={press}>
      <div class="calls-panel-head">
        <h2 class="calls-panel-title">{shown ? `${taskNames[shown.task]} call` : "Call"}</h2>
        <IconButton icon="arrow-up" label="Previous call in the table" onClick={() => step(-1)} />
        <IconButton icon="arrow-down" label="Next call in the table" onClick={() => step(1)} />
        <IconButton icon="close" label="Close (Escape)" onClick={close} />
      </div>
      {asked.kind === "failed" && <Unanswered message={asked.message} again={asked.again} />}
      {asked.kind === "here" && asked.value === null && (
        <p class="quiet">This call is not kept any more. Calls are dropped after the days set in the settings.</p>
      )}
      {!shown && asked.kind !== "failed" && !(asked.kind === "here" && asked.value === null) && <Waiting />}
      {shown && <Details call={shown} now={now} known={start.value} find={find} />}
    </section>
  );
}

interface DetailsProps extends Pick<PanelProps, "now" | "find"> {
  readonly call: PricedCall;
  readonly known: DashboardStart;
}

function Details({ call, now, known, find }: DetailsProps) {
  const { attempts, outcome } = call;
  const estimated = attempts.some(({ usage }) => usage?.source === "estimated");
  const failure = attempts.findLast((attempt) => attempt.failure)?.failure?.class;
  return (
    <>
      <p class={`calls-panel-outcome ${outcome}`}>
        <Icon name={outcomeIcons[outcome]} />
        {[
          outcomeText({ outcome, attempts: attempts.length, ...(failure && { failure }) }),
          duration(call.durationMs),
          cost(call.cost, estimated),
        ].join(" · ")}
      </p>
      <WaterfallChart call={call} />
      <dl class="calls-facts">
        <Fact name="Time" value={momentText(call.startedAt, now)} />
        {call.firstTokenMs !== undefined && <Fact name="First token" value={`after ${duration(call.firstTokenMs)}`} />}
        <Fact name="Answered by" value={call.routeId} />
        <Fact name="Client" value={partName("client", call.client, known)} />
        <Fact name="Workspace" value={call.workspace} />
        <Fact name="Experiment" value={call.experiment} />
        <CallId id={call.id} />
      </dl>
      <h3 class="calls-panel-part">{plural(attempts.length, "attempt")}</h3>
      <ol class="calls-attempts">
        {attempts.map((attempt, index) => (
          <Attempt
            key={index}
            attempt={attempt}
            number={index + 1}
            fate={fateOf(attempts, index)}
            showRoute={() => find(`route:${quoted(attempt.routeId)}`)}
          />
        ))}
      </ol>
    </>
  );
}

function CallId({ id }: { readonly id: string }) {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    setCopied(false);
    return () => clearTimeout(timer.current);
  }, [id]);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    timer.current = setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <div class="calls-fact">
      <dt class="quiet">Id</dt>
      <dd class="calls-id">
        <span class="ellipsis" title={id}>
          {id}
        </span>
        <IconButton
          icon={copied ? "check" : "copy"}
          label={copied ? "Copied" : "Copy the id"}
          onClick={() => void copy()}
        />
      </dd>
    </div>
  );
}
