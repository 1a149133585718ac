import OpenAI from "openai";
import type { ChatCompletion, ChatCompletionChunk, ChatCompletionMessage } from "openai/resources/chat/completions";
import { finishIn, parsed } from "../reading.ts";
import type { Call, Counted, Finish, Told, Wish } from "../words.ts";
import type { Address, Client } from "./client.ts";
import { chatParams } from "./openai-chat-params.ts";

/** OpenAI's SDK over Chat Completions. */
export const openAiChatClient: Client = {
  name: "openai chat",
  format: "openai-chat",
  lacks: new Set(["results with images", "count"]),
  ways: {
    async create(wish, at) {
      const { chat } = sdk(at);
      const params = chatParams(wish, at.model);
      return told(await (wish.schema ? chat.completions.parse(params) : chat.completions.create(params)));
    },
    "stream helper"(wish, at) {
      // Of fields that OpenAI's own servers lack, such as the reasoning, it keeps the last piece alone.
      if (wish.thinks) return undefined;
      return sdk(at).chat.completions.stream(streamed(wish, at)).finalChatCompletion().then(told);
    },
    async "stream: true"(wish, at) {
      const chunks: ChatCompletionChunk[] = [];
      for await (const chunk of await sdk(at).chat.completions.create(streamed(wish, at))) chunks.push(chunk);
      return joined(chunks);
    },
  },
};

function sdk({ url, token }: Address): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: token, maxRetries: 0 });
}

function streamed(wish: Wish, { model }: Address) {
  return { ...chatParams(wish, model), stream: true, stream_options: { include_usage: true } } as const;
}

export const finishes: Readonly<Record<string, Finish>> = {
  stop: "stop",
  length: "length",
  tool_calls: "calls",
  content_filter: "filtered",
};

function told({ choices, usage }: ChatCompletion): Told {
  const [choice] = choices;
  if (!choice) throw new Error("no choices came");
  const { message } = choice;
  return {
    text: message.content ?? "",
    reasoning: reasoningOf(message),
    calls: (message.tool_calls ?? []).flatMap((call) => (call.type === "function" ? [callOf(call)] : [])),
    finish: finishIn(finishes, choice.finish_reason),
    ...(usage && { usage: usageOf(usage) }),
    native: message,
    copies: choices.length,
    logprobs: choice.logprobs != null,
    ...("parsed" in message && { parsed: message.parsed }),
  };
}

function joined(chunks: readonly ChatCompletionChunk[]): Told {
  const choices = chunks.flatMap((chunk) => chunk.choices);
  const first = choices.filter(({ index }) => index === 0);
  const calls: { id: string; name: string; arguments: string }[] = [];
  for (const piece of first.flatMap(({ delta }) => delta.tool_calls ?? [])) {
    const call = (calls[piece.index] ??= { id: "", name: "", arguments: "" });
    call.id += piece.id ?? "";
    call.name += piece.function?.name ?? "";
    call.arguments += piece.function?.arguments ?? "";
  }
  const text = first.map(({ delta }) => delta.content ?? "").join("");
  const reasoning = first.map(({ delta }) => reasoningOf(delta)).join("");
  const usage = chunks.at(-1)?.usage;
  return {
    text,
    reasoning,
    calls: calls.map(({ id, ...named }) => callOf({ id, function: named })),
    finish: finishIn(finishes, first.findLast((choice) => choice.finish_reason !== null)?.finish_reason),
    ...(usage && { usage: usageOf(usage) }),
    native: {
      role: "assistant",
      content: text === "" ? null : text,
      ...(reasoning !== "" && { reasoning_content: reasoning }),
      ...(calls.length > 0 && {
        tool_calls: calls.map(({ id, ...named }) => ({ id, type: "function", function: named })),
      }),
    },
    copies: new Set(choices.map(({ index }) => index)).size,
    logprobs: first.some(({ logprobs }) => logprobs != null),
  };
}

function callOf(call: {
  readonly id: string;
  readonly function: { readonly name: string; readonly arguments: string };
}): Call {
  return { id: call.id, name: call.function.name, args: parsed(call.function.arguments, "arguments") };
}

/** A field that servers other than OpenAI's have; the SDK passes it on. */
function reasoningOf(message: ChatCompletionMessage | ChatCompletionChunk.Choice.Delta): string {
  return "reasoning_content" in message ? String(message.reasoning_content) : "";
}

function usageOf(usage: OpenAI.CompletionUsage): Counted {
  return {
    input: usage.prompt_tokens,
    cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
    output: usage.completion_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}
