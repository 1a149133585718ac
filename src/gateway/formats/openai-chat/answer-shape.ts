import type { FinishReason } from "../../../spec/stream.ts";

/** What a request said of how its answer is to be written. */
export interface AnswerShape {
  /** Whether the usage comes at the end of a stream. */
  readonly usage: boolean;
  /** Whether the reasoning is shown. */
  readonly reasoning: boolean;
  /** Whether a call is a `function_call`, of which a message has one, and not one of `tool_calls`. */
  readonly olderCalls: boolean;
}

const FINISH_REASONS: Readonly<Record<FinishReason, string>> = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool_calls",
  "content-filtered": "content_filter",
};

/** OpenAI's `finish_reason`. */
export function finishReasonOf(reason: FinishReason, { olderCalls }: AnswerShape): string {
  return olderCalls && reason === "tool-calls" ? "function_call" : FINISH_REASONS[reason];
}
