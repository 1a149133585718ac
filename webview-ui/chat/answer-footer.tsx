import { useState } from "preact/hooks";
import type { TraceStep } from "../../src/protocol/chat.ts";
import { failureWords } from "../shared/failure-words.ts";
import { cost, count, duration, tokens } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { modelOf } from "../shared/route-name.ts";
import { RouteTrace } from "./route-trace.tsx";
import type { Answer } from "./store.ts";

interface AnswerFooterProps {
  readonly message: Answer;
  readonly copy: (text: string) => void;
  /** Missing where the question cannot be asked again in its place, or where a note already offers it. */
  readonly retry: (() => void) | undefined;
}

/** One quiet line: which model, how fast, how much, for what; and on a click why. */
export function AnswerFooter({ message, copy, retry }: AnswerFooterProps) {
  const [open, setOpen] = useState(false);
  const { trace, usage, simulated, leftOut } = message.details;
  const answered = trace.at(-1);
  if (!answered && leftOut.length === 0) return null;
  const estimated = usage?.source === "estimated";
  const firstTokenMs = message.details.firstTokenMs ?? answered?.firstTokenMs;
  const facts = [
    firstTokenMs !== undefined && `first token ${duration(firstTokenMs)}`,
    usage && `${estimated ? "~" : ""}${tokens(usage.input)} in, ${count(usage.output)} out`,
    message.details.cost && cost(message.details.cost, estimated),
  ].filter((fact) => typeof fact === "string");
  return (
    <footer class="footer">
      <FailedOver trace={trace} />
      <div class="footer-line">
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
        </div>
        <span class="answer-actions">
          {message.text !== "" && <IconButton icon="copy" label="Copy answer" onClick={() => copy(message.text)} />}
          {retry && <IconButton icon="refresh" label="Ask again" onClick={retry} />}
        </span>
      </div>
      {open && <RouteTrace details={message.details} />}
    </footer>
  );
}

/** That the answer came from another route than the first one, and why. */
function FailedOver({ trace }: { readonly trace: readonly TraceStep[] }) {
  const answered = trace.at(-1);
  const failed = trace.filter(({ outcome }) => outcome === "failed");
  const [first] = failed;
  if (answered?.outcome !== "succeeded" || first === undefined) return null;
  const why = first.failureClass === undefined ? "failed" : failureWords[first.failureClass];
  const others = failed.length - 1;
  return (
    <p class="failed-over">
      <Icon name="debug-step-over" />
      <span>
        Answered by {modelOf(answered.routeId)} after {modelOf(first.routeId)} {why}
        {others > 0 && ` and ${others === 1 ? "another route" : `${others} other routes`} failed`}.
      </span>
    </p>
  );
}
