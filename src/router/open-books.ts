import type { Books } from "./books.ts";
import { BudgetBook } from "./budget/budget-book.ts";
import { StickyBook } from "./choose/stickiness.ts";
import { Trials } from "./choose/trials.ts";
import { DrillBook } from "./drill/drill-book.ts";
import { HealthBook } from "./health/health-book.ts";
import { HedgeBudget } from "./hedge/hedge-budget.ts";
import { LimitBook } from "./limits/limit-book.ts";
import { CapabilityMemory } from "./plan/capability-memory.ts";
import { LatencyBook } from "./timing/latency-book.ts";
import { SlowWatch } from "./timing/slow-watch.ts";
import type { RouterPorts } from "./router.ts";
import type { RouterObserver } from "./types.ts";

/** What of a router's ports its books are opened with. */
export type BookPorts = Pick<RouterPorts, "clock" | "random" | "limits" | "budgets" | "spentSince">;

/** Opens a router's books, all of them empty. */
export function openBooks(ports: BookPorts, observer: Required<RouterObserver>): Books {
  const { clock, random, limits = () => undefined, budgets = () => [], spentSince = () => [] } = ports;
  const drills: DrillBook = new DrillBook(clock, observer.drillsChanged, (route) => health.forgetDrill(route));
  const health = new HealthBook(clock, random, observer.healthChanged, (route) => drills.isPlaying(route));
  const latency = new LatencyBook();
  return {
    health,
    latency,
    slow: new SlowWatch(),
    capabilities: new CapabilityMemory(),
    limits: new LimitBook(clock, limits),
    budgets: new BudgetBook(clock, budgets, spentSince, observer.budgetChanged),
    hedges: new HedgeBudget(),
    sticky: new StickyBook(),
    trials: new Trials(),
    drills,
  };
}
