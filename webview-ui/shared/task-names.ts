import type { Task } from "../../src/spec/task.ts";

export const taskNames: Readonly<Record<Task, string>> = {
  completion: "Ghost text",
  chat: "Chat",
  explain: "Explain",
  embedding: "Embeddings",
};
