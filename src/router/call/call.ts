import type { AttemptRole, CallRecord, Outcome } from "../../spec/call.ts";
import type { Failure } from "../../spec/failure.ts";
import type { Route } from "../../spec/provider.ts";
import type { ModelRequest } from "../../spec/request.ts";
import { patienceOf } from "../attempt/patient-deadlines.ts";
import { isWhole } from "../attempt/whole.ts";
import { failureRules, statedHoldMs } from "../failure-rules.ts";
import { hedgeDelayMs, nextHedgeDelayMs } from "../hedge/hedge-delay.ts";
import { modelKey } from "../model-key.ts";
import { isOnThisMachine } from "../plan/on-this-machine.ts";
import { atTheStart, makePlan, type Outlook, type Progress } from "../plan/plan.ts";
import { policyOf } from "../plan/policy-of.ts";
import { sizesOf, type Sizes } from "../plan/sizes.ts";
import type { CallEvent, EndEvent, LiveCall } from "../events.ts";
import type { CallQuery, PlannedRoute, Policy } from "../types.ts";
import { Bookkeeper, type CallPorts } from "./bookkeeper.ts";
import { recordOf } from "./call-record.ts";
import type { Contender } from "./contender.ts";
import { explainEnd } from "./explain-end.ts";
import { race, type RaceEvent } from "./race.ts";
import { Setbacks } from "./setbacks.ts";
import { ShownAnswer } from "./shown-answer.ts";
import { wait } from "./wait.ts";

/** One call from its first plan to its end. */
export class Call {
  readonly #ports: CallPorts;
  readonly #query: CallQuery;
  readonly #signal: AbortSignal;
  readonly #policy: Policy;
  readonly #id: string;
  readonly #startedAt: number;
  readonly #sizes: Sizes;
  readonly #keeper: Bookkeeper;
  readonly #contenders: Contender[] = [];
  readonly #setbacks: Setbacks;
  readonly #answer = new ShownAnswer();
  #request: ModelRequest;
  #progress: Progress;
  #plan: Outlook | undefined;
  /** The one whose words are shown. */
  #speaker: Contender | undefined;
  /** The attempt that broke off, once the answer is to go on elsewhere. */
  #broken: Contender | undefined;

  constructor(ports: CallPorts, query: CallQuery, id: string, signal: AbortSignal) {
    this.#ports = ports;
    this.#query = query;
    this.#id = id;
    this.#signal = signal;
    this.#request = query.request;
    this.#policy = policyOf(ports.policy, query);
    this.#startedAt = ports.clock.now();
    this.#sizes = sizesOf(query, query.request);
    this.#keeper = new Bookkeeper(ports, query, this.#sizes, this.#policy);
    this.#setbacks = new Setbacks(ports.directory);
    this.#progress = {
      ...atTheStart(query.task, this.#policy),
      request: query.request,
      isDone: (route) => this.#setbacks.isDone(route) || this.#keeper.isRunning(route),
      largerThan: () => this.#setbacks.largerThan,
    };
  }

  async *run(): AsyncGenerator<CallEvent, void> {
    let record: CallRecord | undefined;
    try {
      yield* this.#untilAnswered();
      record = this.#record(false);
    } finally {
      // The reader may leave at any event; its call is then over as it stands.
      const ended = record ?? this.#record(true);
      this.#keeper.callEnded(ended);
      this.#ports.observer.callEnded(ended);
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
      if (yield* this.#attempt(next, outlook.routes.length > 1)) return;
    }
  }

  /** Tries a route, and a hedge beside it if need be; true when the call is over with that. */
  async *#attempt(planned: PlannedRoute, othersLeft: boolean): AsyncGenerator<CallEvent, boolean> {
    const forced = this.#ports.books.health.standing(planned.route).standing.kind === "open";
    const first = this.#open(planned, this.#broken && "continuation", othersLeft);
    // Another call became the probe in this very moment; the next plan knows.
    if (!first) return false;
    this.#progress = { ...this.#progress, asked: false, mayForce: this.#progress.mayForce && !forced };
    const running = race(first, {
      clock: this.#ports.clock,
      hedgeAfterMs: (contender) => this.#hedgeAfterMs(contender),
      hedge: () => this.#openHedge(),
    });
    try {
      yield* this.#announce(first, planned.reason);
      for (;;) {
        const step = await running.next();
        if (step.done === true) return this.#isOver(step.value);
        const event = step.value;
        // What no other route would mend, the one that runs beside it would not either.
        if (event.type === "dropped" && this.#isOver(event.by) && event.by === first) return true;
        yield* this.#tell(event);
      }
    } finally {
      await running.return(first);
      await first.leave();
    }
  }

  #open(planned: PlannedRoute, role: AttemptRole | undefined, othersLeft: boolean): Contender | undefined {
    const query = { request: this.#request, role, index: this.#contenders.length, othersLeft };
    const contender = this.#keeper.open(planned, query, this.#signal);
    if (contender) this.#contenders.push(contender);
    return contender;
  }

  #hedgeAfterMs({ route, role }: Contender): number | undefined {
    if (this.#policy.hedge === "never" || isWhole(this.#request)) return undefined;
    const delayMs = role === "hedge" ? nextHedgeDelayMs : hedgeDelayMs;
    const expected = this.#ports.books.latency.expected(modelKey(route), this.#sizes.prompt);
    return patienceOf(this.#request) * delayMs(this.#query.task, expected);
  }

  #openHedge(): Contender | undefined {
    // It is known what it is busy with.
    if (this.#contenders.at(-1)?.attempt.thinks === true) return undefined;
    const { routes } = makePlan(this.#ports, this.#query, { ...this.#progress, weigh: true });
    const next = routes.find(({ probe, waitMs }) => !probe && waitMs === undefined);
    if (
      !next ||
      this.#wouldLeave(next.route) ||
      !this.#ports.books.hedges.allows(this.#policy.hedge ?? "cheap", next.expected?.costUsd)
    ) {
      return undefined;
    }
    return this.#open(next, "hedge", routes.length > 1);
  }

  /** A model on this machine that is slow is no reason to send the prompt away, unless the user says so. */
  #wouldLeave(to: Route): boolean {
    const { directory } = this.#ports;
    const from = this.#contenders.at(-1)?.route;
    if (this.#policy.hedge !== undefined || !from) return false;
    return isOnThisMachine(directory, from.provider) && !isOnThisMachine(directory, to.provider);
  }

  /** Tells that an attempt begins, and why another one is over. */
  *#announce(contender: Contender, reason: string): Generator<CallEvent, void> {
    yield* this.#tellSetback();
    const { index, isProbe: probe, role, route } = contender;
    this.#report("connecting", route, index);
    yield { type: "attempt", callId: this.#id, index, route, reason, probe, ...(role && { role }) };
  }

  /** Tells why an attempt is over, if that was not told yet. */
  *#tellSetback(): Generator<CallEvent, void> {
    const setback = this.#setbacks.tell();
    if (!setback) return;
    const { index, route: from, failure } = setback;
    yield { type: index === this.#broken?.index ? "broken" : "failover", index, from, failure };
  }

  *#tell(event: RaceEvent): Generator<CallEvent, void> {
    switch (event.type) {
      case "hedged":
        return yield* this.#announce(event.by, "the other one is slow to begin");
      case "dropped":
        return yield* this.#tellSetback();
      case "part":
        if (this.#speaker !== event.by) yield* this.#tellSpeaker(event.by);
        return yield* this.#answer.show(event.part);
    }
  }

  *#tellSpeaker(contender: Contender): Generator<CallEvent, void> {
    this.#speaker = contender;
    const { index, route } = contender;
    this.#report("streaming", route, index);
    if (contender !== this.#contenders.at(-1)) yield { type: "answering", index, route };
  }

  /** Remembers a failed attempt; false when it did not fail. */
  #noteSetback({ attempt, index, route }: Contender): boolean {
    const { failure } = attempt;
    if (!failure) return false;
    this.#setbacks.add({ route, failure, index });
    if (failure.class === "capability") this.#ports.books.capabilities.remember(route, this.#request, failure);
    return true;
  }

  /** What an attempt's end means for the call, as far as that one decides. */
  #isOver(last: Contender): boolean {
    const { committed, failure } = last.attempt;
    if (!this.#noteSetback(last) || !failure) return true;
    if (committed) return !this.#goesOn(last, failure);
    const { onward } = failureRules[failure.class];
    return onward === "stop" || (onward === "next-if-allowed" && this.#policy.failOverWhenFiltered !== true);
  }

  /** Whether an answer that broke off is continued on another route. */
  #goesOn(last: Contender, failure: Failure): boolean {
    // Who set a time for the whole does not want it twice.
    const helps = failureRules[failure.class].onward === "next" && failure.deadline !== "total";
    if (!helps || this.#policy.continueBroken === false || this.#broken) return false;
    const request = this.#answer.continuation(this.#query.request, last.attempt.usage);
    if (!request) return false;
    this.#request = request;
    this.#broken = last;
    return true;
  }

  /** With no route left: waits for another call's probe, or to ask the last route once more. False when there is no point. */
  async *#mayWait({ busy }: Outlook): AsyncGenerator<CallEvent, boolean> {
    const probing = busy[0];
    if (probing && this.#progress.patienceMs > 0) {
      yield* this.#wait(probing.route, probing.cause, this.#progress.patienceMs, probing.lease.ended());
      return true;
    }
    const setback = this.#setbacks.untold;
    if (!setback || !this.#setbacks.mayAskAgain(setback.route)) return false;
    const { route, failure, index } = setback;
    const pauseMs = index === this.#broken?.index ? 0 : failureRules[failure.class].retryAfterPauseMs;
    if (pauseMs === undefined) return false;
    const waitMs = statedHoldMs(failure) ?? pauseMs;
    if (waitMs > this.#progress.patienceMs) return false;
    // The one that broke off with nobody else to go on is asked to go on itself.
    if (waitMs > 0) yield* this.#wait(route, failure, waitMs);
    this.#setbacks.askAgain(route);
    return true;
  }

  async *#wait(
    route: Route,
    failure: Failure,
    waitMs: number,
    sooner?: Promise<void>,
  ): AsyncGenerator<CallEvent, void> {
    const { clock } = this.#ports;
    // A failure is told by the wait, so no failover is told as well; that the answer broke off is another matter.
    if (this.#broken && this.#setbacks.untold?.index === this.#broken.index) yield* this.#tellSetback();
    else this.#setbacks.tell();
    this.#report("waiting", route, this.#contenders.length);
    yield { type: "wait", route, failure, waitMs };
    const from = clock.now();
    await wait(clock, waitMs, sooner, this.#signal);
    const left = this.#progress.patienceMs - Math.max(1, clock.now() - from);
    this.#progress = { ...this.#progress, patienceMs: Math.max(0, left) };
  }

  /** Why the plan wants to wait for this route. */
  #heldBy(route: Route): Failure {
    const { standing } = this.#ports.books.health.standing(route);
    if (standing.kind !== "closed") return standing.cause;
    return { class: "rate-limited", scope: "none", message: "There is no room in the route's limit just now." };
  }

  #report(state: LiveCall["state"], { id: routeId }: Route, attempt: number): void {
    const { task } = this.#query;
    this.#ports.observer.callChanged({ id: this.#id, task, startedAt: this.#startedAt, routeId, attempt, state });
  }

  #outcome(left: boolean): Outcome {
    if (this.#answer.lost) return "failed";
    if (this.#contenders.some(({ attempt }) => attempt.outcome === "succeeded")) return "succeeded";
    return left || this.#signal.aborted ? "cancelled" : "failed";
  }

  /** `left`: the reader went before the call was over. */
  #record(left: boolean): CallRecord {
    const { task, client, experiment } = this.#query;
    const facts = { id: this.#id, task, client, startedAt: this.#startedAt, endedAt: this.#ports.clock.now() };
    const begun = this.#contenders.filter(({ attempt }) => attempt.begun);
    return recordOf(
      { ...facts, ...(experiment !== undefined && { experiment }), outcome: this.#outcome(left) },
      begun.map((contender) => contender.record()),
    );
  }

  #end(record: CallRecord): EndEvent {
    const { task, routes, leftOut } = this.#plan ?? { task: this.#query.task, routes: [], leftOut: [] };
    const plan = { task, routes, leftOut };
    if (record.outcome !== "failed") return { type: "end", record, plan, interrupted: false };
    const interrupted = this.#contenders.some(({ attempt }) => attempt.committed);
    const failure = explainEnd(record.attempts, plan, this.#ports.directory, interrupted);
    return { type: "end", record, plan, failure, interrupted };
  }
}
