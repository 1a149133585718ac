import { Icon } from "../../shared/icon.tsx";
import { tryAgain, type Asked } from "../asking.ts";
import { BusyButton } from "./busy-button.tsx";

/** Said in a card's place while the answer is not there. */
export function Waiting() {
  return (
    <p class="quiet dash-line" role="status">
      <Icon name="loading" spin /> <span>Loading…</span>
    </p>
  );
}

/** What went wrong. */
export function Failed({ message }: { readonly message: string }) {
  return (
    <p class="dash-line dash-failed" role="alert">
      <Icon name="error" /> <span>{message}</span>
    </p>
  );
}

interface UnansweredProps {
  /** Why, one sentence. */
  readonly message: string;
  /** It is being tried again. */
  readonly again: boolean;
  /** Asks anew; without it, everything that failed is asked again. */
  readonly retry?: () => void;
}

/** Said in the place of an answer that did not come, with what to do. */
export function Unanswered({ message, again, retry = tryAgain }: UnansweredProps) {
  return (
    <div class="dash-unanswered">
      <Failed message={message} />
      <BusyButton icon="refresh" words="Try again" secondary busy={again} onClick={retry} />
      <span class="quiet">If it keeps failing, reload the window.</span>
    </div>
  );
}

/** There is nothing to show, in words that say what would be here. */
export function Empty({ words }: { readonly words: string }) {
  return <p class="quiet dash-line">{words}</p>;
}

/** The lines that stand for an answer that is not here; undefined when it is. */
export function stateLine(asked: Asked<unknown>) {
  if (asked.kind === "waiting") return <Waiting />;
  return asked.kind === "failed" ? <Unanswered message={asked.message} again={asked.again} /> : undefined;
}
