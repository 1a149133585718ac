import type { BudgetBook } from "./budget/budget-book.ts";
import type { StickyBook } from "./choose/stickiness.ts";
import type { Trials } from "./choose/trials.ts";
import type { DrillBook } from "./drill/drill-book.ts";
import type { HealthBook } from "./health/health-book.ts";
import type { HedgeBudget } from "./hedge/hedge-budget.ts";
import type { LimitBook } from "./limits/limit-book.ts";
import type { CapabilityMemory } from "./plan/capability-memory.ts";
import type { LatencyBook } from "./timing/latency-book.ts";
import type { SlowWatch } from "./timing/slow-watch.ts";

/** All that the router remembers between calls, one book a matter. Every call reads them and writes to them. */
export interface Books {
  readonly health: HealthBook;
  readonly capabilities: CapabilityMemory;
  readonly latency: LatencyBook;
  readonly slow: SlowWatch;
  readonly limits: LimitBook;
  readonly budgets: BudgetBook;
  readonly hedges: HedgeBudget;
  readonly sticky: StickyBook;
  readonly trials: Trials;
  readonly drills: DrillBook;
}
