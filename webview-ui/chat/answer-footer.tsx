import { useState } from "preact/hooks";
import { cost, count, duration } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { modelOf } from "../shared/route-name.ts";
import { RouteTrace } from "./route-trace.tsx";
import type { Answer } from "./store.ts";

interface AnswerFooterProps {
  readonly message: Answer;
  /** Missing where the question cannot be asked again in its place. */
  readonly retry: (() => void) | undefined;
}

/** One quiet line: which model, how fast, how much, for what; and on a click why. */
export function AnswerFooter({ message, retry }: AnswerFooterProps) {
  const [open, setOpen] = useState(false);
  const { trace, usage, simulated, leftOut } = message.details;
  const answered = trace.at(-1);
  if (!answered && leftOut.length === 0) return null;
  const estimated = usage?.source === "estimated";
  const failed = trace.filter(({ outcome }) => outcome === "failed");
  const facts = [
    answered?.firstTokenMs !== undefined && `first token ${duration(answered.firstTokenMs)}`,
    usage && `${estimated ? "~" : ""}${count(usage.input)} in, ${count(usage.output)} out`,
    message.details.cost && cost(message.details.cost, estimated),
  ].filter((fact) => typeof fact === "string");
  return (
    <footer class="footer">
      {answered?.outcome === "succeeded" && failed[0] && (
        <p class="failed-over">
          <Icon name="git-compare" /> Answered by {modelOf(answered.routeId)} after {modelOf(failed[0].routeId)}
          {failed.length > 1 ? ` and ${failed.length - 1} more` : ""} failed.
        </p>
      )}
      <div class="facts quiet">
        {simulated && <span class="badge">Simulated</span>}
        <button type="button" class="why" aria-expanded={open} title="Why this model?" onClick={() => setOpen(!open)}>
          <Icon name={open ? "chevron-down" : "chevron-right"} />
          <span class="ellipsis">{answered ? modelOf(answered.routeId) : "No route"}</span>
        </button>
        {facts.map((fact) => (
          <span class="fact" key={fact}>
            {fact}
          </span>
        ))}
        {retry && <IconButton icon="refresh" label="Ask again" onClick={retry} />}
      </div>
      {open && <RouteTrace details={message.details} />}
    </footer>
  );
}
