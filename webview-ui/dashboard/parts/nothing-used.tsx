import { Icon } from "../../shared/icon.tsx";
import type { PageProps } from "../page-props.ts";

/** Says why there are no figures, and what to do for some. */
export function NothingUsed({ start, scope, zoom, span }: PageProps) {
  const { oldestAt } = start.value;
  if (oldestAt === undefined) {
    return (
      <section class="dash-card dash-nothing">
        <h2 class="dash-card-title">No calls yet</h2>
        <p>
          Each call that is made in chat, explain and ghost text is counted here: what it cost, which model answered,
          and how fast.
        </p>
      </section>
    );
  }
  const narrowed = Object.keys(scope.value).length > 0;
  const later = oldestAt >= span.value.until;
  return (
    <section class="dash-card dash-nothing">
      <h2 class="dash-card-title">Nothing in this time</h2>
      <p>
        {narrowed
          ? "No call matches the filter in this time. Take it out, or choose a longer time above."
          : "Choose a longer time above."}
      </p>
      {later && (
        <button type="button" class="button secondary" onClick={() => zoom(undefined)}>
          <Icon name="zoom-out" /> Back to the whole period
        </button>
      )}
    </section>
  );
}
