import type { Spend } from "../spec/budget.ts";
import type { CallRecord } from "../spec/call.ts";
import type { Clock } from "../spec/clock.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { Hindsight } from "../spec/hindsight.ts";
import type { LedgerStatus, UsageRange, UsageSnapshot } from "../spec/snapshot.ts";
import { Followers } from "./followers.ts";
import { History } from "./history.ts";
import { Outbox } from "./outbox.ts";
import type { PriceAttempt } from "./pricing/pricing.ts";
import { ATTEMPTS_LOOKED_AT, type RouteStats, routeStats } from "./route-stats.ts";
import { addUp, spendOf } from "./spending.ts";
import { describeTrouble } from "./store/sqlite-trouble.ts";
import { openKeeper, type StoreKeeper } from "./store/store-keeper.ts";
import type { AttemptGlimpse } from "./store/store.ts";
import { countCall, isRealAttempt } from "./tally/figures.ts";
import { daysOf, type LocalDay } from "./tally/local-day.ts";
import { newest } from "./tally/newest.ts";
import { composeSnapshot } from "./tally/snapshot.ts";
import { UsageTally } from "./tally/usage-tally.ts";

/** So many calls are shown one by one. */
const RECENT_CALLS = 50;

/** How often other windows' writes are looked for, while somebody listens or follows. */
const POLL_MS = 1000;

/** Between the days of a month that are counted ahead of a first look at the month. */
const COUNT_AHEAD_PAUSE_MS = 25;

/** The durable record of every call and attempt of this user, in all windows, and what is computed from it. */
export interface Ledger {
  /** Takes a finished call. Returns at once; it is priced and written a moment later. */
  record(call: CallRecord): void;
  recordHealth(event: HealthEvent): void;
  /** Counts what is written, by any window, and what is not written yet. Never throws. */
  snapshot(range: UsageRange): UsageSnapshot;
  /** Breakers' moves, newest first. */
  health(limit: number): readonly HealthEvent[];
  /** How a route did lately, fire drills left out; undefined when it was never tried. */
  routeStats(routeId: string): RouteStats | undefined;
  /**
   * What the calls cost that started at or after `from`, by task, client and experiment, as far as prices are known:
   * written by any window, or not written yet. While somebody follows, others' calls that are still to be told are left
   * out, so that what is told later comes on top. Undefined when it cannot be read just now, which `status` says.
   */
  spentSince(from: number): readonly Spend[] | undefined;
  /**
   * Tells what others write: other windows, and this one before it was reloaded. Never what this window records itself.
   * First, and soon, the past: calls of the last `pastMs`, at most the newest 2,000, and how breakers stand (see
   * `Store.begin`; moves of the last 24 hours, older ones only where a breaker is held open still). From then on within
   * about a second what is new. Each is told once, oldest first, in several parts when there is much of it; nothing is
   * told when there is nothing.
   */
  follow(listener: (news: Hindsight) => void, pastMs: number): { dispose(): void };
  /** Where records are kept just now. */
  readonly status: LedgerStatus;
  /** Tells of new records, of this window and others, and of a new status. */
  onDidChange(listener: () => void): { dispose(): void };
  /** Resolves when what was recorded is written, or could not be. */
  flush(): Promise<void>;
  /** Writes what is left and lets go of the file. What is recorded afterwards is lost. */
  close(): Promise<void>;
}

export interface LedgerOptions {
  /** Where the file is, or is to be made: the extension's global storage. */
  readonly directory: string;
  /** A random id of this window's process, by which its rows are told from others'. */
  readonly writer: string;
  readonly clock: Clock;
  /** Gives what prices attempts. Called when the first call is to be priced. */
  readonly loadPrice: () => Promise<PriceAttempt>;
}

/** Opens the ledger. Never rejects for what disks do: without a usable file, records are kept in memory and `status` says why. */
export async function openLedger({ directory, writer, clock, loadPrice }: LedgerOptions): Promise<Ledger> {
  return new KeptLedger(await openKeeper(directory, writer, clock), clock, loadPrice);
}

class KeptLedger implements Ledger {
  readonly #keeper: StoreKeeper;
  readonly #clock: Clock;
  readonly #outbox: Outbox;
  readonly #history: History;
  readonly #followers: Followers;
  readonly #listeners = new Set<() => void>();
  readonly #snapshots = new Map<UsageRange, UsageSnapshot>();
  #readTrouble: string | undefined;
  #cancelPoll: (() => void) | undefined;
  #cancelCountAhead: (() => void) | undefined;
  #closed = false;

  constructor(keeper: StoreKeeper, clock: Clock, loadPrice: () => Promise<PriceAttempt>) {
    this.#keeper = keeper;
    this.#clock = clock;
    this.#history = new History(keeper);
    this.#followers = new Followers(keeper, clock, (reading, fallback) => this.#read(reading, fallback));
    this.#outbox = new Outbox({
      clock,
      loadPrice,
      write: (batch) => keeper.use((store) => store.append(batch)),
      onTried: () => this.#changed(),
    });
  }

  get status(): LedgerStatus {
    const trouble = this.#outbox.trouble ?? this.#readTrouble;
    return trouble === undefined ? this.#keeper.status : { kind: "memory", reason: trouble };
  }

  record(call: CallRecord): void {
    if (this.#closed) return;
    this.#outbox.addCall(call);
    this.#snapshots.clear();
  }

  recordHealth(event: HealthEvent): void {
    if (!this.#closed) this.#outbox.addHealth(event);
  }

  snapshot(range: UsageRange): UsageSnapshot {
    const days = daysOf(range, this.#clock.now());
    const since = days.at(-1)?.from ?? 0;
    if (this.#read(() => this.#history.follow(), false)) this.#snapshots.clear();
    const known = this.#snapshots.get(range);
    if (known?.since === since) return known;
    const snapshot = this.#compose(range, since, days);
    if (this.#readTrouble === undefined) this.#snapshots.set(range, snapshot);
    this.#countAhead();
    return snapshot;
  }

  #compose(range: UsageRange, since: number, days: readonly LocalDay[]): UsageSnapshot {
    const waiting = this.#outbox.calls.filter((call) => call.startedAt >= since);
    const unwritten = new UsageTally();
    for (const call of waiting) countCall(call, unwritten);
    const { tallies, recent } = this.#read(
      () => ({
        tallies: this.#history.over(days),
        recent: this.#keeper.use((store) => store.recentCalls(since, RECENT_CALLS)),
      }),
      { tallies: [], recent: [] },
    );
    return composeSnapshot({
      range,
      since,
      tallies: [...tallies, unwritten],
      recent: newest(recent, waiting, (call) => call.startedAt, RECENT_CALLS),
      status: this.status,
    });
  }

  health(limit: number): readonly HealthEvent[] {
    const written = this.#read(() => this.#keeper.use((store) => store.health(limit)), []);
    return newest(written, this.#outbox.health, (event) => event.at, limit);
  }

  routeStats(routeId: string): RouteStats | undefined {
    const written = this.#read(
      () => this.#keeper.use((store) => store.recentAttempts(routeId, ATTEMPTS_LOOKED_AT)),
      [],
    );
    const unwritten = this.#outbox.calls.flatMap((call) => call.attempts);
    const waiting: readonly AttemptGlimpse[] = unwritten.filter(
      (attempt) => attempt.routeId === routeId && isRealAttempt(attempt),
    );
    return routeStats(newest(written, waiting, (attempt) => attempt.startedAt, ATTEMPTS_LOOKED_AT));
  }

  spentSince(from: number): readonly Spend[] | undefined {
    const written = this.#read(() => {
      const upTo = this.#followers.toldTo() ?? Number.MAX_SAFE_INTEGER;
      return this.#keeper.use((store) => store.spentSince(from, upTo));
    }, undefined);
    if (written === undefined) return undefined;
    const waiting = this.#outbox.calls.filter((call) => call.startedAt >= from);
    return addUp([...written, ...waiting.map(spendOf)]);
  }

  follow(listener: (news: Hindsight) => void, pastMs: number): { dispose(): void } {
    if (this.#closed) return { dispose: () => {} };
    this.#pollSoon();
    return this.#followers.add(listener, pastMs);
  }

  onDidChange(listener: () => void): { dispose(): void } {
    const entry = () => listener(); // the same function may listen twice
    this.#listeners.add(entry);
    this.#pollSoon();
    return { dispose: () => void this.#listeners.delete(entry) };
  }

  flush(): Promise<void> {
    return this.#outbox.flush();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#listeners.clear();
    this.#followers.close();
    this.#cancelPoll?.();
    this.#cancelCountAhead?.();
    await this.#outbox.flush();
    this.#outbox.close();
    this.#keeper.close();
  }

  /** What reading gives, or `fallback` when the file cannot be read just now, which `status` then says. */
  #read<T>(reading: () => T, fallback: T): T {
    try {
      const value = reading();
      this.#readTrouble = undefined;
      return value;
    } catch (error) {
      this.#readTrouble = `The ledger's file cannot be read: ${describeTrouble(error)}.`;
      return fallback;
    }
  }

  #changed(): void {
    this.#snapshots.clear();
    for (const listener of this.#listeners) listener();
  }

  #pollSoon(): void {
    this.#cancelPoll ??= this.#clock.schedule(POLL_MS, () => this.#poll());
  }

  #poll(): void {
    this.#cancelPoll = undefined;
    if (this.#listeners.size === 0 && this.#followers.size === 0) return;
    this.#pollSoon();
    const { status } = this.#keeper;
    const trouble = this.#readTrouble;
    const wrote = this.#read(() => this.#keeper.use((store) => store.changedElsewhere()), false);
    if (wrote) this.#followers.fallBehind();
    this.#followers.tell();
    if (wrote || this.#keeper.status !== status || this.#readTrouble !== trouble) this.#changed();
  }

  /** Counts the days of a month one by one, in pauses, so that a first look at the month is not held up by all of them. */
  #countAhead(): void {
    this.#cancelCountAhead ??= this.#clock.schedule(COUNT_AHEAD_PAUSE_MS, () => {
      this.#cancelCountAhead = undefined;
      const days = daysOf("month", this.#clock.now());
      if (this.#read(() => this.#history.countOneOf(days), false)) this.#countAhead();
    });
  }
}
