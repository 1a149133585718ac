import { spanAt } from "../../spec/budget-period.ts";
import type { Budget, BudgetStanding, Spend } from "../../spec/budget.ts";
import type { PricedCall } from "../../spec/call.ts";
import type { Clock } from "../../spec/clock.ts";
import type { Budgets, SpentSince } from "../types.ts";
import { tooDearPhrase } from "./budget-phrases.ts";
import { type CallKind, covers } from "./call-kind.ts";
import { countable, Tally } from "./tally.ts";
import { type BudgetVerdict, free, isWithin, stateOf, stricter, verdictOf } from "./verdict.ts";

/** After the ledger could not tell a sum, it is not asked for one for so long, in milliseconds. */
const askAgainMs = 1000;

interface Account {
  readonly budget: Budget;
  readonly tally: Tally;
}

/**
 * What is spent of every budget, and what is held by calls under way.
 *
 * Nothing counts twice as long as each attempt comes in one way:
 * - what the ledger knows when a period begins here, or a budget is new, comes from `spentSince`
 * - this window's attempts come by `reserve` and `settle`, and are in the ledger only after they were settled
 * - other windows' calls come by `learn`: `spentSince` counts those that were told by then, and what is told later comes
 *   on top, whenever it happened
 *
 * Where the ledger cannot tell, what comes and is told counts provisionally, until it is asked again and can.
 *
 * A call belongs to the period in which it began. There are no timers: a new period and a changed budget are noticed when
 * something is next asked or told. A window sees what others hold only once it is spent, so windows that work at the same
 * time may together go over a limit by what they hold.
 */
export class BudgetBook {
  readonly #clock: Clock;
  readonly #budgets: Budgets;
  readonly #spentSince: SpentSince;
  readonly #changed: (standing: BudgetStanding) => void;
  readonly #open = new Set<BudgetHold>();
  readonly #states = new Map<string, BudgetStanding["state"]>();
  #listed: readonly Budget[] = [];
  #accounts: readonly Account[] = [];
  /** When the ledger could not tell a sum. */
  #refusedAt = Number.NEGATIVE_INFINITY;

  /** `changed` is called once for each change of a budget's state, also for one that a new window finds near or over. */
  constructor(clock: Clock, budgets: Budgets, spentSince: SpentSince, changed: (standing: BudgetStanding) => void) {
    this.#clock = clock;
    this.#budgets = budgets;
    this.#spentSince = spentSince;
    this.#changed = changed;
  }

  /** The strictest word of the budgets that cover such a call. */
  verdict(kind: CallKind): BudgetVerdict {
    let verdict = free;
    for (const { budget, tally } of this.#covering(kind)) {
      verdict = stricter(verdict, verdictOf(budget, tally.spentUsd, this.#reserved(tally)));
    }
    return verdict;
  }

  /**
   * Why a route with this expected cost is not to be used for such a call, as a phrase for a person; undefined where it
   * may be: where it costs nothing, or where every `stop` budget can pay for it, with what others hold counted in. An
   * unknown cost may be until a budget is used up. Takes the verdict of the same call, which is the same for all routes.
   */
  refusal(kind: CallKind, verdict: BudgetVerdict, usd: number | undefined): string | undefined {
    if (usd === 0) return undefined;
    if (verdict.kind === "stop" || verdict.kind === "free-only") return verdict.reason;
    return usd === undefined ? undefined : this.#tooDear(kind, usd);
  }

  /** Whether any budget looks at what such a call costs. */
  covers(kind: CallKind): boolean {
    return this.#covering(kind).length > 0;
  }

  /** Holds what an attempt is expected to cost; nothing where that is unknown. `startedAt`: when its call began. */
  reserve(kind: CallKind, usd: number | undefined, startedAt = this.#clock.now()): BudgetHold {
    // Whatever the ledger knows is taken in before the attempt begins, so that it cannot hold the attempt itself.
    this.#current();
    const hold = new BudgetHold(kind, countable(usd ?? 0), startedAt, (spentUsd) => this.#settle(hold, spentUsd));
    this.#open.add(hold);
    return hold;
  }

  /**
   * Takes in calls that other windows made: all that were told at once, because a sum that begins after that has them
   * from the ledger. So none begins here, nor with what an observer asks when it hears of the first of them.
   */
  learn(calls: readonly PricedCall[]): void {
    const now = this.#clock.now();
    for (const tally of new Set(this.#accounts.map((account) => account.tally))) {
      if (tally.holds(now)) for (const call of calls) tally.learn(call);
    }
    this.#announce();
  }

  standings(): readonly BudgetStanding[] {
    return this.#current().map((account) => this.#standing(account));
  }

  #settle(hold: BudgetHold, usd: number | undefined): void {
    this.#open.delete(hold);
    for (const tally of this.#tallies()) {
      if (tally.counts(hold.kind, hold.startedAt)) tally.add(usd);
    }
    this.#announce();
  }

  #tooDear(kind: CallKind, usd: number): string | undefined {
    for (const { budget, tally } of this.#covering(kind)) {
      if (budget.onceUsedUp !== "stop") continue;
      const leftUsd = budget.limitUsd - tally.spentUsd - this.#reserved(tally);
      if (!isWithin(leftUsd, usd)) return tooDearPhrase(budget, usd, leftUsd);
    }
    return undefined;
  }

  #covering(kind: CallKind): readonly Account[] {
    const accounts = this.#current();
    return accounts.length === 0 ? accounts : accounts.filter(({ budget }) => covers(budget, kind));
  }

  /** Few calls are under way at a time, so adding up costs less than keeping sums right while budgets change. */
  #reserved(tally: Tally): number {
    let usd = 0;
    for (const { kind, startedAt, reservedUsd } of this.#open) if (tally.counts(kind, startedAt)) usd += reservedUsd;
    return usd;
  }

  #standing({ budget, tally }: Account): BudgetStanding {
    const { spentUsd, unpriced } = tally;
    const state = stateOf(budget.limitUsd, spentUsd);
    return { budget, spentUsd, reservedUsd: this.#reserved(tally), state, unpriced };
  }

  #tallies(): ReadonlySet<Tally> {
    return new Set(this.#current().map(({ tally }) => tally));
  }

  /** The budgets as they are now, each with the sum of the period as it is now. */
  #current(): readonly Account[] {
    const budgets = this.#budgets();
    const now = this.#clock.now();
    const mayAsk = this.#mayAsk(now);
    const stands =
      budgets === this.#listed &&
      this.#accounts.every(({ tally }) => tally.holds(now) && !(mayAsk && tally.provisional));
    if (!stands) {
      this.#accounts = this.#accountsOf(budgets, now);
      this.#listed = budgets;
      const ids = new Set(budgets.map(({ id }) => id));
      for (const id of this.#states.keys()) if (!ids.has(id)) this.#states.delete(id);
      this.#announce();
    }
    return this.#accounts;
  }

  /** Keeps the sums that still hold, and begins those that are wanted anew. The ledger is asked once for each period. */
  #accountsOf(budgets: readonly Budget[], now: number): readonly Account[] {
    const tallies = new Map<string, Tally>();
    for (const { budget, tally } of this.#accounts) if (tally.holds(now)) tallies.set(scopeName(budget), tally);
    const seeds = new Map<number, readonly Spend[]>();
    return budgets.map((budget) => {
      const span = spanAt(budget.period, now);
      const tally = tallies.get(scopeName(budget)) ?? new Tally(budget, span);
      tallies.set(scopeName(budget), tally);
      if (tally.provisional) this.#begin(tally, span.from, now, seeds);
      return { budget, tally };
    });
  }

  /** Gives a tally the ledger's sum, where that can be told; `seeds` are those that were told already. */
  #begin(tally: Tally, from: number, now: number, seeds: Map<number, readonly Spend[]>): void {
    const seed = seeds.get(from) ?? (this.#mayAsk(now) ? this.#spentSince(from) : undefined);
    if (seed) {
      seeds.set(from, seed);
      tally.begin(seed);
    } else if (this.#mayAsk(now)) this.#refusedAt = now;
  }

  /** Also once the clock was set back. */
  #mayAsk(now: number): boolean {
    return now < this.#refusedAt || now >= this.#refusedAt + askAgainMs;
  }

  #announce(): void {
    for (const account of this.#accounts) {
      const standing = this.#standing(account);
      const { id } = account.budget;
      if (standing.state === (this.#states.get(id) ?? "within")) continue;
      // Before it is told: who is told may ask, and is not to be told again.
      this.#states.set(id, standing.state);
      this.#changed(standing);
    }
  }
}

/** What is held for one attempt, until it is settled: once, and whatever comes after that is harmless. */
export class BudgetHold {
  readonly kind: CallKind;
  /** US dollars. */
  readonly reservedUsd: number;
  /** When its call began. */
  readonly startedAt: number;
  #settle: ((usd: number | undefined) => void) | undefined;

  constructor(kind: CallKind, reservedUsd: number, startedAt: number, settle: (usd: number | undefined) => void) {
    this.kind = kind;
    this.reservedUsd = reservedUsd;
    this.startedAt = startedAt;
    this.#settle = settle;
  }

  /** It is over and cost so many US dollars: 0 where nothing was sent, undefined where the price is unknown. */
  settle(usd: number | undefined): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(usd);
  }
}

/** The same for budgets that add up the same. */
function scopeName({ period, task, client, experiment }: Budget): string {
  return JSON.stringify([period, task, client, experiment]);
}
