import type * as vscode from "vscode";
import type { Task } from "../../spec/task.ts";

/** Routes that the user pinned, one a task at most; kept over restarts. */
export interface Pins {
  of(task: Task): string | undefined;
  set(task: Task, routeId: string | undefined): Promise<void>;
}

export function createPins(memento: vscode.Memento): Pins {
  const key = (task: Task) => `pin.${task}`;
  return {
    of: (task) => memento.get<string>(key(task)),
    set: async (task, routeId) => memento.update(key(task), routeId),
  };
}
