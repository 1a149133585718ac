import type { BudgetStanding } from "../spec/budget.ts";
import type { BreakerState } from "../spec/health.ts";
import type { UsageRange, UsageSnapshot } from "../spec/snapshot.ts";
import type { Task } from "../spec/task.ts";
import type { DashboardPlace } from "./dashboard/surface.ts";
import type { DrillNotice } from "./drill.ts";

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
  /** Missing when it was not used in the last 24 hours. */
  readonly trend?: RouteTrend;
}

/** How soon a route spoke in the last 24 hours, in milliseconds to the first token. */
export interface RouteTrend {
  /** The median of each hour, oldest first; null where it was not used. */
  readonly hours: readonly (number | null)[];
  readonly p50: number;
  readonly p99: number;
  readonly samples: number;
}

/** Something is unwell just now, and calls go around it. */
export interface TroubleRow {
  /** Such as `Anthropic` or `OpenAI, key "work"`. */
  readonly target: string;
  readonly since: number;
  readonly cause: string;
  /** What came of it for calls, one sentence. */
  readonly done: string;
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

/** A budget with what is spent of it. Amounts are US dollars. */
export interface BudgetRow {
  readonly id: string;
  /** What it is for, such as `All calls` or `Chat`. */
  readonly covers: string;
  /** `today`, `this month`, `in all`. */
  readonly period: string;
  readonly spentUsd: number;
  /** Held by calls under way. */
  readonly reservedUsd: number;
  readonly limitUsd: number;
  readonly state: BudgetStanding["state"];
  /** Attempts of unknown price; when not 0, the true sum is higher than `spentUsd`. */
  readonly unpriced: number;
  /** What that means for calls, one sentence; missing while it is well within its limit. */
  readonly consequence?: string;
}

/** A program that used the gateway today. */
export interface GatewayClient {
  /** As a person calls it. */
  readonly client: string;
  readonly attempts: number;
  /** Sum of what is known, in US dollars. */
  readonly costUsd: number;
  /** Attempts of unknown price; when not 0, the true sum is higher than `costUsd`. */
  readonly unpriced: number;
  /** Attempts whose tokens were estimated here. */
  readonly estimated: number;
}

/** The gateway as this window sees it. */
export interface GatewayCard {
  /** `following`: another window serves. `blocked`: it cannot run. */
  readonly state: "starting" | "serving" | "following" | "blocked";
  /** Where it listens, or is to listen: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Why it cannot run, one sentence. */
  readonly problem?: string;
  /** Since this window serves; missing where it does not. */
  readonly requests?: number;
  readonly underWay?: number;
  /** Today, through whichever window, the most expensive first. */
  readonly clients: readonly GatewayClient[];
}

export interface UsageView {
  readonly snapshot: UsageSnapshot;
  readonly routes: readonly RouteCard[];
  readonly incidents: readonly IncidentRow[];
  /** What is unwell now; newest first. */
  readonly troubles: readonly TroubleRow[];
  readonly live: readonly LiveRow[];
  readonly budgets: readonly BudgetRow[];
  readonly drills: readonly DrillNotice[];
  /** Missing while the gateway is off. */
  readonly gateway?: GatewayCard;
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
    /** Opens the setting of the budgets. */
    readonly openBudgets: readonly [null, null];
    readonly endDrill: readonly [{ readonly routeId: string }, null];
    readonly openDashboard: readonly [DashboardPlace | null, null];
    /** Offers the gateway's address, its token and ready settings for tools. */
    readonly useGateway: readonly [null, null];
  };
  readonly events: {
    readonly view: UsageView;
    readonly live: readonly LiveRow[];
  };
}
