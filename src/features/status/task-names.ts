import type { Task } from "../../spec/task.ts";

/** What the tasks are called where a person reads them. */
export const taskNames: Readonly<Record<Task, string>> = {
  completion: "Ghost text",
  chat: "Chat",
  explain: "Explain",
  embedding: "Embeddings",
};
