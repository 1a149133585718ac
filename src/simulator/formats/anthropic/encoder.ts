import { sse, type AnswerContext, type AnswerEnd, type Encoder } from "../format.ts";
import { anthropicErrorBody } from "./errors.ts";

/** Writes a message and its events, by platform.claude.com/docs/en/build-with-claude/streaming. */
export function messageEncoder(context: AnswerContext): Encoder {
  const event = (type: string, fields: Readonly<Record<string, unknown>> = {}): string =>
    sse({ type, ...fields }, type);
  const callId = `toolu_${context.requestId}`;
  const message = (content: readonly unknown[], stop: Stop, output: number) => ({
    id: `msg_${context.requestId}`,
    type: "message",
    role: "assistant",
    model: context.model,
    content,
    ...stop,
    usage: wholeUsage(context, output),
  });

  const errorBody = anthropicErrorBody("overloaded_error", "Overloaded", context.requestId);

  return {
    open() {
      const block =
        context.tool === undefined
          ? { type: "text", text: "" }
          : { type: "tool_use", id: callId, name: context.tool, input: {} };
      return (
        event("message_start", { message: message([], { stop_reason: null, stop_sequence: null }, 1) }) +
        event("content_block_start", { index: 0, content_block: block }) +
        event("ping")
      );
    },
    token: (text) =>
      event("content_block_delta", {
        index: 0,
        delta:
          context.tool === undefined ? { type: "text_delta", text } : { type: "input_json_delta", partial_json: text },
      }),
    close: (end) =>
      event("content_block_stop", { index: 0 }) +
      event("message_delta", { delta: stopOf(end), usage: { ...inputUsage(context), output_tokens: end.output } }) +
      event("message_stop"),
    error: () => sse(errorBody, "error"),
    errorBody,
    whole(text, end) {
      const block =
        context.tool === undefined
          ? { type: "text", text, citations: null }
          : { type: "tool_use", id: callId, name: context.tool, input: JSON.parse(text) };
      return message([block], stopOf(end), end.output);
    },
  };
}

interface Stop {
  readonly stop_reason: string | null;
  readonly stop_sequence: string | null;
}

const REASONS = { stop: "end_turn", length: "max_tokens", "tool-calls": "tool_use" } as const;

function stopOf(end: AnswerEnd): Stop {
  return {
    stop_reason: end.stopSequence === undefined ? REASONS[end.reason] : "stop_sequence",
    stop_sequence: end.stopSequence ?? null,
  };
}

/** `input_tokens` is what neither came from the cache nor was written to it. */
function inputUsage({ input }: AnswerContext) {
  const written = input.cacheWrite + input.cacheWriteLong;
  return {
    input_tokens: input.input - input.cacheRead - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: input.cacheRead,
  };
}

function wholeUsage(context: AnswerContext, output: number) {
  return {
    ...inputUsage(context),
    cache_creation: {
      ephemeral_5m_input_tokens: context.input.cacheWrite,
      ephemeral_1h_input_tokens: context.input.cacheWriteLong,
    },
    output_tokens: output,
    service_tier: "standard",
  };
}
