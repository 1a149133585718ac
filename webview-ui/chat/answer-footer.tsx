import { useState } from "preact/hooks";
import type { TraceStep } from "../../src/protocol/chat.ts";
import type { Task } from "../../src/spec/task.ts";
import { cost, count, duration, tokens } from "../shared/figures.ts";
import { Icon } from "../shared/icon.tsx";
import { IconButton } from "../shared/icon-button.tsx";
import { modelOf } from "../shared/route-name.ts";
import { RouteTrace } from "./route-trace.tsx";
import type { Answer } from "./store.ts";
import { answeredStep, detours } from "./trace-words.ts";

interface AnswerFooterProps {
  readonly message: Answer;
  readonly copy: (text: string) => void;
  readonly explain: (task: Task) => void;
  /** Missing where the question cannot be asked again in its place, or where a note already offers it. */
  readonly retry: (() => void) | undefined;
}

/** One quiet line: which model, how fast, how much, for what; and on a click why. */
export function AnswerFooter({ message, copy, explain, retry }: AnswerFooterProps) {
  const [open, setOpen] = useState(false);
  const { trace, usage, simulated, leftOut } = message.details;
  const answered = answeredStep(trace);
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
      <Detours trace={trace} />
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
      {open && <RouteTrace details={message.details} explain={explain} />}
    </footer>
  );
}

/** That the answer came from elsewhere than from the first route alone, and why. */
function Detours({ trace }: { readonly trace: readonly TraceStep[] }) {
  return detours(trace).map((line) => (
    <p class="detour quiet" key={line}>
      <Icon name="debug-step-over" />
      <span>{line}</span>
    </p>
  ));
}
