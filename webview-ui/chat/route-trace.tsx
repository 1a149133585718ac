import type { AnswerDetails, TraceStep } from "../../src/protocol/chat.ts";
import type { Task } from "../../src/spec/task.ts";
import { duration, tokens } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { fateOf, type StepFate } from "../shared/step-fate.ts";

const icons: Readonly<Record<StepFate, string>> = {
  running: "loading",
  succeeded: "pass",
  failed: "error",
  cancelled: "circle-slash",
  beaten: "circle-slash",
};

const words: Readonly<Record<StepFate, string>> = {
  running: "running",
  succeeded: "answered",
  failed: "failed",
  cancelled: "stopped",
  beaten: "not needed",
};

const roles: Readonly<Record<NonNullable<TraceStep["role"]>, string>> = {
  hedge: "started beside it, as it was slow to begin",
  continuation: "went on where the answer broke off",
  drill: "nothing was sent",
};

interface RouteTraceProps {
  readonly details: AnswerDetails;
  readonly explain: (task: Task) => void;
}

/** Every attempt on the way to an answer with its reason, what was left out, and a way to what would be tried now. */
export function RouteTrace({ details, explain }: RouteTraceProps) {
  const { trace, leftOut, usage, durationMs } = details;
  return (
    <div class="trace">
      <ol>
        {trace.map((step, at) => (
          <Step key={at} step={step} fate={fateOf(trace, at)} />
        ))}
        {leftOut.map(({ entry, reason }) => (
          <li key={entry}>
            <Icon name="circle-slash" />
            <div>
              <p class="route">{entry}</p>
              <p class="quiet">not tried: {reason}</p>
            </div>
          </li>
        ))}
      </ol>
      {usage && (
        <p class="quiet">
          {tokens(usage.input)} in{usage.cacheRead > 0 && `, ${tokens(usage.cacheRead)} of them cached`};{" "}
          {tokens(usage.output)} out
          {usage.reasoning > 0 && `, ${tokens(usage.reasoning)} of them reasoning`}
          {usage.source === "estimated" && " (estimated)"}
          {durationMs !== undefined && `; ${duration(durationMs)} in all`}
        </p>
      )}
      <button
        type="button"
        class="link-button"
        title="What would be tried now, in which order, and why"
        onClick={() => explain(details.task ?? "chat")}
      >
        Why this route?
      </button>
    </div>
  );
}

function Step({ step, fate }: { readonly step: TraceStep; readonly fate: StepFate }) {
  const why = step.role ? roles[step.role] : step.reason;
  return (
    <li>
      <Icon name={icons[fate]} spin={fate === "running"} />
      <div>
        <p class="route">{step.routeId}</p>
        <p class="quiet">
          {words[fate]}
          {step.durationMs !== undefined && ` after ${duration(step.durationMs)}`}
          {why && `, ${why}`}
        </p>
        {step.failure && <p>{step.failure}</p>}
      </div>
    </li>
  );
}
