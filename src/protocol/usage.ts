import type { BreakerState } from "../spec/health.ts";
import type { UsageRange, UsageSnapshot } from "../spec/snapshot.ts";
import type { Task } from "../spec/task.ts";

/** A route with its health as the panel shows it. */
export interface RouteCard {
  readonly routeId: string;
  readonly providerName: string;
  readonly model: string;
  /** Tasks in whose chain it is. */
  readonly tasks: readonly Task[];
  readonly state: BreakerState;
  readonly simulated: boolean;
  readonly local: boolean;
}

/** A call under way. */
export interface LiveRow {
  readonly id: string;
  readonly task: Task;
  readonly startedAt: number;
  readonly routeId?: string;
  readonly attempt: number;
  readonly state: "connecting" | "waiting" | "streaming";
}

/** A breaker's move, newest first, for the incidents list. */
export interface IncidentRow {
  readonly at: number;
  readonly target: string;
  readonly from: BreakerState["kind"];
  readonly to: BreakerState["kind"];
  readonly cause: string;
}

export interface UsageView {
  readonly snapshot: UsageSnapshot;
  readonly routes: readonly RouteCard[];
  readonly incidents: readonly IncidentRow[];
  readonly live: readonly LiveRow[];
  readonly simulator: boolean;
  /** Nothing is connected yet. */
  readonly unconfigured: boolean;
}

export interface UsageSurface {
  readonly calls: {
    readonly ready: readonly [null, UsageView];
    readonly setRange: readonly [{ readonly range: UsageRange }, null];
    /** Closes the breakers of a route so that it is tried again at once. */
    readonly resetRoute: readonly [{ readonly routeId: string }, null];
    readonly manageKeys: readonly [null, null];
    readonly tryWithoutKeys: readonly [null, null];
    readonly openSettings: readonly [null, null];
  };
  readonly events: {
    readonly view: UsageView;
    readonly live: readonly LiveRow[];
  };
}
