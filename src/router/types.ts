import type { CallRecord } from "../spec/call.ts";
import type { Failure } from "../spec/failure.ts";
import type { HealthEvent, RouteHealth } from "../spec/health.ts";
import type { Credential, ModelInfo, Provider, Route } from "../spec/provider.ts";
import type { ModelRequest } from "../spec/request.ts";
import type {
  FinishPart,
  ReasoningDeltaPart,
  StreamPart,
  TextPart,
  ToolCallDeltaPart,
  UsagePart,
} from "../spec/stream.ts";
import type { Task } from "../spec/task.ts";

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
}

/** Everything that can be routed to, as it stands now. */
export interface Directory {
  /** In the order in which the user connected them. */
  credentials(): readonly Credential[];
  provider(id: string): Provider | undefined;
  /** What is known of a model, from the live listing or the bundled one. */
  model(providerId: string, modelId: string): ModelInfo | undefined;
}

/** A question for the router. */
export interface PlanQuery {
  readonly task: Task;
  /** A route to try first, chosen by the user; the chain stays behind it. */
  readonly pinned?: string;
  /** Estimated prompt tokens, to leave out models whose window is too small. */
  readonly promptTokens?: number;
}

/** A route in a plan, with the reason it is where it is, as a short phrase for a person. */
export interface PlannedRoute {
  readonly route: Route;
  readonly reason: string;
  /** Its breaker is half-open (or open, when nothing better is left): this try finds out whether it is well again. */
  readonly probe: boolean;
  /** Set when the call waits this many milliseconds first, because the provider asked for it and no other route is left. */
  readonly waitMs?: number;
}

/** An entry of the chain that is not tried, with what the user could do about it. */
export interface LeftOutRoute {
  /** The route's id, or the chain's entry as written where it leads to none. */
  readonly entry: string;
  readonly reason: string;
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

/** An attempt begins. */
export interface AttemptEvent {
  readonly type: "attempt";
  readonly index: number;
  readonly route: Route;
  readonly reason: string;
  readonly probe: boolean;
}

/** An attempt failed and the next route is tried at once. */
export interface FailoverEvent {
  readonly type: "failover";
  readonly from: Route;
  readonly failure: Failure;
}

/**
 * No other route is left, so the call waits for this one: after `failure`, or because it is known to be held back by it.
 * An attempt follows, or the end. Never sent for a task that does not wait (see `patience.ts`).
 */
export interface WaitEvent {
  readonly type: "wait";
  readonly route: Route;
  readonly failure: Failure;
  /** At the most, in milliseconds: it may be over sooner, when another call finds the route well. */
  readonly waitMs: number;
}

/** The call is over; always the last event. */
export interface EndEvent {
  readonly type: "end";
  readonly record: CallRecord;
  /** The plan the call began with. */
  readonly plan: Plan;
  /**
   * Set exactly when the record's outcome is `failed`: what to tell the user, in one sentence with what to do next.
   * A cancelled call has none.
   */
  readonly failure?: Failure;
  /** A failure cut the answer off after it began: what came is kept but is not whole. */
  readonly interrupted: boolean;
}

/** What a caller sees of a call, in order. Text that was shown is never taken back. */
export type CallEvent =
  | AttemptEvent
  | FailoverEvent
  | WaitEvent
  | TextPart
  | ReasoningDeltaPart
  | ToolCallDeltaPart
  | UsagePart
  | FinishPart
  | EndEvent;

/** A call under way, for those who watch. */
export interface LiveCall {
  readonly id: string;
  readonly task: Task;
  readonly startedAt: number;
  readonly routeId?: string;
  /** Index of the attempt under way, or of the next one while waiting. */
  readonly attempt: number;
  /** Asked and nothing meaningful came yet; counting down until a route may be asked (again); the answer is coming. */
  readonly state: "connecting" | "waiting" | "streaming";
}

/** Told of everything that happens. It must not throw and must not wait; if it throws, the call goes on and the bug is reported. */
export interface RouterObserver {
  /** An attempt began, a wait began, or the answer began to stream. */
  callChanged(live: LiveCall): void;
  /** Once a call, before its `end` event; also when the caller left early. */
  callEnded(record: CallRecord): void;
  healthChanged(event: HealthEvent): void;
}

/** Sends one request to one route. Keeps to `ProviderClient.stream`'s contract. */
export type Transport = (route: Route, request: ModelRequest, signal: AbortSignal) => AsyncIterable<StreamPart>;

/** The router: the one way to a model for every feature and for the gateway. */
export interface Router {
  /** What would happen now, without sending anything. */
  plan(query: PlanQuery): Plan;
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
}
