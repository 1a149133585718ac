import type { Sticky } from "../choose/stickiness.ts";
import type { PlanQuery } from "../types.ts";
import type { PlanningPorts } from "./plan.ts";

/** Where the question's conversation was last answered, if it is one. */
export function stickyOf({ books, clock }: PlanningPorts, { conversation }: PlanQuery): Sticky | undefined {
  return conversation === undefined ? undefined : books.sticky.of(conversation, clock.now());
}
