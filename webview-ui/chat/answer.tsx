import type { Problem, TraceStep } from "../../src/protocol/chat.ts";
import { failureWords } from "../shared/failure-words.ts";
import { Icon } from "../shared/icon.tsx";
import { modelOf } from "../shared/route-name.ts";
import { AnswerFooter } from "./answer-footer.tsx";
import { Markdown } from "./markdown/markdown.tsx";
import { ProblemNote } from "./problem-note.tsx";
import type { Answer } from "./store.ts";
import type { PartProps } from "./view.tsx";

/** An answer as it grows, and where it came from once it is there. */
export function AnswerMessage({ message, store, actions }: PartProps & { readonly message: Answer }) {
  const running = message.state === "running";
  const isLast = store.cells.value.at(-1)?.id === message.id;
  const note = noteOf(message, isLast);
  return (
    <article class="message answer" aria-label="Answer" aria-busy={running}>
      {message.reasoning !== "" && (
        <details class="reasoning">
          <summary>Reasoning</summary>
          <Markdown text={message.reasoning} growing={running} actions={actions} />
        </details>
      )}
      <Markdown text={message.text} growing={running} actions={actions} />
      {running && message.text === "" && <Waiting message={message} />}
      {note && <ProblemNote {...note} act={actions.act} />}
      {!running && (
        <AnswerFooter
          message={message}
          copy={actions.copy}
          explain={actions.explainRoute}
          retry={isLast && note?.problem.action !== "retry" ? actions.retry : undefined}
        />
      )}
    </article>
  );
}

/** Before the first word: whom the answer is waited for from. */
function Waiting({ message: { details, reasoning } }: { readonly message: Answer }) {
  const words = details.waiting
    ? `Waiting ${Math.ceil(details.waiting.waitMs / 1000)} s for ${modelOf(details.waiting.routeId)}: ${details.waiting.reason}`
    : askedWords(details.trace, reasoning !== "");
  const before = details.trace.findLast(({ outcome }) => outcome === "failed");
  return (
    <p class="waiting quiet">
      <Icon name="loading" spin />
      <span>{words}</span>
      {before && !details.waiting && (
        <span class="before">
          {" "}
          {modelOf(before.routeId)}{" "}
          {before.failureClass === undefined ? `failed: ${before.failure}` : `${failureWords[before.failureClass]}.`}
        </span>
      )}
    </p>
  );
}

function askedWords(trace: readonly TraceStep[], thinking: boolean): string {
  const asked = trace.filter(({ outcome }) => outcome === "running").map(({ routeId }) => modelOf(routeId));
  if (asked.length === 0) return "Choosing a model…";
  // Whose thoughts they are is not told as long as two are asked.
  if (thinking) return asked.length > 1 ? "Thinking…" : `${asked[0]} is thinking…`;
  if (asked.length === 1) return `${asked[0]} is being asked…`;
  return `${asked[0]} is slow to begin, so ${asked.slice(1).join(", ")} is asked too…`;
}

interface Note {
  readonly kind: "info" | "warning" | "error";
  readonly problem: Problem;
}

/** What the answer's end means, where it is not simply done. Only the last question can be asked again in its place. */
function noteOf({ state, problem }: Answer, canRetry: boolean): Note | undefined {
  const retry: Pick<Problem, "action"> = canRetry ? { action: "retry" } : {};
  switch (state) {
    case "stopped":
      return { kind: "info", problem: { message: "You stopped this answer.", ...retry } };
    case "length":
      return { kind: "info", problem: { message: "The model reached its output limit here. Ask it to go on." } };
    case "interrupted":
    case "failed": {
      const shown = problem ?? { message: "The answer did not come.", ...retry };
      return {
        kind: state === "failed" ? "error" : "warning",
        problem: shown.action === "retry" && !canRetry ? { message: shown.message } : shown,
      };
    }
    default:
      return undefined;
  }
}
