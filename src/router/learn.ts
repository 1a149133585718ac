import type { AttemptRecord } from "../spec/call.ts";
import { drillCode } from "../spec/failure.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { Hindsight, LimitReading } from "../spec/hindsight.ts";
import type { Task } from "../spec/task.ts";
import type { Books } from "./books.ts";
import { modelKey } from "./model-key.ts";

type Happening =
  | { readonly at: number; readonly task: Task; readonly attempt: AttemptRecord }
  | { readonly at: number; readonly event: HealthEvent };

/**
 * Takes in what others found out. In the order in which it happened, so that a breaker's count begins where its last
 * change left it. A fire drill is nobody's experience.
 */
export function learn(books: Books, { calls, health, limits = [] }: Hindsight, now: number): void {
  for (const reading of limits) recallLimit(books, reading, now);
  const attempts = calls.flatMap(({ task, attempts: all }) => all.map((attempt) => ({ task, attempt })));
  const happenings: Happening[] = [
    ...attempts
      .filter(({ attempt }) => attempt.role !== "drill")
      .map(({ task, attempt }) => ({ at: attempt.startedAt + attempt.durationMs, task, attempt })),
    ...health.filter(({ failure }) => failure?.code !== drillCode).map((event) => ({ at: event.at, event })),
  ];
  for (const happening of happenings.toSorted((a, b) => a.at - b.at)) {
    if ("event" in happening) books.health.adopt(happening.event);
    else {
      books.health.recall(happening.attempt);
      books.latency.learn(happening.attempt);
      books.slow.learn(happening.attempt);
      books.trials.tried(happening.task, modelKey(happening.attempt));
      books.limits.learn(happening.attempt);
    }
  }
  books.budgets.learn(calls);
}

/** A limit of a day that is used up is so for a new window too; what has begun anew meanwhile says nothing. */
function recallLimit(books: Books, { resetsAt, ...reading }: LimitReading, now: number): void {
  if (resetsAt !== undefined && resetsAt > now) books.limits.heard(reading, [{ ...reading, resetMs: resetsAt - now }]);
}
