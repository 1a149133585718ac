import { plural } from "../../shared/figures.ts";
import type { DashboardPage } from "../../../src/protocol/dashboard/surface.ts";
import type { PageProps } from "../page-props.ts";
import { todayOf } from "../time/period.ts";
import { useAnswer } from "../use-answer.ts";
import type { Badge } from "./nav.tsx";

/** What needs a look: breakers that are open now, budgets that are used up. */
export function useBadges({
  call,
  revisions,
  now,
}: Pick<PageProps, "call" | "revisions" | "now">): Readonly<Partial<Record<DashboardPage, Badge>>> {
  // Peeked at: a new second is no reason to draw the shell again.
  const health = useAnswer(call, "health", todayOf(now.peek()), revisions.health);
  const budgets = useAnswer(call, "budgets", null, revisions.budgets);
  const open =
    health.kind === "here" ? health.value.tracks.filter(({ segments }) => segments.at(-1)?.state === "open").length : 0;
  const over = budgets.kind === "here" ? budgets.value.budgets.filter(({ state }) => state === "over").length : 0;
  return {
    ...(open > 0 && { health: { count: open, words: plural(open, "open incident") } }),
    ...(over > 0 && { budgets: { count: over, words: `${plural(over, "budget")} used up` } }),
  };
}
