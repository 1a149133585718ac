import { sse, type AnswerContext, type Encoder } from "../format.ts";
import { openAiMidAnswerError } from "./errors.ts";
import { openAiUsage } from "./usage.ts";

const FINISH = { stop: "stop", length: "length", "tool-calls": "tool_calls" } as const;

/** Writes `chat.completion` and `chat.completion.chunk`, by platform.openai.com/docs/api-reference/chat/streaming. */
export function chatEncoder(context: AnswerContext, includeUsage: boolean): Encoder {
  const base = {
    id: `chatcmpl-${context.requestId}`,
    created: Math.floor(context.at / 1000),
    model: context.model,
    service_tier: "default",
    system_fingerprint: "fp_simulated",
  };
  const callId = `call_${context.requestId}`;

  const chunk = (choices: readonly unknown[], usage: unknown = null): string =>
    sse({ ...base, object: "chat.completion.chunk", choices, ...(includeUsage ? { usage } : {}) });
  const delta = (content: unknown, finish: string | null = null): string =>
    chunk([{ index: 0, delta: content, logprobs: null, finish_reason: finish }]);

  return {
    open() {
      if (context.tool === undefined) return delta({ role: "assistant", content: "", refusal: null });
      const call = { index: 0, id: callId, type: "function", function: { name: context.tool, arguments: "" } };
      return delta({ role: "assistant", content: null, tool_calls: [call], refusal: null });
    },
    token: (text) =>
      delta(
        context.tool === undefined ? { content: text } : { tool_calls: [{ index: 0, function: { arguments: text } }] },
      ),
    close(end) {
      const usage = includeUsage ? chunk([], openAiUsage(context, end)) : "";
      return `${delta({}, FINISH[end.reason])}${usage}data: [DONE]\n\n`;
    },
    error: () => sse(openAiMidAnswerError),
    errorBody: openAiMidAnswerError,
    whole(text, end) {
      const call = { id: callId, type: "function", function: { name: context.tool, arguments: text } };
      const message =
        context.tool === undefined
          ? { role: "assistant", content: text, refusal: null, annotations: [] }
          : { role: "assistant", content: null, tool_calls: [call], refusal: null, annotations: [] };
      return {
        ...base,
        object: "chat.completion",
        choices: [{ index: 0, message, logprobs: null, finish_reason: FINISH[end.reason] }],
        usage: openAiUsage(context, end),
      };
    },
  };
}
