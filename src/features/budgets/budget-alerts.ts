import type { BudgetStanding } from "../../spec/budget.ts";
import type { Clock } from "../../spec/clock.ts";

/** What was told already, kept over restarts. */
export interface Told {
  get(budgetId: string): string | undefined;
  set(budgetId: string, occasion: string): void;
}

export interface BudgetAlertPorts {
  readonly clock: Clock;
  /** When the user last changed a text, in milliseconds since the epoch; 0 for never. */
  readonly lastEditAt: () => number;
  readonly told: Told;
  /** Tells the user that a budget is used up. */
  readonly show: (standing: BudgetStanding) => void;
}

/** Nothing pops up before the keyboard was quiet for so long, in milliseconds. */
const quietMs = 3_000;

/** Says once that a budget is used up, and not while the user types. */
export class BudgetAlerts {
  readonly #ports: BudgetAlertPorts;
  readonly #due = new Map<string, BudgetStanding>();
  #cancel: (() => void) | undefined;

  constructor(ports: BudgetAlertPorts) {
    this.#ports = ports;
  }

  /** A budget came near its limit or over it, or is well again. */
  changed(standing: BudgetStanding): void {
    const { id } = standing.budget;
    if (standing.state === "over" && !this.#wasTold(standing)) this.#due.set(id, standing);
    else this.#due.delete(id);
    this.#whenQuiet();
  }

  dispose(): void {
    this.#due.clear();
    this.#cancel?.();
  }

  #whenQuiet(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#due.size === 0) return;
    const { clock, lastEditAt, show, told } = this.#ports;
    const leftMs = lastEditAt() + quietMs - clock.now();
    if (leftMs > 0) {
      this.#cancel = clock.schedule(leftMs, () => this.#whenQuiet());
      return;
    }
    const due = [...this.#due.values()];
    this.#due.clear();
    for (const standing of due) {
      told.set(standing.budget.id, occasionOf(standing, clock.now()));
      show(standing);
    }
  }

  #wasTold(standing: BudgetStanding): boolean {
    const { clock, told } = this.#ports;
    return told.get(standing.budget.id) === occasionOf(standing, clock.now());
  }
}

/** One limit in one period, by local dates: a limit that is raised and used up again is told again. */
function occasionOf({ budget: { limitUsd, period } }: BudgetStanding, now: number): string {
  const date = new Date(now);
  const month = `${date.getFullYear()}-${date.getMonth() + 1}`;
  const periods = { day: `${month}-${date.getDate()}`, month, total: "ever" };
  return `${limitUsd} ${periods[period]}`;
}
