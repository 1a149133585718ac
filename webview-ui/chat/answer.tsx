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
      {!running && <Note message={message} actions={actions} canRetry={isLast} />}
      {!running && <AnswerFooter message={message} retry={isLast ? actions.retry : undefined} />}
      {!running && (
        <span class="spoken" role="status">
          {isLast ? spokenState(message) : ""}
        </span>
      )}
    </article>
  );
}

/** Before the first word: whom the answer is waited for from. */
function Waiting({ message: { details, reasoning } }: { readonly message: Answer }) {
  const step = details.trace.at(-1);
  const words = details.waiting
    ? `${modelOf(details.waiting.routeId)} asked for a pause of ${Math.ceil(details.waiting.waitMs / 1000)} s. Waiting…`
    : step
      ? `${modelOf(step.routeId)} is ${reasoning === "" ? "being asked" : "thinking"}…`
      : "Choosing a model…";
  const before = details.trace.at(-2);
  return (
    <p class="waiting quiet">
      <Icon name="loading" spin /> {words}
      {before && !details.waiting && (
        <span class="before">
          {" "}
          {modelOf(before.routeId)} failed: {before.failure}
        </span>
      )}
    </p>
  );
}

interface NoteProps {
  readonly message: Answer;
  readonly actions: PartProps["actions"];
  readonly canRetry: boolean;
}

/** What the answer's end means, where it is not simply done. */
function Note({ message, actions, canRetry }: NoteProps) {
  const retry = canRetry ? ({ action: "retry" } as const) : {};
  switch (message.state) {
    case "stopped":
      return <ProblemNote kind="info" problem={{ message: "You stopped this answer.", ...retry }} act={actions.act} />;
    case "length":
      return (
        <ProblemNote kind="info" problem={{ message: "The model reached its output limit here." }} act={actions.act} />
      );
    case "interrupted":
    case "failed": {
      const problem = message.problem ?? { message: "The answer did not come.", ...retry };
      // Only the last question can be asked again in its place.
      const shown = problem.action === "retry" && !canRetry ? { message: problem.message } : problem;
      return <ProblemNote kind={message.state === "failed" ? "error" : "warning"} problem={shown} act={actions.act} />;
    }
    default:
      return null;
  }
}

function spokenState({ state }: Answer): string {
  const words: Readonly<Record<Answer["state"], string>> = {
    running: "",
    done: "Answer complete",
    stopped: "Answer stopped",
    interrupted: "Answer interrupted",
    length: "Answer ended at the output limit",
    failed: "No answer came",
  };
  return words[state];
}
