import type { Task } from "../../spec/task.ts";
import type { Deadlines } from "../types.ts";

/**
 * The four clocks of an attempt, where the user set none, each with its reason:
 *
 * - completion: a suggestion is worth something while the caret rests, so all is short. A server that needs 2 s for its
 *   headers will not be in time, nor one whose first token needs 4 s; 8 s is more than any suggestion takes to write.
 * - chat: a person reads along. Some servers send their headers only with the first token, hence 15 s and not 2. After
 *   30 s of nothing another route answers sooner than this one; long answers with tools take minutes.
 * - explain: as chat, but one short answer about what is on the screen: less patience, and no reason to write for long.
 * - embedding: comes in one piece, a batch of some hundred texts within seconds.
 */
export const defaultDeadlines: Readonly<Record<Task, Deadlines>> = {
  completion: { connectMs: 2000, firstTokenMs: 4000, idleMs: 3000, totalMs: 8000 },
  chat: { connectMs: 15_000, firstTokenMs: 30_000, idleMs: 30_000, totalMs: 600_000 },
  explain: { connectMs: 15_000, firstTokenMs: 25_000, idleMs: 20_000, totalMs: 180_000 },
  embedding: { connectMs: 15_000, firstTokenMs: 60_000, idleMs: 60_000, totalMs: 60_000 },
};
