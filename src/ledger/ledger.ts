import type { Spend } from "../spec/budget.ts";
import type { CallRecord, PricedCall } from "../spec/call.ts";
import type { Clock } from "../spec/clock.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { Hindsight, LimitReading } from "../spec/hindsight.ts";
import type { EditorOutcome } from "../spec/outcome.ts";
import type { LedgerStatus, UsageRange, UsageSnapshot } from "../spec/snapshot.ts";
import type { LimitReport } from "../spec/stream.ts";
import { KeptLedger } from "./kept-ledger.ts";
import type { PriceAttempt } from "./pricing/pricing.ts";
import type { PruneLimits } from "./retention/chunks.ts";
import type { Removed, Stock } from "./retention/removed.ts";
import type { RouteStats } from "./route-stats.ts";
import { openKeeper } from "./store/store-keeper.ts";
import type { Adopted, Tables } from "./store/store.ts";

/** The durable record of every call and attempt of this user, in all windows, and what is computed from it. */
export interface Ledger {
  /** Takes a finished call. Returns at once; it is priced and written a moment later. */
  record(call: CallRecord): void;
  recordHealth(event: HealthEvent): void;
  /** Takes what became of a piece of ghost text. It counts if its call is in the ledger, or is recorded before it. */
  recordOutcome(outcome: EditorOutcome): void;
  /**
   * Takes what a provider's headers said of a key's limits at `at`, in milliseconds since the Unix epoch; of each limit
   * the last is kept.
   */
  recordLimits(credential: string, model: string, reports: readonly LimitReport[], at: number): void;
  /**
   * Takes calls that were exported from here or from another machine, with the prices that they had; those that are there
   * already are left as they are. Throws when they cannot be written just now. Followers are told
   * of them, in this window too. Where calls of a day were pruned, as many of the same origin come back without being
   * counted again: they are restored, and not added.
   */
  adopt(calls: readonly PricedCall[]): Adopted;
  /** What providers last said of keys' limits, to this window or another. */
  limits(): readonly LimitReading[];
  /**
   * Sums up what is written, by any window, and what is not written yet. Never throws. Days begin at midnight where the
   * call was written: of a day on which the user came from another time zone, some may count for the day before or after.
   */
  snapshot(range: UsageRange): UsageSnapshot;
  /** Breakers' moves, newest first. */
  health(limit: number): readonly HealthEvent[];
  /** How a route did lately, fire drills left out; undefined when it was never tried. */
  routeStats(routeId: string): RouteStats | undefined;
  /**
   * What the calls cost that started at or after `from`, by task, client and experiment, as far as prices are known:
   * written by any window, or not written yet, and also those that were pruned since; where `from` is not the beginning
   * of a local day, what was pruned of its first day may be missing. While somebody follows, others' calls that are still
   * to be told are left out, so that what is told later comes on top. Undefined when it cannot be read just now, which
   * `status` says.
   */
  spentSince(from: number): readonly Spend[] | undefined;
  /**
   * Tells what others write: other windows, this one before it was reloaded, and an archive that `adopt` took. Never what
   * this window records itself. First, and soon, the past: calls of the last `pastMs`, at most the newest 2,000, how breakers stand (see `Store.begin`;
   * moves of the last 24 hours, older ones only where a breaker is held open still), and keys' limits. From then on within
   * about a second what is new, however long ago it began. Each is told once, oldest first, in several parts when there is much of it; nothing is told when there is nothing.
   */
  follow(listener: (news: Hindsight) => void, pastMs: number): { dispose(): void };
  /**
   * Removes calls with their attempts, outcomes and breakers' moves from before a time, in pauses, and gives their space
   * back. What was spent and used is still known afterwards, by day. What waits to be written is not touched.
   */
  prune(limits: PruneLimits): Promise<Removed>;
  /** Removes everything, also what waits to be written; balances, orders and plans only with `accounts`. */
  wipe(options: { readonly accounts: boolean }): Promise<Removed>;
  /** What there is to remove. Undefined when it cannot be read just now, which `status` says. */
  stock(): Stock | undefined;
  /**
   * The file's other tables, for who keeps records of another kind there. Goes on in memory where the file proves damaged;
   * throws what may pass, such as a lock. `onDidChange` tells of others' changes, not of those made here.
   */
  readonly store: Tables;
  /** The path of the file that is in use just now; undefined where records are kept in memory. */
  readonly file: string | undefined;
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
  /** A random whole number of this window's process, of up to 48 bits, by which its rows are told from others'. */
  readonly writer: number;
  readonly clock: Clock;
  /** Gives what prices attempts. Called when the first call is to be priced. */
  readonly loadPrice: () => Promise<PriceAttempt>;
  /** For how many days calls are kept; 0 for ever. Read when it is time to prune. */
  readonly keepDays: () => number;
}

/** Opens the ledger. Never rejects for what disks do: without a usable file, records are kept in memory and `status` says why. */
export async function openLedger({ directory, writer, ...options }: LedgerOptions): Promise<Ledger> {
  return new KeptLedger(await openKeeper(directory, writer, options.clock), options);
}
