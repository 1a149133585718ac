import type { PricedCall } from "../spec/call.ts";
import type {
  LedgerStatus,
  Percentiles,
  RouteUsage,
  TaskUsage,
  UsageRange,
  UsageSnapshot,
  UsageTotals,
} from "../spec/snapshot.ts";
import type { Task } from "../spec/task.ts";
import { startOfDay } from "./rollup/bucket.ts";
import type { Sketch } from "./rollup/sketch.ts";
import { addSums, emptySums, type Sums } from "./rollup/sums.ts";
import type { Origin, RouteName } from "./store/numbers.ts";

const DAYS: Readonly<Record<UsageRange, number>> = { today: 1, week: 7, month: 30 };

/** The first moment of a range that ends now. */
export function beginningOf(range: UsageRange, now: number): number {
  return startOfDay(now, DAYS[range] - 1);
}

/** What a snapshot tells besides its sums. */
export interface SnapshotFrame {
  readonly range: UsageRange;
  readonly since: number;
  readonly recent: readonly PricedCall[];
  readonly status: LedgerStatus;
}

/** Gathers what a snapshot sums up: calls by task, and attempts by route. */
export class SnapshotSums {
  readonly #byTask = new Map<Task, Sums>();
  readonly #byRoute = new Map<string, { readonly route: RouteName; readonly sums: Sums }>();

  /** The sums to which calls as a whole are to be added, or attempts at a route. */
  readonly of = ({ task }: Origin, route: RouteName | undefined): Sums => {
    if (route !== undefined) return this.#at(route);
    const sums = this.#byTask.get(task) ?? emptySums();
    this.#byTask.set(task, sums);
    return sums;
  };

  #at(route: RouteName): Sums {
    const known = this.#byRoute.get(route.routeId);
    if (known !== undefined) return known.sums;
    const sums = emptySums();
    this.#byRoute.set(route.routeId, { route, sums });
    return sums;
  }

  /** Puts them together, most used first. */
  snapshot({ range, since, recent, status }: SnapshotFrame): UsageSnapshot {
    const all = emptySums();
    for (const sums of this.#byTask.values()) addSums(all, sums);
    const byTask: TaskUsage[] = [...this.#byTask].map(([task, sums]) => ({ task, ...totalsOf(sums) }));
    const byRoute = [...this.#byRoute.values()].map(({ route, sums }) => routeUsage(route, sums));
    return {
      range,
      since,
      totals: totalsOf(all),
      byTask: byTask.toSorted((a, b) => b.calls - a.calls || a.task.localeCompare(b.task)),
      byRoute: byRoute.toSorted((a, b) => b.calls - a.calls || a.routeId.localeCompare(b.routeId)),
      recent,
      failovers: all.failovers,
      status,
    };
  }
}

function totalsOf(sums: Sums): UsageTotals {
  const firstToken = percentiles(sums.firstToken);
  const duration = percentiles(sums.duration);
  return {
    calls: sums.count,
    succeeded: sums.succeeded,
    failed: sums.failed,
    cancelled: sums.cancelled,
    input: sums.input,
    cacheRead: sums.cacheRead,
    output: sums.output,
    costUsd: sums.usd,
    unpriced: sums.unpriced,
    estimated: sums.estimated,
    ...(firstToken === undefined ? {} : { firstToken }),
    ...(duration === undefined ? {} : { duration }),
  };
}

function routeUsage({ routeId, provider, model }: RouteName, sums: Sums): RouteUsage {
  return {
    routeId,
    provider,
    model,
    lastAt: sums.lastAt ?? 0,
    ...(sums.lastFirstToken === undefined ? {} : { lastFirstTokenMs: sums.lastFirstToken.ms }),
    ...totalsOf(sums),
  };
}

/** Undefined when nothing was measured. */
function percentiles(sketch: Sketch): Percentiles | undefined {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => sketch.quantile(share));
  if (p50 === undefined || p95 === undefined || p99 === undefined) return undefined;
  return { p50, p95, p99, samples: sketch.samples };
}
