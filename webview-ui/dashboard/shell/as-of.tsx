import { useEffect, useRef, useState } from "preact/hooks";
import { pages } from "../pages.tsx";
import type { DashboardStore } from "../store.ts";
import { periodNames } from "../time/period.ts";
import { clock, spanName } from "../time/words.ts";

/**
 * When the figures were right. It is read out after what the user changed (another page or period), and not with each
 * call that is counted meanwhile.
 */
export function AsOf({ store }: { readonly store: DashboardStore }) {
  const { page, period, zoomed, grain, scope, asOf } = store;
  const awaited = useRef(false);
  const [spoken, setSpoken] = useState("");
  const asked = [page.value, period.value, zoomed.value, grain.value, scope.value];
  const answeredAt = asOf.value;
  useEffect(() => {
    awaited.current = true;
  }, asked);
  useEffect(() => {
    if (!awaited.current || answeredAt === undefined) return;
    awaited.current = false;
    const { title, takes } = pages[page.peek()];
    const stretch = zoomed.peek();
    const covered = takes.includes("period") ? `, ${stretch ? spanName(stretch) : periodNames[period.peek()]}` : "";
    setSpoken(`${title}${covered}: figures as of ${clock(answeredAt)}.`);
  }, [answeredAt]);
  return (
    <>
      {answeredAt !== undefined && <span class="quiet shell-as-of">As of {clock(answeredAt)}</span>}
      <span class="spoken" aria-live="polite">
        {spoken}
      </span>
    </>
  );
}
