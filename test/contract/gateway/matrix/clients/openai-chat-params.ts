import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { Json } from "../../../../../src/gateway/json.ts";
import type { Media, Said, Turn, Wish } from "../words.ts";

/** A wish in the words of Chat Completions. */
export function chatParams(wish: Wish, model: string): ChatCompletionCreateParamsNonStreaming {
  const { choice, schema, stop, temperature, topP, seed, maxTokens } = wish;
  return {
    model,
    messages: chatMessages(wish),
    ...(wish.tools && {
      tools: wish.tools.map((tool) => ({ type: "function", function: { ...tool } })),
    }),
    ...(choice && { tool_choice: typeof choice === "string" ? choice : { type: "function", function: choice } }),
    ...(wish.single && { parallel_tool_calls: false }),
    ...(schema && { response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } } }),
    ...(stop && { stop: [...stop] }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(seed !== undefined && { seed }),
    ...(maxTokens !== undefined && { max_completion_tokens: maxTokens }),
    ...(wish.thinks && { reasoning_effort: "low" }),
    ...(wish.copies && { n: wish.copies }),
    ...(wish.logprobs && { logprobs: true }),
  };
}

export function chatMessages({ system, turns }: Wish): ChatCompletionMessageParam[] {
  return [
    ...(system === undefined ? [] : [{ role: "system" as const, content: system }]),
    ...turns.flatMap(messagesOf),
  ];
}

function messagesOf(turn: Turn): ChatCompletionMessageParam[] {
  switch (turn.role) {
    case "system":
      return [{ role: "system", content: turn.text }];
    case "user":
      return [{ role: "user", content: contentOf(turn.content) }];
    case "native":
      return [turn.answer as ChatCompletionMessageParam];
    case "results":
      return turn.results.map(({ id, text }) => ({ role: "tool", tool_call_id: id, content: text }));
    case "assistant":
      return [
        {
          role: "assistant",
          content: turn.text ?? null,
          ...(turn.calls && {
            tool_calls: turn.calls.map(({ id, name, args }) => ({
              id,
              type: "function",
              function: { name, arguments: JSON.stringify(args) },
            })),
          }),
        },
      ];
  }
}

function contentOf(content: readonly (Said | Media)[]): never {
  const [only] = content;
  if (content.length === 1 && only && "text" in only && !only.marked) return only.text as never;
  // The mark is OpenRouter's word, which the SDK's types lack.
  return content.map(partOf) as never;
}

function partOf(part: Said | Media): Json {
  if ("text" in part)
    return { type: "text", text: part.text, ...(part.marked && { cache_control: { type: "ephemeral" } }) };
  const url = part.url ?? `data:${part.mediaType};base64,${part.data}`;
  if (part.type === "image") return { type: "image_url", image_url: { url } };
  return { type: "file", file: { filename: "paper.pdf", file_data: url } };
}
