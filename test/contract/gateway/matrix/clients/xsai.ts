import type { Json } from "../../../../../src/gateway/json.ts";
import { installedPackage } from "../../clients/install.ts";
import { finishIn, parsed } from "../reading.ts";
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

/** One question and its answer. */
interface Step {
  readonly text?: string | null;
  readonly toolCalls: readonly Call[];
  readonly finishReason: string;
  readonly usage?: Usage;
}

type StreamEvent =
  | { readonly type: "text-delta"; readonly text: string }
  | (Call & { readonly type: "tool-call" })
  | { readonly type: "finish"; readonly finishReason: string; readonly usage?: Usage }
  | { readonly type: "error"; readonly error: unknown };

/**
 * xsAI, a small client of its own for everything that follows OpenAI. It hands on what it does not know. After an answer
 * that does not end with a stop it asks again by itself, and does not tell what was reasoned before.
 */
export const xsaiClient: Client = {
  name: "xsai",
  format: "openai-chat",
  lacks: new Set(["results with images", "count", "copies", "logprobs", "usage details", "thinks"]),
  ways: {
    async generateText(wish, at) {
      const { generateText } = await installedPackage<{ generateText(options: Json): Promise<Step> }>(
        "@xsai/generate-text",
      );
      return told(await firstStep((first) => generateText({ ...optionsOf(wish, at), ...first })));
    },
    async streamText(wish, at) {
      const { streamText } = await installedPackage<{
        streamText(options: Json): { readonly fullStream: AsyncIterable<StreamEvent> } & Json;
      }>("@xsai/stream-text");
      const step = await firstStep(async (first) => {
        const answer = streamText({ ...optionsOf(wish, at), ...first, streamOptions: { includeUsage: true } });
        // Each of its promises fails with the stream.
        for (const name of ["messages", "steps", "usage", "totalUsage"])
          void Promise.resolve(answer[name]).catch(() => undefined);
        return joined(answer.fullStream);
      });
      return told(step);
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

/** Has it ask once, and no second time. */
async function firstStep(ask: (options: Json) => Promise<Step>): Promise<Step> {
  const over = new AbortController();
  let first: Step | undefined;
  const onStepFinish = (step: Step): void => {
    first ??= step;
    over.abort();
  };
  try {
    const last = await ask({ abortSignal: over.signal, onStepFinish });
    return first ?? last;
  } catch (error) {
    if (first) return first;
    throw error;
  }
}

async function joined(events: AsyncIterable<StreamEvent>): Promise<Step> {
  const calls: Call[] = [];
  let text = "";
  let end: Extract<StreamEvent, { readonly type: "finish" }> | undefined;
  for await (const event of events) {
    if (event.type === "error") throw event.error;
    else if (event.type === "tool-call") calls.push(event);
    else if (event.type === "finish") end = event;
    else if (event.type === "text-delta") text += event.text;
  }
  if (!end) throw new Error("the stream has no end");
  return {
    text,
    toolCalls: calls,
    finishReason: end.finishReason,
    ...(end.usage && { usage: end.usage }),
  };
}

function told({ text, toolCalls, finishReason, usage }: Step): Told {
  return {
    text: text ?? "",
    reasoning: "",
    calls: toolCalls.map(({ toolCallId: id, toolName: name, args }) => ({ id, name, args: parsed(args, "args") })),
    finish: finishReason === "tool-calls" ? "calls" : finishIn(finishes, finishReason),
    ...(usage && { usage: { input: usage.prompt_tokens, output: usage.completion_tokens } }),
    native: undefined,
    copies: 1,
    logprobs: false,
  };
}
