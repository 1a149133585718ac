/** Every task, in the order in which people meet them. The one list of tasks; all else is keyed by `Task`. */
export const tasks = ["completion", "chat", "explain"] as const;

/**
 * What the user is doing when a model is asked. A task has its own policy: its chain of routes, its deadlines.
 * A new task is one more name above; every table keyed by task then fails to compile until it has its row.
 */
export type Task = (typeof tasks)[number];
