import Anthropic from "@anthropic-ai/sdk";
import type {
  ContentBlockParam,
  Message,
  MessageCreateParamsNonStreaming,
  MessageParam,
} from "@anthropic-ai/sdk/resources/messages";
import { finishIn, record } from "../reading.ts";
import type { Finish, Media, Said, Told, Turn, Wish } from "../words.ts";
import type { Address, Client } from "./client.ts";

/** Anthropic's SDK. */
export const anthropicClient: Client = {
  name: "anthropic",
  format: "anthropic-messages",
  lacks: new Set(["seed", "copies", "logprobs"]),
  ways: {
    create: async (wish, at) => told(await sdk(at).messages.create(paramsOf(wish, at.model))),
    "stream helper": async (wish, at) => told(await sdk(at).messages.stream(paramsOf(wish, at.model)).finalMessage()),
  },
  async count(wish, at) {
    const { max_tokens: _, ...params } = paramsOf(wish, at.model);
    return (await sdk(at).messages.countTokens(params)).input_tokens;
  },
};

function sdk({ url, token }: Address): Anthropic {
  return new Anthropic({ baseURL: url, apiKey: token, maxRetries: 0 });
}

function paramsOf(wish: Wish, model: string): MessageCreateParamsNonStreaming {
  const { schema, stop, temperature, topP } = wish;
  return {
    model,
    max_tokens: wish.maxTokens ?? 4096,
    messages: wish.turns.map(messageOf),
    ...(wish.system !== undefined && { system: wish.system }),
    ...(wish.tools && {
      tools: wish.tools.map(({ name, description, parameters }) => ({
        name,
        description,
        input_schema: { ...parameters, type: "object" },
      })),
    }),
    ...choiceOf(wish),
    ...(schema && { output_config: { format: { type: "json_schema", schema } } }),
    ...(stop && { stop_sequences: [...stop] }),
    // The SDK has dropped these, and passes them on.
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(wish.thinks && { thinking: { type: "enabled", budget_tokens: 1024 } }),
  };
}

function choiceOf({ choice, single }: Wish): Pick<MessageCreateParamsNonStreaming, "tool_choice"> {
  if (choice === "none") return { tool_choice: { type: "none" } };
  const one = single ? { disable_parallel_tool_use: true } : {};
  if (choice === "required") return { tool_choice: { type: "any", ...one } };
  if (choice) return { tool_choice: { type: "tool", name: choice.name, ...one } };
  return single ? { tool_choice: { type: "auto", ...one } } : {};
}

function messageOf(turn: Turn): MessageParam {
  switch (turn.role) {
    case "system":
      return { role: "system", content: turn.text } as never;
    case "user":
      return { role: "user", content: turn.content.map(blockOf) };
    case "native":
      return { role: "assistant", content: turn.answer as ContentBlockParam[] };
    case "assistant":
      return {
        role: "assistant",
        content: [
          ...(turn.text === undefined ? [] : [{ type: "text" as const, text: turn.text }]),
          ...(turn.calls ?? []).map(({ id, name, args }) => ({ type: "tool_use" as const, id, name, input: args })),
        ],
      };
    case "results":
      return {
        role: "user",
        content: turn.results.map(({ id, text, image }) => ({
          type: "tool_result",
          tool_use_id: id,
          content: image ? ([{ type: "text", text }, blockOf(image)] as never) : text,
        })),
      };
  }
}

function blockOf(part: Said | Media): ContentBlockParam {
  if ("text" in part)
    return { type: "text", text: part.text, ...(part.marked && { cache_control: { type: "ephemeral" } }) };
  const source =
    part.url === undefined
      ? { type: "base64", media_type: part.mediaType, data: part.data }
      : { type: "url", url: part.url };
  return { type: part.type === "image" ? "image" : "document", source } as never;
}

const finishes: Readonly<Record<string, Finish>> = {
  end_turn: "stop",
  stop_sequence: "stop",
  max_tokens: "length",
  tool_use: "calls",
  refusal: "filtered",
};

function told({ content, stop_reason: reason, usage }: Message): Told {
  const cached = usage.cache_read_input_tokens ?? 0;
  return {
    text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
    reasoning: content.map((block) => (block.type === "thinking" ? block.thinking : "")).join(""),
    calls: content.flatMap((block) =>
      block.type === "tool_use" ? [{ id: block.id, name: block.name, args: record(block.input, "input") }] : [],
    ),
    finish: finishIn(finishes, reason),
    usage: {
      input: usage.input_tokens + cached + (usage.cache_creation_input_tokens ?? 0),
      cached,
      output: usage.output_tokens,
      reasoning: usage.output_tokens_details?.thinking_tokens ?? 0,
    },
    native: content,
    copies: 1,
    logprobs: false,
  };
}
