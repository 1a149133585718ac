import { promptTokensOf } from "../../spec/prompt-tokens.ts";
import type { ModelRequest } from "../../spec/request.ts";
import type { Task } from "../../spec/task.ts";
import type { PlanQuery } from "../types.ts";

/** Tokens that a call is expected to take. */
export interface Sizes {
  readonly prompt: number;
  readonly answer: number;
}

/**
 * What calls of a task usually take, where the caller says nothing:
 * - completion: what ghost text sends along, and a line or a small block
 * - chat: a question with a file and some turns before it, and an answer of a page
 * - explain: a selection with its surroundings, and an answer of half a page
 * - embedding: some passages, and no answer in words
 */
export const usualSizes: Readonly<Record<Task, Sizes>> = {
  completion: { prompt: 1500, answer: 60 },
  chat: { prompt: 3000, answer: 600 },
  explain: { prompt: 1500, answer: 400 },
  embedding: { prompt: 1000, answer: 0 },
};

/** The sizes of a question: as stated, else counted from its request, else as is usual. */
export function sizesOf({ task, promptTokens, answerTokens }: PlanQuery, request?: ModelRequest): Sizes {
  const usual = usualSizes[task];
  return {
    prompt: promptTokens ?? (request ? promptTokensOf(request) : usual.prompt),
    answer: answerTokens ?? usual.answer,
  };
}
