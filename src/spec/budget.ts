import type { Task } from "./task.ts";

/** A limit on spending. What it names narrows it: a task, a client, an experiment; naming nothing, it covers all calls. */
export interface Budget {
  /** Says what it covers and for how long, such as `day`, `month chat` or `experiment terse-prompts`; unique. */
  readonly id: string;
  /** The local day, the local calendar month, or for ever. */
  readonly period: "day" | "month" | "total";
  readonly task?: Task;
  /** `editor`, or a gateway client's name. */
  readonly client?: string;
  readonly experiment?: string;
  /** US dollars. */
  readonly limitUsd: number;
  /**
   * What happens when it is used up.
   * - `warn`: the user is told, calls go on
   * - `cheaper`: from 80 % on, the cheapest routes of the chain come first; once it is used up, only free ones are used
   * - `stop`: nothing is sent that costs anything or may cost anything
   */
  readonly onceUsedUp: "warn" | "cheaper" | "stop";
}

/** What calls of one kind cost together, in US dollars. */
export interface Spend {
  readonly task: Task;
  readonly client: string;
  readonly experiment?: string;
  readonly usd: number;
  /** Attempts of unknown price among them; when not 0, the true sum is higher than `usd`. */
  readonly unpriced: number;
}

/** How a budget stands. `near` begins at 80 %. */
export interface BudgetStanding {
  readonly budget: Budget;
  readonly spentUsd: number;
  /** Held by calls under way. */
  readonly reservedUsd: number;
  readonly state: "within" | "near" | "over";
  /** Attempts of unknown price; when not 0, the true sum is higher than `spentUsd`. */
  readonly unpriced: number;
}
