import type { Budget, BudgetStanding, Spend } from "../spec/budget.ts";
import type { AttemptRecord, CallRecord } from "../spec/call.ts";
import type { HealthEvent, RouteHealth } from "../spec/health.ts";
import type { Hindsight } from "../spec/hindsight.ts";
import type { Objective } from "../spec/objective.ts";
import type { Credential, ModelInfo, Provider, Route } from "../spec/provider.ts";
import type { ModelRequest } from "../spec/request.ts";
import type { LimitReport, StreamPart } from "../spec/stream.ts";
import type { Task } from "../spec/task.ts";
import type { Cost } from "../spec/usage.ts";
import type { CallEvent, LiveCall } from "./events.ts";

/** Four clocks of an attempt, in milliseconds. Heartbeats do not reset `idleMs`; only meaningful events do. */
export interface Deadlines {
  /** Until the provider answered with headers. */
  readonly connectMs: number;
  /** From the start of the attempt until the first meaningful event. */
  readonly firstTokenMs: number;
  /** Between two meaningful events. */
  readonly idleMs: number;
  /** The whole attempt. */
  readonly totalMs: number;
}

/** What the user wants for one task. */
export interface Policy {
  /** Off means off: no route is ever used for a task that is not enabled. */
  readonly enabled: boolean;
  /**
   * Routes in order, as `provider/model` (every credential of the provider) or `provider/model#label` (that one alone).
   * Empty: each provider the user connected, in their order, with its first model that suits the task.
   */
  readonly chain: readonly string[];
  readonly deadlines: Deadlines;
  /** Whether a request that one provider's safety rules refused goes on to the next route. Off unless set. */
  readonly failOverWhenFiltered?: boolean;
  /** `ordered` unless set. */
  readonly objective?: Objective;
  /** For a user who wrote no chain: the first model of each provider that suits the task (unless set), or all that do. */
  readonly breadth?: "first" | "all";
  /** Routes that run on this machine come before all others. Off unless set. */
  readonly localFirst?: boolean;
  /**
   * Whether a further route is started beside one that is slow to begin: never, where it is cheap, or whatever it costs.
   * All within the hedges' own budget. Unless set: where it is cheap, and never from this machine to one elsewhere.
   */
  readonly hedge?: "never" | "cheap" | "always";
  /** Whether prose that breaks off goes on at the next route by itself. On unless set. */
  readonly continueBroken?: boolean;
}

/** Everything that can be routed to, as it stands now. */
export interface Directory {
  /** In the order in which the user connected them. */
  credentials(): readonly Credential[];
  provider(id: string): Provider | undefined;
  /** What is known of a model, from the live listing or the bundled one. */
  model(providerId: string, modelId: string): ModelInfo | undefined;
  /** Grows whenever any of this changed, so that a chain need not be resolved anew for each plan. Missing: it always is. */
  revision?(): number;
}

/** A question for the router. */
export interface PlanQuery {
  readonly task: Task;
  /** A route to try first, chosen by the user; the chain stays behind it. */
  readonly pinned?: string;
  /** Estimated prompt tokens, to leave out models whose window is too small, and to expect cost and time. */
  readonly promptTokens?: number;
  /** Expected answer tokens; a usual figure of the task unless set. */
  readonly answerTokens?: number;
  /** What belongs together, such as a chat session: its calls stay on one route while that is well. */
  readonly conversation?: string;
  /** Files whose text is sent along, relative to their workspace folder with forward slashes. Privacy rules look at them. */
  readonly paths?: readonly string[];
  /** Who asks; `editor` unless set. Budgets look at it. */
  readonly client?: string;
  /** The experiment that the call is made for. */
  readonly experiment?: string;
  /** What the caller names in place of the task's own policy. */
  readonly choice?: RouteChoice;
}

/** What another program asks for by a model's name. */
export interface RouteChoice {
  /** In place of the policy's chain, written as that is. What is named is used, also where the task is switched off. */
  readonly chain?: readonly string[];
  readonly objective?: Objective;
}

/** What a call at a route is expected to cost and to take; a missing figure is unknown. */
export interface Expectation {
  /** US dollars, the price of a lost prompt cache counted in. */
  readonly costUsd?: number;
  /** Median first-token time in milliseconds for a prompt of this size. */
  readonly firstTokenMs?: number;
  /** Until the whole answer is there, in milliseconds. */
  readonly answerMs?: number;
}

/** A route in a plan, with the reason it is where it is, as a short phrase for a person. */
export interface PlannedRoute {
  readonly route: Route;
  readonly reason: string;
  /** Its breaker is half-open (or open, when nothing better is left): this try finds out whether it is well again. */
  readonly probe: boolean;
  /** Set when the call waits this many milliseconds first, because the provider asked for it and no other route is left. */
  readonly waitMs?: number;
  readonly expected?: Expectation;
}

/** An entry of the chain that is not tried, with what the user could do about it. */
export interface LeftOutRoute {
  /** The route's id, or the chain's entry as written where it leads to none. */
  readonly entry: string;
  readonly reason: string;
  /** Missing where the entry leads to no route. */
  readonly expected?: Expectation;
}

/** The ordered candidates of one call. */
export interface Plan {
  readonly task: Task;
  readonly routes: readonly PlannedRoute[];
  readonly leftOut: readonly LeftOutRoute[];
}

/** A call to be made. */
export interface CallQuery extends PlanQuery {
  readonly request: ModelRequest;
  /** Who asks: `editor`, or a gateway client's name. */
  readonly client: string;
}

/** Tokens of a call that was not made yet. `cacheRead` is the part of `input` that the provider still has in its cache. */
export interface ExpectedTokens {
  readonly input: number;
  readonly cacheRead: number;
  readonly output: number;
}

/** What things cost. Asked for every route of a plan, so it answers from memory. */
export interface Prices {
  /** US dollars; undefined where a price is unknown. */
  estimate(route: Route, tokens: ExpectedTokens, at: number): number | undefined;
  costOf(attempt: AttemptRecord): Cost;
}

/** Limits that the user states, for each key, in a minute. */
export interface StatedLimits {
  readonly requests?: number;
  readonly tokens?: number;
}

/** Why files may only go to models on this machine; undefined where they may go anywhere. */
export type PrivacyRule = (paths: readonly string[]) => string | undefined;

/** A fault that is played at a route for a while, as if its provider had it. Nothing is sent meanwhile. */
export type DrillFault =
  | "rate-limited"
  | "overloaded"
  | "server-error"
  | "network"
  | "timeout"
  | "quota-exhausted"
  | "credential-invalid";

/** A fire drill under way. */
export interface Drill {
  /** As written in a chain. */
  readonly routeId: string;
  readonly fault: DrillFault;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Told of everything that happens. It must not throw and must not wait; if it throws, the call goes on and the bug is reported. */
export interface RouterObserver {
  /** An attempt began, a wait began, or the answer began to stream. */
  callChanged(live: LiveCall): void;
  /** Once a call, before its `end` event; also when the caller left early. */
  callEnded(record: CallRecord): void;
  healthChanged(event: HealthEvent): void;
  /** A budget came near its limit or over it, or is well again: once each. */
  budgetChanged?(standing: BudgetStanding): void;
  /** A provider's headers told of the limits of a route's key. */
  limitsReported?(route: Route, reports: readonly LimitReport[]): void;
  /** A drill began or ended. */
  drillsChanged?(drills: readonly Drill[]): void;
}

/**
 * What was spent since a moment, by kind; asked when a budget's period begins. Undefined when that cannot be told just
 * now: it is asked again.
 */
export type SpentSince = (from: number) => readonly Spend[] | undefined;

/** The user's budgets as they stand. */
export type Budgets = () => readonly Budget[];

/** Sends one request to one route. Keeps to `ProviderClient.stream`'s contract. */
export type Transport = (route: Route, request: ModelRequest, signal: AbortSignal) => AsyncIterable<StreamPart>;

/** The router: the one way to a model for every feature and for the gateway. */
export interface Router {
  /** What would happen now, without sending anything. With `weigh`, each route comes with its expected cost and time. */
  plan(query: PlanQuery, options?: { readonly weigh: boolean }): Plan;
  /**
   * Makes the call. Never throws for an expected failure. Ends with an `end` event, also when `signal` aborts
   * (its record is then `cancelled`). Leaving the loop early aborts the attempt; leaving it once `finish` was seen
   * leaves a success.
   */
  call(query: CallQuery, signal: AbortSignal): AsyncIterable<CallEvent>;
  /** Health of every route of the task's chain, whether it would be used or not. */
  health(task: Task): readonly RouteHealth[];
  /** Forgets what is held against a route (as written in a chain), so that it is tried again at once. */
  reset(routeId: string): void;
  /** Forgets what is held against a credential: its key was changed. */
  credentialChanged(credentialId: string): void;
  /** The user changed policies or pins: conversations choose their route anew. */
  routesChosenAnew(): void;
  /**
   * Takes in what others found out, and what this user's windows found out before. The observer is told what that does to
   * budgets, and nothing else: whoever tells this knows the rest.
   */
  learn(hindsight: Hindsight): void;
  /** Every budget with what is spent of it. Asking also tells the observer of states that the settings just changed. */
  budgets(): readonly BudgetStanding[];
  /** Plays a fault at a route for a minute, or ends the one that is played there with `none`. */
  drill(routeId: string, fault: DrillFault | "none"): void;
  drills(): readonly Drill[];
}
