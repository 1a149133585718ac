import type { PricedCall } from "../../spec/call.ts";
import type { LedgerStatus, RouteUsage, TaskUsage, UsageRange, UsageSnapshot } from "../../spec/snapshot.ts";
import type { UsageTally, RouteTally } from "./usage-tally.ts";
import { totalsOf } from "./tally.ts";

/** What a snapshot is made of. */
export interface SnapshotParts {
  readonly range: UsageRange;
  readonly since: number;
  /** Tallies of different calls. */
  readonly tallies: readonly UsageTally[];
  readonly recent: readonly PricedCall[];
  readonly status: LedgerStatus;
}

/** Puts the parts together, most used first. */
export function composeSnapshot({ range, since, tallies, recent, status }: SnapshotParts): UsageSnapshot {
  const tasks = joined(tallies.map((tally) => tally.byTask));
  const routes = joined(tallies.map((tally) => tally.byRoute));
  const byTask: TaskUsage[] = [...tasks].map(([task, parts]) => ({ task, ...totalsOf(parts) }));
  const byRoute = [...routes.values()].map(routeUsage);
  return {
    range,
    since,
    totals: totalsOf([...tasks.values()].flat()),
    byTask: byTask.toSorted((a, b) => b.calls - a.calls || a.task.localeCompare(b.task)),
    byRoute: byRoute.toSorted((a, b) => b.calls - a.calls || a.routeId.localeCompare(b.routeId)),
    recent,
    failovers: tallies.reduce((sum, tally) => sum + tally.failovers, 0),
    status,
  };
}

/** Gathers the values of each key. */
function joined<K, V>(maps: readonly ReadonlyMap<K, V>[]): Map<K, V[]> {
  const lists = new Map<K, V[]>();
  for (const [key, value] of maps.flatMap((map) => [...map])) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
  }
  return lists;
}

function routeUsage(parts: readonly RouteTally[]): RouteUsage {
  const newest = parts.reduce((a, b) => (b.lastAt > a.lastAt ? b : a));
  const measured = parts.flatMap((part) => part.lastMeasured ?? []);
  const last = measured.reduce<(typeof measured)[number] | undefined>(
    (a, b) => (a === undefined || b.at >= a.at ? b : a),
    undefined,
  );
  return {
    routeId: newest.routeId,
    provider: newest.provider,
    model: newest.model,
    lastAt: newest.lastAt,
    ...(last === undefined ? {} : { lastFirstTokenMs: last.firstTokenMs }),
    ...totalsOf(parts),
  };
}
