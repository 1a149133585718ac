import type { AttemptRecord, CallRecord, Outcome } from "../../spec/call.ts";
import type { Failure } from "../../spec/failure.ts";
import type { Route } from "../../spec/provider.ts";
import { Attempt, type AttemptPorts } from "../attempt/attempt.ts";
import { ConnectionDoubt } from "../health/connection-doubt.ts";
import { explainEnd } from "./explain-end.ts";
import { failureRules, statedHoldMs } from "../failure-rules.ts";
import { atTheStart, makePlan, type Outlook, type PlanningPorts, type Progress } from "../plan/plan.ts";
import type { CallEvent, CallQuery, EndEvent, LiveCall, PlannedRoute, Policy, RouterObserver } from "../types.ts";
import { wait } from "./wait.ts";

export interface CallPorts extends PlanningPorts, AttemptPorts {
  /** As the router's observer, but one that cannot throw. */
  readonly observer: RouterObserver;
}

/** A failed try, as long as the call may still go elsewhere. */
interface Setback {
  readonly route: Route;
  readonly failure: Failure;
}

/** One call from its first plan to its end. */
export class Call {
  readonly #ports: CallPorts;
  readonly #query: CallQuery;
  readonly #signal: AbortSignal;
  readonly #policy: Policy;
  readonly #id: string;
  readonly #startedAt: number;
  readonly #attempts: AttemptRecord[] = [];
  readonly #done = new Set<string>();
  readonly #doneModels = new Set<string>();
  readonly #retried = new Set<string>();
  readonly #doubt: ConnectionDoubt;
  #progress: Progress;
  #plan: Outlook | undefined;
  #setback: Setback | undefined;
  #interrupted = false;

  constructor(ports: CallPorts, query: CallQuery, id: string, signal: AbortSignal) {
    this.#ports = ports;
    this.#query = query;
    this.#id = id;
    this.#signal = signal;
    this.#policy = ports.policy(query.task);
    this.#startedAt = ports.clock.now();
    this.#doubt = new ConnectionDoubt(ports.health, ports.directory);
    const isDone = (route: Route) => this.#done.has(route.id) || this.#doneModels.has(modelOf(route));
    this.#progress = { ...atTheStart(query.task, this.#policy), request: query.request, isDone };
  }

  async *run(): AsyncGenerator<CallEvent, void> {
    let record: CallRecord | undefined;
    try {
      yield* this.#untilAnswered();
      record = this.#record(false);
    } finally {
      // The reader may leave at any event; its call is then over as it stands.
      this.#ports.observer.callEnded(record ?? this.#record(true));
    }
    yield this.#end(record);
  }

  /** Tries route after route until one answers or none is left. */
  async *#untilAnswered(): AsyncGenerator<CallEvent, void> {
    while (!this.#signal.aborted) {
      const outlook = makePlan(this.#ports, this.#query, this.#progress);
      this.#plan ??= outlook;
      const next = outlook.routes[0];
      if (!next) {
        if (yield* this.#mayWait(outlook)) continue;
        return;
      }
      if (next.waitMs !== undefined && next.waitMs > 0) {
        yield* this.#wait(next.route, this.#heldBy(next.route), next.waitMs);
        continue;
      }
      if (yield* this.#attempt(next)) return;
    }
  }

  /** Makes one attempt; true when the call is over with it. */
  async *#attempt({ route, reason, probe }: PlannedRoute): AsyncGenerator<CallEvent, boolean> {
    const { health, observer } = this.#ports;
    const forced = health.standing(route).standing.kind === "open";
    const lease = health.admit(route, probe);
    // Another call became the probe in this very moment; the next plan knows.
    if (!lease) return false;
    this.#progress = { ...this.#progress, asked: false, mayForce: this.#progress.mayForce && !forced };
    const attempt = new Attempt(
      this.#ports,
      { route, request: this.#query.request, deadlines: this.#policy.deadlines, probe: lease.isProbe },
      this.#signal,
    );
    try {
      if (this.#setback) yield { type: "failover", from: this.#setback.route, failure: this.#setback.failure };
      observer.callChanged(this.#live("connecting", route));
      yield { type: "attempt", index: this.#attempts.length, route, reason, probe: lease.isProbe };
      let streaming = false;
      for await (const part of attempt.run()) {
        if (!streaming && attempt.committed) {
          streaming = true;
          health.answered(route, lease);
          observer.callChanged(this.#live("streaming", route));
        }
        yield part;
      }
    } finally {
      if (attempt.begun) this.#attempts.push(attempt.record());
      if (attempt.outcome === "succeeded") health.succeeded(route, lease);
      this.#doubt.judge(route, attempt, lease);
      lease.release();
    }
    return this.#isOver(attempt, route);
  }

  /** What an attempt's end means for the call. */
  #isOver(attempt: Attempt, route: Route): boolean {
    const { failure } = attempt;
    if (!failure) return true;
    this.#setback = { route, failure };
    this.#done.add(route.id);
    if (attempt.committed) {
      this.#interrupted = true;
      return true;
    }
    const { onward, aboutModel } = failureRules[failure.class];
    if (aboutModel === true) this.#doneModels.add(modelOf(route));
    if (failure.class === "capability") this.#ports.capabilities.remember(route, this.#query.request);
    if (onward === "larger-window") {
      const window = this.#ports.directory.model(route.provider, route.model)?.contextWindow ?? 0;
      this.#progress = { ...this.#progress, largerThan: Math.max(this.#progress.largerThan, window) };
    }
    return onward === "stop" || (onward === "next-if-allowed" && this.#policy.failOverWhenFiltered !== true);
  }

  /** With no route left: waits for another call's probe, or to ask the last route once more. False when there is no point. */
  async *#mayWait({ busy }: Outlook): AsyncGenerator<CallEvent, boolean> {
    const probing = busy[0];
    if (probing && this.#progress.patienceMs > 0) {
      yield* this.#wait(probing.route, probing.cause, this.#progress.patienceMs, probing.lease.ended());
      return true;
    }
    if (!this.#setback) return false;
    const { route, failure } = this.#setback;
    const pauseMs = failureRules[failure.class].retryAfterPauseMs;
    if (pauseMs === undefined || this.#retried.has(route.id)) return false;
    const waitMs = statedHoldMs(failure) ?? pauseMs;
    if (waitMs > this.#progress.patienceMs) return false;
    this.#retried.add(route.id);
    yield* this.#wait(route, failure, waitMs);
    this.#done.delete(route.id);
    return true;
  }

  async *#wait(
    route: Route,
    failure: Failure,
    waitMs: number,
    sooner?: Promise<void>,
  ): AsyncGenerator<CallEvent, void> {
    const { clock, observer } = this.#ports;
    // Told by the wait, so no failover is told as well.
    this.#setback = undefined;
    observer.callChanged(this.#live("waiting", route));
    yield { type: "wait", route, failure, waitMs };
    const from = clock.now();
    await wait(clock, waitMs, sooner, this.#signal);
    const left = this.#progress.patienceMs - Math.max(1, clock.now() - from);
    this.#progress = { ...this.#progress, patienceMs: Math.max(0, left) };
  }

  /** Why the plan wants to wait for this route. */
  #heldBy(route: Route): Failure {
    const { standing } = this.#ports.health.standing(route);
    if (standing.kind !== "closed") return standing.cause;
    return { class: "rate-limited", scope: "none", message: "The route was asked to be left alone." };
  }

  #live(state: LiveCall["state"], route: Route): LiveCall {
    const attempt = this.#attempts.length;
    return { id: this.#id, task: this.#query.task, startedAt: this.#startedAt, routeId: route.id, attempt, state };
  }

  #outcome(left: boolean): Outcome {
    const last = this.#attempts.at(-1);
    if (last?.outcome === "succeeded") return "succeeded";
    return left || this.#signal.aborted || last?.outcome === "cancelled" ? "cancelled" : "failed";
  }

  /** `left`: the reader went before the call was over. */
  #record(left: boolean): CallRecord {
    const { task, client } = this.#query;
    const last = this.#attempts.at(-1);
    const answered = last && last.firstTokenMs !== undefined ? last : undefined;
    const succeeded = last?.outcome === "succeeded" ? last : answered;
    return {
      id: this.#id,
      task,
      client,
      startedAt: this.#startedAt,
      durationMs: this.#ports.clock.now() - this.#startedAt,
      outcome: this.#outcome(left),
      attempts: this.#attempts,
      ...(answered?.firstTokenMs !== undefined && {
        firstTokenMs: answered.startedAt - this.#startedAt + answered.firstTokenMs,
      }),
      ...(succeeded && { routeId: succeeded.routeId }),
    };
  }

  #end(record: CallRecord): EndEvent {
    const { task, routes, leftOut } = this.#plan ?? { task: this.#query.task, routes: [], leftOut: [] };
    const plan = { task, routes, leftOut };
    const interrupted = this.#interrupted;
    if (record.outcome !== "failed") return { type: "end", record, plan, interrupted: false };
    return {
      type: "end",
      record,
      plan,
      failure: explainEnd(record.attempts, plan, this.#ports.directory, interrupted),
      interrupted,
    };
  }
}

function modelOf({ provider, model }: Route): string {
  return `${provider}/${model}`;
}
