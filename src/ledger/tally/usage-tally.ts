import type { Task } from "../../spec/task.ts";
import type { AttemptFigures, CallFigures, FigureSink } from "./figures.ts";
import { countOutcome, countUsage, emptyTally, type Tally } from "./tally.ts";

/** One route's attempts. */
export interface RouteTally extends Tally {
  readonly routeId: string;
  readonly provider: string;
  readonly model: string;
  lastAt: number;
  /** The newest attempt that had a first token. */
  lastMeasured: { readonly at: number; readonly firstTokenMs: number } | undefined;
}

/**
 * What is counted of some calls, by task and by route. Usually those of one day: a day is what a snapshot's ranges are made of,
 * and it changes no more once it is over.
 */
export class UsageTally implements FigureSink {
  /** Calls, with the usage of their attempts. */
  readonly byTask = new Map<Task, Tally>();
  readonly byRoute = new Map<string, RouteTally>();
  failovers = 0;

  addCall(call: CallFigures): void {
    countOutcome(this.#task(call.task), call);
    this.failovers += call.failovers;
  }

  addAttempt(attempt: AttemptFigures): void {
    countUsage(this.#task(attempt.task), attempt);
    const route = this.#route(attempt);
    countOutcome(route, attempt);
    countUsage(route, attempt);
    route.lastAt = Math.max(route.lastAt, attempt.startedAt);
    const { firstTokenMs, startedAt } = attempt;
    if (firstTokenMs !== undefined && startedAt >= (route.lastMeasured?.at ?? 0)) {
      route.lastMeasured = { at: startedAt, firstTokenMs };
    }
  }

  #task(task: Task): Tally {
    const known = this.byTask.get(task);
    if (known !== undefined) return known;
    const tally = emptyTally();
    this.byTask.set(task, tally);
    return tally;
  }

  #route({ routeId, provider, model }: AttemptFigures): RouteTally {
    const known = this.byRoute.get(routeId);
    if (known !== undefined) return known;
    const tally = { ...emptyTally(), routeId, provider, model, lastAt: 0, lastMeasured: undefined };
    this.byRoute.set(routeId, tally);
    return tally;
  }
}
