import assert from "node:assert/strict";
import { mapUsage as mapAnthropic, mergeUsage } from "../../../src/providers/anthropic-messages/map-usage.ts";
import { createMeter } from "../../../src/providers/estimate.ts";
import { promptTokensOf } from "../../../src/spec/prompt-tokens.ts";
import { mapUsage as mapGemini } from "../../../src/providers/gemini/map-usage.ts";
import { mapUsage as mapOpenai } from "../../../src/providers/openai-chat/map-usage.ts";
import type { ModelRequest } from "../../../src/spec/request.ts";
import type { StreamPart } from "../../../src/spec/stream.ts";
import type { Usage } from "../../../src/spec/usage.ts";
import { usageOf } from "../../support/call-records.ts";
import { assistant, READ_FILE, text, user } from "../../support/chat-calls.ts";

describe("usage as a provider reports it", () => {
  const cases: readonly (readonly [string, Usage, Partial<Usage>])[] = [
    ["is nothing for nothing", mapOpenai({}), {}],
    [
      "of OpenAI counts what was read from and written to the cache as parts of the prompt",
      mapOpenai({
        prompt_tokens: 100,
        completion_tokens: 5,
        prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
      }),
      { input: 100, cacheRead: 60, cacheWrite: 30, output: 5 },
    ],
    [
      "of Moonshot has the cached tokens beside",
      mapOpenai({ prompt_tokens: 9, cached_tokens: 4 }),
      { input: 9, cacheRead: 4 },
    ],
    [
      "of xAI gets the reasoning added that is counted beside the answer",
      mapOpenai({
        prompt_tokens: 37,
        completion_tokens: 530,
        total_tokens: 800,
        completion_tokens_details: { reasoning_tokens: 233 },
      }),
      { input: 37, output: 763, reasoning: 233 },
    ],
    [
      "of OpenRouter brings its cost",
      mapOpenai({ prompt_tokens: 1, completion_tokens: 1, cost: 0.01 }),
      { input: 1, output: 1, reportedCost: 0.01 },
    ],
    [
      "of Bifrost brings its cost as a list with a total",
      mapOpenai({ prompt_tokens: 1, completion_tokens: 1, cost: { total_cost: 0.02 } }),
      { input: 1, output: 1, reportedCost: 0.02 },
    ],
    ["without a total has no cost", mapOpenai({ prompt_tokens: 1, cost: {} }), { input: 1 }],
    [
      "of OpenRouter with the user's own key adds what the vendor takes",
      mapOpenai({ cost: 0.25, is_byok: true, cost_details: { upstream_inference_cost: 5 } }),
      { reportedCost: 5.25 },
    ],
    [
      "of Anthropic gets the cached tokens added to the prompt",
      mapAnthropic({
        input_tokens: 10,
        cache_read_input_tokens: 100,
        cache_creation_input_tokens: 50,
        output_tokens: 3,
      }),
      { input: 160, cacheRead: 100, cacheWrite: 50, output: 3 },
    ],
    [
      "of Gemini gets the thoughts added to the answer",
      mapGemini({
        promptTokenCount: 50,
        cachedContentTokenCount: 20,
        toolUsePromptTokenCount: 5,
        candidatesTokenCount: 7,
        thoughtsTokenCount: 30,
      }),
      { input: 55, cacheRead: 20, output: 37, reasoning: 30 },
    ],
  ];
  for (const [what, mapped, figures] of cases) it(what, () => assert.deepEqual(mapped, usageOf(figures)));

  it("of Anthropic keeps what a later report leaves out", () => {
    const start = { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1 };
    const merged = mergeUsage(start, { output_tokens: 20, input_tokens: null, cache_read_input_tokens: null });
    assert.deepEqual(merged, { ...start, output_tokens: 20 });
  });
});

describe("usage that is estimated", () => {
  const chat: ModelRequest = {
    kind: "chat",
    system: "12345678",
    messages: [
      user(text("1234"), { type: "image", mediaType: "image/png", source: { kind: "url", url: "https://x.invalid" } }),
      assistant({ type: "tool-call", id: "1", name: "abcd", arguments: "{}12" }),
      user({ type: "tool-result", callId: "1", name: "abcd", content: "1234" }),
    ],
  };

  it("counts four characters as a token, and a thousand tokens for a picture", () => {
    assert.equal(promptTokensOf(chat), 6 + 1000);
    assert.ok(promptTokensOf({ ...chat, tools: [READ_FILE] }) > 1006 + 20);
    assert.equal(
      promptTokensOf({ kind: "fill", prefix: "12345", suffix: "678", language: "c", path: "a.c", maxOutputTokens: 1 }),
      2,
    );
  });

  function missing(...parts: readonly StreamPart[]): Usage | undefined {
    const meter = createMeter(chat);
    for (const part of parts) meter.see(part);
    return meter.missing();
  }

  it("is the whole of it when the provider told nothing", () => {
    const usage = missing({ type: "reasoning", text: "12345678" }, { type: "text", text: "1234" });
    assert.deepEqual(usage, usageOf({ input: 1006, output: 3, reasoning: 2, source: "estimated" }));
  });

  it("is added for what came after the last report", () => {
    const report: StreamPart = { type: "usage", usage: usageOf({ input: 50, cacheRead: 10, output: 1 }) };
    const usage = missing(report, { type: "text", text: "12345678" });
    assert.deepEqual(usage, usageOf({ input: 50, cacheRead: 10, output: 3, source: "estimated" }));
  });

  it("is none when the report came last", () => {
    assert.equal(missing({ type: "text", text: "1234" }, { type: "usage", usage: usageOf({ output: 1 }) }), undefined);
  });
});
