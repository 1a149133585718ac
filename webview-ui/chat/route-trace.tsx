import type { AnswerDetails, TraceStep } from "../../src/protocol/chat.ts";
import { duration, tokens } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";

const icons: Readonly<Record<TraceStep["outcome"], string>> = {
  running: "loading",
  succeeded: "pass",
  failed: "error",
  cancelled: "circle-slash",
};

const words: Readonly<Record<TraceStep["outcome"], string>> = {
  running: "running",
  succeeded: "answered",
  failed: "failed",
  cancelled: "stopped",
};

/** Every attempt on the way to an answer with its reason, and what was left out. */
export function RouteTrace({ details: { trace, leftOut, usage, durationMs } }: { readonly details: AnswerDetails }) {
  return (
    <div class="trace">
      <ol>
        {trace.map((step, at) => (
          <li key={at}>
            <Icon name={icons[step.outcome]} />
            <div>
              <p class="route">{step.routeId}</p>
              <p class="quiet">
                {words[step.outcome]}
                {step.durationMs !== undefined && ` after ${duration(step.durationMs)}`}
                {step.reason && `, ${step.reason}`}
              </p>
              {step.failure && <p>{step.failure}</p>}
            </div>
          </li>
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
    </div>
  );
}
