import { isRealAttempt } from "../spec/attempts.ts";
import type { Spend } from "../spec/budget.ts";
import type { CallRecord, PricedCall } from "../spec/call.ts";
import type { Clock } from "../spec/clock.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { Hindsight, LimitReading } from "../spec/hindsight.ts";
import type { EditorOutcome } from "../spec/outcome.ts";
import type { LedgerStatus, UsageRange, UsageSnapshot } from "../spec/snapshot.ts";
import type { LimitReport } from "../spec/stream.ts";
import { Followers } from "./followers.ts";
import type { Ledger, LedgerOptions } from "./ledger.ts";
import { newest } from "./newest.ts";
import { limitKey, Outbox } from "./outbox.ts";
import type { PruneLimits } from "./retention/chunks.ts";
import { claimPruning, pruneDaily } from "./retention/daily.ts";
import { prune } from "./retention/prune.ts";
import type { Removed, Stock } from "./retention/removed.ts";
import { stockOf } from "./retention/size.ts";
import { wipe } from "./retention/wipe.ts";
import { ATTEMPTS_LOOKED_AT, type RouteStats, routeStats } from "./route-stats.ts";
import { countCall } from "./rollup/count-call.ts";
import { beginningOf, SnapshotSums } from "./snapshot.ts";
import { addUp, spendOf } from "./spending.ts";
import { storablePriced } from "./storable.ts";
import { atOneMoment } from "./store/one-moment.ts";
import { describeTrouble } from "./store/sqlite-trouble.ts";
import type { StoreKeeper } from "./store/store-keeper.ts";
import type { Adopted, AttemptGlimpse, Tables } from "./store/store.ts";

/** So many calls are shown one by one. */
const RECENT_CALLS = 50;

/** How often other windows' writes are looked for, while somebody listens or follows. */
const POLL_MS = 1000;

/** A ledger over the store that its keeper holds. */
export class KeptLedger implements Ledger {
  readonly store: Tables;
  readonly #keeper: StoreKeeper;
  readonly #clock: Clock;
  readonly #outbox: Outbox;
  readonly #followers: Followers;
  readonly #listeners = new Set<() => void>();
  readonly #snapshots = new Map<UsageRange, UsageSnapshot>();
  readonly #endPruning: () => void;
  /** Which store the snapshots are of, and up to which call. */
  #snapshotsOf = "";
  #readTrouble: string | undefined;
  #cancelPoll: (() => void) | undefined;
  #closed = false;

  constructor(keeper: StoreKeeper, { clock, loadPrice, keepDays }: Omit<LedgerOptions, "directory" | "writer">) {
    this.#keeper = keeper;
    this.#clock = clock;
    this.store = {
      read: (query) => keeper.use((store) => store.read(query)),
      write: (change) => keeper.use((store) => store.write(change)),
    };
    this.#followers = new Followers(keeper, clock, (reading, fallback) => this.#read(reading, fallback));
    this.#outbox = new Outbox({
      clock,
      loadPrice,
      write: (batch) => keeper.use((store) => store.append(batch)),
      onTried: () => this.#changed(),
    });
    this.#endPruning = pruneDaily({
      clock,
      keepDays,
      claim: () => this.#read(() => this.store.write((database) => claimPruning(database, clock.now())), false),
      prune: (limits) => void this.prune(limits),
    });
  }

  get file(): string | undefined {
    return this.#keeper.file;
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

  recordOutcome(outcome: EditorOutcome): void {
    if (!this.#closed) this.#outbox.addOutcome(outcome);
  }

  recordLimits(credential: string, model: string, reports: readonly LimitReport[], at: number): void {
    if (!this.#closed) this.#outbox.addLimits(credential, model, reports, at);
  }

  adopt(calls: readonly PricedCall[]): Adopted {
    const storable = calls.map(storablePriced);
    const adopted = this.#keeper.use((store) => store.adopt(storable));
    if (adopted.added > 0) this.#followers.readOn();
    if (adopted.added + adopted.restored > 0) this.#changed();
    return adopted;
  }

  limits(): readonly LimitReading[] {
    const written = this.#read(() => this.#keeper.use((store) => store.limits()), []);
    const readings = new Map(written.map((reading) => [limitKey(reading), reading]));
    for (const [key, reading] of this.#outbox.limits) {
      if (reading.at >= (readings.get(key)?.at ?? 0)) readings.set(key, reading);
    }
    return [...readings.values()];
  }

  snapshot(range: UsageRange): UsageSnapshot {
    this.#forgetOldSnapshots();
    const since = beginningOf(range, this.#clock.now());
    const known = this.#snapshots.get(range);
    if (known?.since === since) return known;
    const snapshot = this.#compose(range, since);
    if (this.#readTrouble === undefined) this.#snapshots.set(range, snapshot);
    return snapshot;
  }

  #forgetOldSnapshots(): void {
    const written = this.#read(() => this.#keeper.use((store) => store.lastNumber()), 0);
    const of = `${this.#keeper.generation} ${written}`;
    if (of !== this.#snapshotsOf) this.#snapshots.clear();
    this.#snapshotsOf = of;
  }

  #compose(range: UsageRange, since: number): UsageSnapshot {
    const { sums, recent } = this.#read(
      () =>
        this.#keeper.use((store) =>
          store.read((database) =>
            atOneMoment(database, () => {
              const written = new SnapshotSums();
              store.addDays(since, written.of);
              return { sums: written, recent: store.recentCalls(since, RECENT_CALLS) };
            }),
          ),
        ),
      { sums: new SnapshotSums(), recent: [] },
    );
    const waiting = this.#outbox.calls.filter((call) => call.startedAt >= since);
    for (const call of waiting) {
      countCall(call, sums.of(call, undefined), (attempt) => sums.of(call, call.attempts[attempt]));
    }
    return sums.snapshot({
      range,
      since,
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

  async prune(limits: PruneLimits): Promise<Removed> {
    const removed = await prune({ tables: this.store, clock: this.#clock, stopped: () => this.#closed }, limits);
    if (!this.#closed) this.#changed();
    return removed;
  }

  async wipe(options: { readonly accounts: boolean }): Promise<Removed> {
    await this.#outbox.flush();
    this.#outbox.empty(); // what could not be written is to be gone as well
    const removed = wipe(this.store, options);
    this.#changed();
    return removed;
  }

  stock(): Stock | undefined {
    const stock = this.#read(
      () => this.#keeper.use((store) => ({ ...store.read(stockOf), damagedCalls: store.damagedCalls })),
      undefined,
    );
    if (stock === undefined) return undefined;
    const { damagedCalls, ...there } = stock;
    return { ...there, ...(damagedCalls > 0 && { damagedCalls }), status: this.status };
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
    this.#endPruning();
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
}
