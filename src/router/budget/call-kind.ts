import type { Budget } from "../../spec/budget.ts";
import type { Task } from "../../spec/task.ts";

/** What of a call decides which budgets cover it. A plan's or a call's query is one. */
export interface CallKind {
  readonly task: Task;
  /** `editor` unless set. */
  readonly client?: string;
  readonly experiment?: string;
}

/** What of a budget says which calls it covers. */
type Scope = Pick<Budget, "task" | "client" | "experiment">;

/** Whether a budget covers such calls: all that it names must be so. */
export function covers(scope: Scope, { task, client = "editor", experiment }: CallKind): boolean {
  return (
    (scope.task === undefined || scope.task === task) &&
    (scope.client === undefined || scope.client === client) &&
    (scope.experiment === undefined || scope.experiment === experiment)
  );
}
