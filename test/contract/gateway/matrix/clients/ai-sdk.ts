import type { Json } from "../../../../../src/gateway/json.ts";
import { installedPackage } from "../../clients/install.ts";
import { finishIn, record } from "../reading.ts";
import type { Finish, Need, Told, Wish } from "../words.ts";
import { modelMessages } from "./ai-sdk-messages.ts";
import type { Address, Client } from "./client.ts";

/** What it has to say of a request goes to the console else; the tables here say what each client lacks. */
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });

/** What is used of the package `ai`. */
interface Ai {
  generateText(options: Json): Promise<Answer>;
  streamText(options: Json): Streamed;
  jsonSchema(schema: Json): unknown;
  readonly Output: { object(options: Json): unknown };
}

interface Answer {
  readonly text: string;
  readonly reasoningText: string | undefined;
  readonly toolCalls: readonly { readonly toolCallId: string; readonly toolName: string; readonly input: unknown }[];
  readonly finishReason: string;
  readonly usage: {
    readonly inputTokens: number | undefined;
    readonly inputTokenDetails: { readonly cacheReadTokens: number | undefined };
    readonly outputTokens: number | undefined;
    readonly outputTokenDetails: { readonly reasoningTokens: number | undefined };
  };
  readonly response: { readonly messages: readonly unknown[] };
}

type Streamed = { readonly [Name in keyof Answer]: PromiseLike<Answer[Name]> } & {
  readonly stream: AsyncIterable<{ readonly type: string; readonly error?: unknown }>;
};

/** One of its providers: how a model of it is made, and its own settings, always and for reasoning. */
interface Kind extends Pick<Client, "name" | "format" | "lacks"> {
  readonly package: string;
  /** The name of its settings. */
  readonly settings: string;
  readonly always?: Json;
  readonly thinks: Json;
  model(made: Readonly<Record<string, (options: Json) => unknown>>, at: Address): unknown;
}

const LACKS: readonly Need[] = ["single", "copies", "logprobs", "marks", "mid-system", "count"];

const KINDS: readonly Kind[] = [
  {
    name: "ai-sdk compatible",
    package: "@ai-sdk/openai-compatible",
    settings: "switchyard",
    format: "openai-chat",
    // It fetches pictures itself, here as at Google, and sends their bytes.
    lacks: new Set([...LACKS, "results with images", "image by address"]),
    thinks: { reasoningEffort: "low" },
    model: ({ createOpenAICompatible: make }, { url, token, model }) =>
      callable(
        make?.({
          name: "switchyard",
          baseURL: `${url}/v1`,
          apiKey: token,
          includeUsage: true,
          supportsStructuredOutputs: true,
        }),
      )(model),
  },
  {
    name: "ai-sdk responses",
    package: "@ai-sdk/openai",
    settings: "openai",
    format: "openai-responses",
    lacks: new Set([...LACKS, "stop", "seed"]),
    // Otherwise it only names what it takes to be kept at OpenAI.
    always: { store: false },
    thinks: { forceReasoning: true, reasoningEffort: "low", reasoningSummary: "auto" },
    model: ({ createOpenAI: make }, { url, token, model }) =>
      callable(make?.({ baseURL: `${url}/v1`, apiKey: token }))(model),
  },
  {
    name: "ai-sdk anthropic",
    package: "@ai-sdk/anthropic",
    settings: "anthropic",
    format: "anthropic-messages",
    lacks: new Set([...LACKS, "seed"]),
    // Of models that it does not know it expects no schemas, and asks for a tool call instead.
    always: { structuredOutputMode: "outputFormat" },
    thinks: { thinking: { type: "enabled", budgetTokens: 1024 } },
    model: ({ createAnthropic: make }, { url, token, model }) =>
      callable(make?.({ baseURL: `${url}/v1`, apiKey: token }))(model),
  },
  {
    name: "ai-sdk google",
    package: "@ai-sdk/google",
    settings: "google",
    format: "gemini",
    lacks: new Set([...LACKS, "image by address"]),
    thinks: { thinkingConfig: { thinkingLevel: "low", includeThoughts: true } },
    model: ({ createGoogle: make }, { url, token, model }) =>
      callable(make?.({ baseURL: `${url}/v1beta`, apiKey: token }))(model),
  },
];

/** Vercel's AI SDK, with its own code for each format. */
export const aiSdkClients: readonly Client[] = KINDS.map((kind) => ({
  name: kind.name,
  format: kind.format,
  lacks: kind.lacks,
  ways: {
    async generateText(wish, at) {
      const ai = await installedPackage<Ai>("ai");
      return told(await ai.generateText(await optionsOf(ai, kind, wish, at)));
    },
    async streamText(wish, at) {
      const ai = await installedPackage<Ai>("ai");
      const answer = ai.streamText({ ...(await optionsOf(ai, kind, wish, at)), onError: () => undefined });
      for await (const part of answer.stream) if (part.type === "error") throw part.error;
      return told({
        text: await answer.text,
        reasoningText: await answer.reasoningText,
        toolCalls: await answer.toolCalls,
        finishReason: await answer.finishReason,
        usage: await answer.usage,
        response: await answer.response,
      });
    },
  },
}));

function callable(made: unknown): (model: string) => unknown {
  return made as (model: string) => unknown;
}

async function optionsOf(ai: Ai, kind: Kind, wish: Wish, at: Address): Promise<Json> {
  const { system, tools, choice, schema, temperature, topP, seed, maxTokens, stop } = wish;
  const made = await installedPackage<Parameters<Kind["model"]>[0]>(kind.package);
  return {
    model: kind.model(made, at),
    maxRetries: 0,
    messages: modelMessages(wish),
    ...(system !== undefined && { instructions: system }),
    ...(tools && {
      tools: Object.fromEntries(
        tools.map(({ name, description, parameters }) => [
          name,
          { description, inputSchema: ai.jsonSchema(parameters) },
        ]),
      ),
    }),
    ...(choice && { toolChoice: typeof choice === "string" ? choice : { type: "tool", toolName: choice.name } }),
    ...(schema && { output: ai.Output.object({ schema: ai.jsonSchema(schema) }) }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(seed !== undefined && { seed }),
    ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
    ...(stop && { stopSequences: stop }),
    providerOptions: { [kind.settings]: { ...kind.always, ...(wish.thinks && kind.thinks) } },
  };
}

const FINISHES: Readonly<Record<string, Finish>> = {
  stop: "stop",
  length: "length",
  "tool-calls": "calls",
  "content-filter": "filtered",
};

function told({ text, reasoningText, toolCalls, finishReason, usage, response }: Answer): Told {
  return {
    text,
    reasoning: reasoningText ?? "",
    calls: toolCalls.map(({ toolCallId, toolName, input }) => ({
      id: toolCallId,
      name: toolName,
      args: record(input, "input"),
    })),
    finish: finishIn(FINISHES, finishReason),
    usage: {
      input: usage.inputTokens ?? 0,
      cached: usage.inputTokenDetails.cacheReadTokens ?? 0,
      output: usage.outputTokens ?? 0,
      reasoning: usage.outputTokenDetails.reasoningTokens ?? 0,
    },
    native: response.messages,
    copies: 1,
    logprobs: false,
  };
}
