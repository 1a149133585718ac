import type { Task } from "../../spec/task.ts";

/** After so many tries at other models, a try counts only a third: what was true of a model may be so no more. */
const fadingTries = 500;

/** Below this a model counts as untried. */
const forgotten = 0.01;

/**
 * How often each model was tried lately for a task, whether or not that told how quick it is. Older tries fade, so that a
 * model that was slow is tried again some day; and those that failed or were cancelled count, or else a slow model whose
 * answers nobody waits for, as in ghost text, would be tried for ever.
 */
export class Trials {
  readonly #byTask = new Map<Task, Map<string, number>>();

  /** The model, as `provider/model`, is tried, or was by another window. To be told in order. */
  tried(task: Task, model: string): void {
    const counts = this.#byTask.get(task) ?? new Map<string, number>();
    this.#byTask.set(task, counts);
    for (const [other, count] of counts) {
      const left = count * (1 - 1 / fadingTries);
      if (left < forgotten) counts.delete(other);
      else counts.set(other, left);
    }
    counts.set(model, (counts.get(model) ?? 0) + 1);
  }

  /** Tries, older ones counted as parts of one. */
  of(task: Task, model: string): number {
    return this.#byTask.get(task)?.get(model) ?? 0;
  }
}
