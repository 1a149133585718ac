import type { Task } from "../../spec/task.ts";

/**
 * How long a call may wait in all for its last route, in milliseconds. 0: the task never waits, because by then the
 * caret is elsewhere; nor does it knock on a door that is known to be shut, because no person asked for this call.
 */
export const patienceMs: Readonly<Record<Task, number>> = {
  completion: 0,
  chat: 20_000,
  explain: 20_000,
  embedding: 20_000,
};
