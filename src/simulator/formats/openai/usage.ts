import type { AnswerContext, AnswerEnd } from "../format.ts";

/** `prompt_tokens` includes what came from the cache. */
export function openAiUsage(context: AnswerContext, end: AnswerEnd) {
  return {
    prompt_tokens: context.input.input,
    completion_tokens: end.output,
    total_tokens: context.input.input + end.output,
    prompt_tokens_details: { cached_tokens: context.input.cacheRead, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
