import type { TroubleRow } from "../../protocol/usage.ts";
import type { Directory } from "../../router/types.ts";
import type { PricedCall } from "../../spec/call.ts";
import type { HealthEvent, HealthScope, RouteHealth } from "../../spec/health.ts";
import type { Task } from "../../spec/task.ts";
import { shortRouteName } from "../status/route-name.ts";
import { targetName } from "../routing/target-name.ts";

export interface TroubleFacts {
  readonly directory: Directory;
  /** Health of every route by the task whose chain it is in. */
  readonly health: readonly { readonly task: Task; readonly routes: readonly RouteHealth[] }[];
  /** Newest first. */
  readonly events: readonly HealthEvent[];
  /** Newest first. */
  readonly calls: readonly PricedCall[];
  readonly now: number;
}

interface Trouble {
  readonly guard: HealthScope;
  readonly cause: string;
  readonly routeIds: Set<string>;
  readonly tasks: Set<Task>;
}

/** What is unwell now, once for each breaker that keeps calls away, with what became of the calls meanwhile. */
export function troubles(facts: TroubleFacts): readonly TroubleRow[] {
  const rows = [...unwell(facts.health).values()].map((trouble) => rowOf(trouble, facts));
  return rows.toSorted((a, b) => b.since - a.since);
}

function unwell(health: TroubleFacts["health"]): ReadonlyMap<string, Trouble> {
  const found = new Map<string, Trouble>();
  for (const { task, routes } of health) {
    for (const { routeId, state, guard } of routes) {
      if (state.kind === "closed" || !guard) continue;
      const key = `${guard.scope} ${guard.key}`;
      const trouble = found.get(key) ?? { guard, cause: state.cause.message, routeIds: new Set(), tasks: new Set() };
      trouble.routeIds.add(routeId);
      trouble.tasks.add(task);
      found.set(key, trouble);
    }
  }
  return found;
}

function rowOf(trouble: Trouble, { directory, events, calls, now }: TroubleFacts): TroubleRow {
  const { guard, cause } = trouble;
  const moves = events.filter(({ target }) => target.scope === guard.scope && target.key === guard.key);
  // Since it was last well: it may have been probed in vain many times.
  const wellAt = moves.findIndex(({ to }) => to === "closed");
  const opened = moves.slice(0, wellAt === -1 ? undefined : wellAt).at(-1);
  const since = opened?.at ?? now;
  const meanwhile = calls.filter((call) => call.startedAt >= since && trouble.tasks.has(call.task));
  return { target: targetName(directory, guard), since, cause, done: doneWords(meanwhile, trouble.routeIds) };
}

/** Such as `Since then gpt-5-mini answered 12 calls and qwen2.5-coder 3; 1 failed.` */
function doneWords(calls: readonly PricedCall[], routeIds: ReadonlySet<string>): string {
  const answered = new Map<string, number>();
  let failed = 0;
  for (const { outcome, routeId } of calls) {
    if (outcome === "failed") failed += 1;
    if (outcome !== "succeeded" || routeId === undefined || routeIds.has(routeId)) continue;
    answered.set(routeId, (answered.get(routeId) ?? 0) + 1);
  }
  const most = [...answered].toSorted(([, a], [, b]) => b - a);
  if (most.length === 0) {
    return failed === 0 ? "No call had to go elsewhere since." : `Since then ${times(failed)} failed.`;
  }
  const shown = most.slice(0, 2).map(([routeId, count]) => `${shortRouteName(routeId)} answered ${times(count)}`);
  const others = most.slice(2).reduce((sum, [, count]) => sum + count, 0);
  if (others > 0) shown.push(`others answered ${times(others)}`);
  return `Since then ${shown.join(", ")}${failed > 0 ? `; ${times(failed)} failed` : ""}.`;
}

function times(count: number): string {
  return count === 1 ? "1 call" : `${count} calls`;
}
