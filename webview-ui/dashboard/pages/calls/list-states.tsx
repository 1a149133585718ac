import type { CallsTotals } from "../../../../src/spec/call-query.ts";
import { Icon } from "../../../shared/icon.tsx";
import { Unanswered } from "../../parts/state-lines.tsx";
import type { Trouble } from "./call-book.ts";

interface ListStateProps {
  readonly totals: CallsTotals | undefined;
  readonly trouble: Trouble | undefined;
  readonly filtered: boolean;
  readonly clear: () => void;
  readonly retry: () => void;
}

/** What stands in the table's place while there are no rows, or why it could not be read anew. */
export function ListState({ totals, trouble, filtered, clear, retry }: ListStateProps) {
  if (trouble?.kind === "failed") {
    return (
      <div class="calls-state">
        <Unanswered message={trouble.message} again={false} retry={retry} />
      </div>
    );
  }
  if (!totals) return trouble ? null : <Skeleton />;
  if (totals.calls > 0) return null;
  if (!filtered) {
    return (
      <div class="calls-state">
        <p class="quiet">
          No calls yet. What you ask in chat, explain and ghost text is listed here, each attempt of it.
        </p>
      </div>
    );
  }
  return (
    <div class="calls-state">
      <p class="quiet">No call fits this filter.</p>
      <button type="button" class="button secondary" onClick={clear}>
        <Icon name="clear-all" /> Clear the filter
      </button>
    </div>
  );
}

function Skeleton() {
  return (
    <div class="calls-skeleton" role="status">
      <span class="spoken">Loading the calls</span>
      {Array.from({ length: 12 }, (_, index) => (
        <span key={index} class="calls-placeholder" />
      ))}
    </div>
  );
}
