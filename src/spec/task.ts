/** The tasks that people give in the editor, in the order in which they meet them. Each has a chain of its own. */
export const editorTasks = ["completion", "chat", "explain"] as const;

/** Every task: `embedding` comes from other programs alone, and goes where they or the settings name a model. */
export const tasks = [...editorTasks, "embedding"] as const;

/**
 * What the user is doing when a model is asked. A task has its own policy: its chain of routes, its deadlines.
 * A new task is one more name above; every table keyed by task then fails to compile until it has its row.
 */
export type Task = (typeof tasks)[number];
