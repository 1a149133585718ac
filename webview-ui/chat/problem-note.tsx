import type { Problem, ProblemAction } from "../../src/protocol/chat.ts";
import { Icon } from "../shared/icon.tsx";

interface ProblemNoteProps {
  readonly kind: "info" | "warning" | "error";
  readonly problem: Problem;
  readonly act: (action: ProblemAction) => void;
}

const labels: Readonly<Record<ProblemAction, string>> = {
  addKey: "Add a key",
  useLocalServer: "Use a local server",
  retry: "Ask again",
  openSettings: "Open settings",
  tryWithoutKeys: "Try without keys",
  showLog: "Show log",
};

/** Something a person should know, with the one thing that helps. */
export function ProblemNote({ kind, problem: { message, action }, act }: ProblemNoteProps) {
  return (
    <div class={`note ${kind}`}>
      <Icon name={kind} />
      <div>
        <p>{message}</p>
        {action && (
          <button type="button" class="button secondary" onClick={() => act(action)}>
            {labels[action]}
          </button>
        )}
      </div>
    </div>
  );
}
