import assert from "node:assert/strict";
import { buildRequest as anthropicMessages } from "../../../../src/providers/anthropic-messages/build-request.ts";
import { buildRequest as gemini } from "../../../../src/providers/gemini/build-request.ts";
import { buildRequest as openAiChat } from "../../../../src/providers/openai-chat/build-request.ts";
import { leftOut } from "../../../../src/providers/untranslated.ts";
import type { Dialect, Provider } from "../../../../src/spec/provider.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import { assistant, chatCall, READ_FILE, text, user } from "../../../support/chat-calls.ts";
import { testProvider } from "../../../support/test-providers.ts";
import { RESULTS_WITH_MEDIA, SCHEMA_FORMAT, STRICT_TOOL } from "./conversations.ts";

const BUILDERS = { "openai-chat": openAiChat, "anthropic-messages": anthropicMessages, gemini };
const OPENAI = testProvider("openai-chat", { baseUrl: "https://api.openai.com/v1" });
const OPENROUTER = testProvider("openai-chat", { baseUrl: "https://openrouter.ai/api/v1" });
const DEEPSEEK = testProvider("openai-chat", { baseUrl: "https://api.deepseek.com/v1" });
const COMPATIBLE = testProvider("openai-chat");
const ANTHROPIC = testProvider("anthropic-messages");
const GEMINI = testProvider("gemini");

/** Everything that may be left out. */
const ALL: ChatRequest = {
  kind: "chat",
  system: "Be brief.",
  messages: [user({ type: "text", text: "Hello?", cache: "5m" })],
  tools: [READ_FILE, STRICT_TOOL],
  toolChoice: "required",
  maxOutputTokens: 20_000,
  temperature: 0.5,
  stop: ["END"],
  sampling: { topP: 0.9, topK: 40, seed: 7, presencePenalty: 0.1, frequencyPenalty: 0.2 },
  parallelToolCalls: false,
  format: SCHEMA_FORMAT,
  effort: "high",
};

describe("what is left out of a request", () => {
  const cases: readonly (readonly [Provider, string, readonly string[]])[] = [
    [OPENAI, "gpt-4.1", ["topK", "effort", "cache"]],
    [
      OPENAI,
      "o4-mini",
      ["temperature", "stop", "topP", "topK", "presencePenalty", "frequencyPenalty", "parallelToolCalls", "cache"],
    ],
    [
      OPENAI,
      "gpt-6-luna",
      ["temperature", "stop", "topP", "topK", "presencePenalty", "frequencyPenalty", "effort", "cache"],
    ],
    [OPENROUTER, "meta-llama/llama-4", ["cache"]],
    [OPENROUTER, "anthropic/claude-sonnet-4.5", []],
    [DEEPSEEK, "deepseek-v4-pro", ["topK", "parallelToolCalls", "strict", "cache"]],
    [COMPATIBLE, "some-model", ["topK", "effort", "cache"]],
    [ANTHROPIC, "claude-sonnet-4-5", ["topP", "seed", "presencePenalty", "frequencyPenalty", "effort"]],
    [
      ANTHROPIC,
      "claude-opus-5-5",
      ["temperature", "topP", "topK", "seed", "presencePenalty", "frequencyPenalty", "toolChoice"],
    ],
    [ANTHROPIC, "claude-opus-4-1", ["topP", "seed", "presencePenalty", "frequencyPenalty", "strict", "effort"]],
    [GEMINI, "gemini-3.8-flash", ["presencePenalty", "frequencyPenalty", "parallelToolCalls", "strict", "cache"]],
    [GEMINI, "gemini-2.0-flash", ["parallelToolCalls", "strict", "effort", "cache"]],
  ];
  for (const [provider, model, names] of cases) {
    it(`is known for ${model} at ${provider.dialect}, ${new URL(provider.baseUrl).hostname}`, () => {
      assert.deepEqual(leftOut(ALL, provider, model), names);
    });
  }

  it("is nothing where nothing was asked", () => {
    const { request } = chatCall("m", { tools: [READ_FILE], toolChoice: "auto", parallelToolCalls: true });
    for (const provider of [OPENAI, ANTHROPIC, GEMINI]) assert.deepEqual(leftOut(request, provider, "m"), []);
  });

  it("is a number of reasoning tokens only where an effort is said beside it", () => {
    const { request } = chatCall("m", { reasoningTokens: 3000 });
    assert.deepEqual(leftOut(request, OPENAI, "gpt-6-luna"), []);
    assert.deepEqual(leftOut({ ...request, effort: "low" }, OPENAI, "gpt-6-luna"), ["reasoningTokens"]);
    assert.deepEqual(leftOut(request, OPENAI, "gpt-4.1"), ["reasoningTokens"]);
  });

  it("is thinking that the conversation does not allow", () => {
    const { request } = chatCall("m", { messages: RESULTS_WITH_MEDIA, effort: "high" });
    assert.deepEqual(leftOut(request, ANTHROPIC, "claude-haiku-4-5"), ["effort"]);
    assert.deepEqual(leftOut(request, ANTHROPIC, "claude-opus-4-8"), []);
  });

  it("is no cache mark that is where the dialect would have set its own", () => {
    const messages = [user(text("a")), assistant(text("b")), user({ type: "text", text: "c", cache: "5m" })];
    assert.deepEqual(leftOut(chatCall("m", { messages }).request, ANTHROPIC, "m"), []);
  });

  /** The words by which the wire formats have each wish. */
  const WIRE: Readonly<Record<string, RegExp>> = {
    temperature: /"temperature":/,
    stop: /"stop|"stopSequences|"stop_sequences/,
    topP: /"top_?p":/i,
    topK: /"top_?k":/i,
    seed: /"(?:random_)?seed":/,
    presencePenalty: /"presence_?penalty":/i,
    frequencyPenalty: /"frequency_?penalty":/i,
    toolChoice: /"tool_choice":"required"|"type":"any"|"mode":"ANY"/,
    parallelToolCalls: /"parallel_tool_calls":false|"disable_parallel_tool_use":true/,
    strict: /"strict":true/,
    cache: /"cache_control":/,
  };
  const MODELS: Readonly<Record<Dialect, readonly string[]>> = {
    "openai-chat": ["gpt-4.1", "gpt-6-luna", "o3", "kimi-k3", "google/gemini-3.8-flash", "anthropic/claude-sonnet-5"],
    "anthropic-messages": ["claude-3-5-haiku-latest", "claude-sonnet-4-5", "claude-sonnet-4-6", "claude-opus-5-5", "m"],
    gemini: ["gemini-2.0-flash", "gemini-2.5-pro", "gemini-3.8-flash", "gemma-3-27b-it"],
  };
  for (const provider of [OPENAI, OPENROUTER, DEEPSEEK, COMPATIBLE, ANTHROPIC, GEMINI]) {
    for (const model of MODELS[provider.dialect]) {
      it(`is what is not in the body for ${model} at ${provider.dialect}, ${new URL(provider.baseUrl).hostname}`, () => {
        const { format: _, effort: _effort, ...request } = ALL;
        const body = JSON.stringify(BUILDERS[provider.dialect]({ request, model, reasoning: "usual" }, provider));
        const missing = Object.keys(WIRE).filter((name) => WIRE[name]?.test(body) === false);
        assert.deepEqual(leftOut(request, provider, model), missing);
      });
    }
  }
});
