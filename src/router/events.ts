import type { AttemptRole, CallRecord } from "../spec/call.ts";
import type { Failure } from "../spec/failure.ts";
import type { Route } from "../spec/provider.ts";
import type {
  FinishPart,
  FramePart,
  ReasoningDeltaPart,
  TextPart,
  ToolCallDeltaPart,
  UsagePart,
} from "../spec/stream.ts";
import type { Task } from "../spec/task.ts";
import type { Plan } from "./types.ts";

/** An attempt begins. */
export interface AttemptEvent {
  readonly type: "attempt";
  /** `CallRecord.id` of its call, the same for all its attempts. */
  readonly callId: string;
  readonly index: number;
  readonly route: Route;
  readonly reason: string;
  readonly probe: boolean;
  /** For one that runs beside another or goes on with a broken answer. */
  readonly role?: AttemptRole;
}

/** An attempt failed and the next route is tried at once, or another one is already running. */
export interface FailoverEvent {
  readonly type: "failover";
  /** Of the attempt that failed. */
  readonly index: number;
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

/** Of attempts that run side by side, not the one that was asked last but this one answers: what follows is its. */
export interface AnsweringEvent {
  readonly type: "answering";
  /** Of the attempt. */
  readonly index: number;
  readonly route: Route;
}

/**
 * The answer broke off after it began, and goes on at the next route: an attempt follows, and then text that continues
 * what was shown. At most once a call.
 */
export interface BrokenEvent {
  readonly type: "broken";
  /** Of the attempt that broke off. */
  readonly index: number;
  readonly from: Route;
  readonly failure: Failure;
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
  | AnsweringEvent
  | BrokenEvent
  | WaitEvent
  | FramePart
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
