import { Icon } from "../../shared/icon.tsx";
import type { Asked } from "../use-answer.ts";

/** Said in a card's place while the answer is not there. */
export function Waiting({ words = "Loading…" }: { readonly words?: string }) {
  return (
    <p class="quiet dash-line" role="status">
      <Icon name="loading" spin /> <span>{words}</span>
    </p>
  );
}

/** Why there is nothing, and what to do. */
export function Failed({ message }: { readonly message: string }) {
  return (
    <p class="dash-line dash-failed" role="alert">
      <Icon name="error" /> <span>{message}</span>
    </p>
  );
}

/** There is nothing to show, in words that say what would be here. */
export function Empty({ words }: { readonly words: string }) {
  return <p class="quiet dash-line">{words}</p>;
}

/** The line that stands for an answer that is not here; undefined when it is. */
export function stateLine(asked: Asked<unknown>) {
  if (asked.kind === "waiting") return <Waiting />;
  return asked.kind === "failed" ? <Failed message={asked.message} /> : undefined;
}
