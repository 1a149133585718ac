import type { Json } from "../../../../../src/gateway/json.ts";
import { installedPackage } from "../../clients/install.ts";
import { parsed } from "../reading.ts";
import type { Told, Wish } from "../words.ts";
import type { Address, Client } from "./client.ts";
import { finishes } from "./openai-chat.ts";
import { chatParams } from "./openai-chat-params.ts";

interface Call {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly args: string;
}

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

interface Answer {
  readonly text?: string;
  readonly reasoningText?: string;
  readonly toolCalls: readonly Call[];
  readonly finishReason: string;
  readonly usage?: Usage;
}

type StreamEvent =
  | { readonly type: "text-delta" | "reasoning-delta"; readonly text: string }
  | (Call & { readonly type: "tool-call" })
  | { readonly type: "finish"; readonly finishReason: string; readonly usage?: Usage }
  | { readonly type: "error"; readonly error: unknown };

/** xsAI, a small client of its own for everything that follows OpenAI. It hands on what it does not know. */
export const xsaiClient: Client = {
  name: "xsai",
  format: "openai-chat",
  lacks: new Set(["results with images", "count", "copies", "logprobs", "usage details"]),
  ways: {
    async generateText(wish, at) {
      const { generateText } = await installedPackage<{ generateText(options: Json): Promise<Answer> }>("@xsai/generate-text");
      return told(await generateText(optionsOf(wish, at)));
    },
    async streamText(wish, at) {
      const { streamText } = await installedPackage<{
        streamText(options: Json): { readonly fullStream: AsyncIterable<StreamEvent> } & Json;
      }>("@xsai/stream-text");
      const answer = streamText({ ...optionsOf(wish, at), streamOptions: { includeUsage: true } });
      // Each of its promises fails with the stream.
      for (const name of ["messages", "steps", "usage", "totalUsage"]) void Promise.resolve(answer[name]).catch(() => undefined);
      return told(await joined(answer.fullStream));
    },
  },
};

function optionsOf(wish: Wish, { url, token, model }: Address): Json {
  const { tools = [], ...params } = chatParams(wish, model);
  return {
    ...params,
    baseURL: `${url}/v1/`,
    apiKey: token,
    // It carries out tools by itself.
    ...(tools.length > 0 && { tools: tools.map((tool) => ({ ...tool, execute: () => "done" })) }),
  };
}

async function joined(events: AsyncIterable<StreamEvent>): Promise<Answer> {
  const calls: Call[] = [];
  const texts = { "text-delta": "", "reasoning-delta": "" };
  let end: Extract<StreamEvent, { readonly type: "finish" }> | undefined;
  for await (const event of events) {
    if (event.type === "error") throw event.error;
    else if (event.type === "tool-call") calls.push(event);
    else if (event.type === "finish") end = event;
    else if (event.type in texts) texts[event.type] += event.text;
  }
  if (!end) throw new Error("the stream has no end");
  return {
    text: texts["text-delta"],
    reasoningText: texts["reasoning-delta"],
    toolCalls: calls,
    finishReason: end.finishReason,
    ...(end.usage && { usage: end.usage }),
  };
}

function told({ text = "", reasoningText = "", toolCalls, finishReason, usage }: Answer): Told {
  return {
    text,
    reasoning: reasoningText,
    calls: toolCalls.map(({ toolCallId: id, toolName: name, args }) => ({ id, name, args: parsed(args, "args") })),
    finish: finishReason === "tool-calls" ? "calls" : (finishes[finishReason] ?? "stop"),
    ...(usage && { usage: { input: usage.prompt_tokens, output: usage.completion_tokens } }),
    native: {
      role: "assistant",
      content: text === "" ? null : text,
      ...(reasoningText !== "" && { reasoning_content: reasoningText }),
      ...(toolCalls.length > 0 && {
        tool_calls: toolCalls.map(({ toolCallId: id, toolName: name, args }) => ({
          id,
          type: "function",
          function: { name, arguments: args },
        })),
      }),
    },
    copies: 1,
    logprobs: false,
  };
}
