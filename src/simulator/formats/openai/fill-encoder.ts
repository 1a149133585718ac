import { sse, type AnswerContext, type Encoder } from "../format.ts";
import { openAiMidAnswerError } from "./errors.ts";
import { openAiUsage } from "./usage.ts";

/** Writes `text_completion`, whole and in pieces. */
export function completionEncoder(context: AnswerContext, includeUsage: boolean): Encoder {
  const base = {
    id: `cmpl-${context.requestId}`,
    object: "text_completion",
    created: Math.floor(context.at / 1000),
    model: context.model,
    system_fingerprint: "fp_simulated",
  };
  const choice = (text: string, finish: string | null) => ({ text, index: 0, logprobs: null, finish_reason: finish });
  const chunk = (choices: readonly unknown[], usage: unknown = null): string =>
    sse({ ...base, choices, ...(includeUsage ? { usage } : {}) });

  return {
    open: () => "",
    token: (text) => chunk([choice(text, null)]),
    close(end) {
      const usage = includeUsage ? chunk([], openAiUsage(context, end)) : "";
      return `${chunk([choice("", end.reason)])}${usage}data: [DONE]\n\n`;
    },
    error: () => sse(openAiMidAnswerError),
    errorBody: openAiMidAnswerError,
    whole: (text, end) => ({ ...base, choices: [choice(text, end.reason)], usage: openAiUsage(context, end) }),
  };
}

/** Writes Mistral's answer to a fill: chat completions in form, with the usage always in the last chunk. */
export function mistralFillEncoder(context: AnswerContext): Encoder {
  const base = {
    id: context.requestId,
    created: Math.floor(context.at / 1000),
    model: context.model,
  };
  const chunk = (delta: unknown, finish: string | null, usage?: unknown): string =>
    sse({
      ...base,
      object: "chat.completion.chunk",
      choices: [{ index: 0, delta, finish_reason: finish }],
      ...(usage === undefined ? {} : { usage }),
    });

  return {
    open: () => chunk({ role: "assistant", content: "" }, null),
    token: (text) => chunk({ content: text }, null),
    close: (end) => `${chunk({ content: "" }, end.reason, openAiUsage(context, end))}data: [DONE]\n\n`,
    error: () => sse(openAiMidAnswerError),
    errorBody: openAiMidAnswerError,
    whole: (text, end) => ({
      ...base,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: text, tool_calls: null, prefix: false },
          finish_reason: end.reason,
        },
      ],
      usage: openAiUsage(context, end),
    }),
  };
}
