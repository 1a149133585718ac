import assert from "node:assert/strict";
import type { PriceOverrides } from "../../../src/ledger/pricing/overrides.ts";
import { loadPricing, type Pricing } from "../../../src/ledger/pricing/pricing.ts";
import type { Cost, Usage } from "../../../src/spec/usage.ts";
import { attemptOf, usageOf } from "../../support/call-records.ts";

const PROVIDERS: Readonly<Record<string, { priceId?: string; local: boolean; simulated: boolean }>> = {
  openai: { priceId: "openai", local: false, simulated: false },
  anthropic: { priceId: "anthropic", local: false, simulated: false },
  gemini: { priceId: "google", local: false, simulated: false },
  deepseek: { priceId: "deepseek", local: false, simulated: false },
  mistral: { priceId: "mistral", local: false, simulated: false },
  groq: { priceId: "groq", local: false, simulated: false },
  openrouter: { priceId: "openrouter", local: false, simulated: false },
  ollama: { local: true, simulated: false },
  litellm: { local: true, simulated: false },
  mine: { local: false, simulated: false },
  simulator: { priceId: "openai", local: true, simulated: true },
};

const OVERRIDES: PriceOverrides = {
  "mine/big": { input: 4, output: 16, cacheRead: 0.4, cacheWrite: 5 },
  "mine/plain": { input: 1, output: 2 },
  "openai/gpt-4.1": { input: 1, output: 4 },
  "ollama/llama3": { input: 0.1, output: 0.1 },
};

const M = 1_000_000;
const NOON_UTC = "2026-10-01T12:00:00Z";

interface Case {
  readonly model: string;
  readonly usage: Partial<Usage>;
  /** US dollars, from the vendor's published price a million tokens; undefined when it is not known. */
  readonly usd: number | undefined;
  readonly source?: "reported" | "list" | "override" | "free";
  readonly at?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  "prompt and answer at OpenAI": {
    model: "openai/gpt-5",
    usage: { input: 12_000, output: 800 },
    usd: (12_000 * 1.25 + 800 * 10) / M,
  },
  "a cached prefix at OpenAI, a part of the prompt": {
    model: "openai/gpt-5",
    usage: { input: 12_000, cacheRead: 9984, output: 800 },
    usd: (2016 * 1.25 + 9984 * 0.125 + 800 * 10) / M,
  },
  "reasoning at OpenAI, a part of the answer": {
    model: "openai/o3",
    usage: { input: 1000, output: 5000, reasoning: 4096 },
    usd: (1000 * 2 + 5000 * 8) / M,
  },
  "a dated name of a model": {
    model: "openai/gpt-5-mini-2025-08-07",
    usage: { input: 4000, output: 100 },
    usd: (4000 * 0.25 + 100 * 2) / M,
  },
  "a prompt just short of OpenAI's long ones": {
    model: "openai/gpt-5.4",
    usage: { input: 271_999, output: 1000 },
    usd: (271_999 * 2.5 + 1000 * 15) / M,
  },
  "a long prompt at OpenAI, dearer from the first token to the last": {
    model: "openai/gpt-5.4",
    usage: { input: 272_000, cacheRead: 100_000, output: 1000 },
    usd: (172_000 * 5 + 100_000 * 0.5 + 1000 * 22.5) / M,
  },
  "prompt and answer at Anthropic": {
    model: "anthropic/claude-haiku-4-5",
    usage: { input: 2000, output: 400 },
    usd: (2000 * 1 + 400 * 5) / M,
  },
  "a cache written for five minutes": {
    model: "anthropic/claude-haiku-4-5",
    usage: { input: 20_100, cacheWrite: 20_000, output: 400 },
    usd: (100 * 1 + 20_000 * 1.25 + 400 * 5) / M,
  },
  "a cache written for an hour": {
    model: "anthropic/claude-haiku-4-5",
    usage: { input: 20_100, cacheWriteLong: 20_000, output: 400 },
    usd: (100 * 1 + 20_000 * 2 + 400 * 5) / M,
  },
  "both, and a read": {
    model: "anthropic/claude-sonnet-4-5",
    usage: { input: 61_500, cacheRead: 30_000, cacheWrite: 10_000, cacheWriteLong: 20_000, output: 900 },
    usd: (1500 * 3 + 30_000 * 0.3 + 10_000 * 3.75 + 20_000 * 6 + 900 * 15) / M,
  },
  "a long prompt at Anthropic": {
    model: "anthropic/claude-sonnet-4-5",
    usage: { input: 200_001, cacheRead: 150_000, cacheWrite: 20_000, cacheWriteLong: 30_000, output: 900 },
    usd: (1 * 6 + 150_000 * 0.6 + 20_000 * 7.5 + 30_000 * 12 + 900 * 22.5) / M,
  },
  "a prompt of exactly the limit, which is not long yet": {
    model: "anthropic/claude-sonnet-4-5",
    usage: { input: 200_000, output: 900 },
    usd: (200_000 * 3 + 900 * 15) / M,
  },
  "a long prompt before its extra price was dropped": {
    model: "anthropic/claude-opus-4-6",
    usage: { input: 300_000, output: 1000 },
    usd: (300_000 * 10 + 1000 * 37.5) / M,
    at: "2026-03-12T12:00:00Z",
  },
  "and after": {
    model: "anthropic/claude-opus-4-6",
    usage: { input: 300_000, output: 1000 },
    usd: (300_000 * 5 + 1000 * 25) / M,
    at: "2026-03-14T12:00:00Z",
  },
  "thoughts at Gemini": {
    model: "gemini/gemini-2.5-flash",
    usage: { input: 3000, cacheRead: 1000, output: 2500, reasoning: 2000 },
    usd: (2000 * 0.3 + 1000 * 0.03 + 2500 * 2.5) / M,
  },
  "a short prompt at Gemini": {
    model: "gemini/gemini-2.5-pro",
    usage: { input: 150_000, cacheRead: 50_000, output: 700 },
    usd: (100_000 * 1.25 + 50_000 * 0.125 + 700 * 10) / M,
  },
  "a long prompt at Gemini": {
    model: "gemini/gemini-2.5-pro",
    usage: { input: 250_000, cacheRead: 50_000, output: 700 },
    usd: (200_000 * 2.5 + 50_000 * 0.25 + 700 * 15) / M,
  },
  "DeepSeek off-peak": {
    model: "deepseek/deepseek-v4-pro",
    usage: { input: 10_000, cacheRead: 8000, output: 500 },
    usd: (2000 * 0.66 + 8000 * 0.022 + 500 * 1.98) / M,
  },
  "DeepSeek at its peak hours": {
    model: "deepseek/deepseek-v4-pro",
    usage: { input: 10_000, cacheRead: 8000, output: 500 },
    usd: (2000 * 1.32 + 8000 * 0.044 + 500 * 3.96) / M,
    at: "2026-10-29T02:30:00Z",
  },
  "ghost text at Mistral": {
    model: "mistral/codestral-latest",
    usage: { input: 1800, output: 40 },
    usd: (1800 * 0.3 + 40 * 0.9) / M,
  },
  "cached tokens where the list has no price of their own": {
    model: "mistral/codestral-latest",
    usage: { input: 1800, cacheRead: 1000, output: 40 },
    usd: (1800 * 0.3 + 40 * 0.9) / M,
  },
  "an open model at Groq": {
    model: "groq/llama-3.3-70b-versatile",
    usage: { input: 5000, output: 1000 },
    usd: (5000 * 0.59 + 1000 * 0.79) / M,
  },
  "a model that OpenRouter names free": {
    model: "openrouter/deepseek/deepseek-r1:free",
    usage: { input: 5000, output: 1000 },
    usd: 0,
  },
  "what the provider says it cost, whatever the list says": {
    model: "openrouter/anthropic/claude-sonnet-4.5",
    usage: { input: 5000, output: 1000, reportedCost: 0.0123 },
    usd: 0.0123,
    source: "reported",
  },
  "what a local proxy says it cost": {
    model: "litellm/gpt-5",
    usage: { input: 5000, output: 1000, reportedCost: 0.02 },
    usd: 0.02,
    source: "reported",
  },
  "estimated tokens": {
    model: "openai/gpt-5-mini",
    usage: { input: 400, output: 50, source: "estimated" },
    usd: (400 * 0.25 + 50 * 2) / M,
  },
  "an unknown model": { model: "openai/gpt-of-tomorrow", usage: { input: 10, output: 10 }, usd: undefined },
  "a provider that the list does not have": { model: "mine/other", usage: { input: 10, output: 10 }, usd: undefined },
  "a provider that is gone": { model: "gone/gpt-5", usage: { input: 10, output: 10 }, usd: undefined },
  "an entry of the list without prices": {
    model: "openai/omni-moderation-latest",
    usage: { input: 10 },
    usd: undefined,
  },
  "a price for prompts alone, and an answer": {
    model: "openai/text-embedding-3-small",
    usage: { input: 10, output: 1 },
    usd: undefined,
  },
  "a model on this machine": { model: "ollama/qwen3", usage: { input: 9000, output: 900 }, usd: 0, source: "free" },
  "a model on this machine that the user gave a price": {
    model: "ollama/llama3",
    usage: { input: 9000, output: 1000 },
    usd: (10_000 * 0.1) / M,
    source: "override",
  },
  "a simulated model of a paid one's name": {
    model: "simulator/gpt-5",
    usage: { input: 9000, output: 900, reportedCost: 3 },
    usd: 0,
    source: "free",
  },
  "the user's price": {
    model: "mine/big",
    usage: { input: 10_000, cacheRead: 4000, cacheWrite: 3000, output: 500 },
    usd: (3000 * 4 + 4000 * 0.4 + 3000 * 5 + 500 * 16) / M,
    source: "override",
  },
  "the user's price without one for caches": {
    model: "mine/plain",
    usage: { input: 10_000, cacheRead: 4000, cacheWriteLong: 3000, output: 500 },
    usd: (10_000 * 1 + 500 * 2) / M,
    source: "override",
  },
  "the user's price in the place of the list's": {
    model: "openai/gpt-4.1",
    usage: { input: 10_000, output: 500 },
    usd: (10_000 * 1 + 500 * 4) / M,
    source: "override",
  },
  "cached tokens that add up to more than the prompt": {
    model: "openai/gpt-5",
    usage: { input: 100, cacheRead: 1000, output: 0 },
    usd: (1000 * 0.125) / M,
  },
  "no tokens at all": { model: "openai/gpt-5", usage: {}, usd: 0 },
};

describe("the price of an attempt", () => {
  let pricing: Pricing;
  before(async () => {
    pricing = await loadPricing({ provider: (id) => PROVIDERS[id], overrides: () => OVERRIDES });
  });

  for (const [name, { model, usage, usd, source = "list", at = NOON_UTC }] of Object.entries(CASES)) {
    it(name, () => {
      const attempt = attemptOf({ ...addressOf(model), startedAt: Date.parse(at), usage: usageOf(usage) });
      assertCost(pricing.priceAttempt(attempt), usd, source);
    });
  }

  it("is nothing when nothing was sent", () => {
    const { usage: _usage, ...attempt } = attemptOf({ model: "gpt-of-tomorrow" });
    assert.deepEqual(pricing.priceAttempt(attempt), { kind: "known", usd: 0, source: "free" });
  });

  it("does not depend on how it ended", () => {
    const usage = usageOf({ input: 1000, output: 100 });
    for (const outcome of ["succeeded", "failed", "cancelled"] as const) {
      assertCost(pricing.priceAttempt(attemptOf({ outcome, usage })), (1000 * 0.25 + 100 * 2) / M, "list");
    }
  });

  describe("says what the prompt cache saved", () => {
    const savedBy = (model: string, usage: Partial<Usage>): number | undefined => {
      const startedAt = Date.parse(NOON_UTC);
      const cost = pricing.priceAttempt(attemptOf({ ...addressOf(model), startedAt, usage: usageOf(usage) }));
      return cost.kind === "known" ? cost.cacheSavedUsd : undefined;
    };
    const assertSaved = (actual: number | undefined, usd: number): void =>
      assert.ok(actual !== undefined && Math.abs(actual - usd) < 1e-12, `${actual}, not ${usd}`);

    it("against the same tokens without one", () => {
      const read = { input: 20_000, cacheRead: 15_000, output: 10 };
      assertSaved(savedBy("anthropic/claude-haiku-4-5", read), (15_000 * 0.9) / M);
      assertSaved(savedBy("gemini/gemini-2.5-pro", { ...read, input: 200_001 }), (15_000 * 2.25) / M);
    });

    it("which is less than nothing when it was only written", () => {
      const written = { input: 20_000, cacheWrite: 10_000, cacheWriteLong: 5000 };
      assertSaved(savedBy("anthropic/claude-haiku-4-5", written), -(10_000 * 0.25 + 5000 * 1) / M);
    });

    it("which is nothing where cached tokens cost the same", () => {
      assert.equal(savedBy("mine/plain", { input: 10, cacheRead: 5 }), 0);
    });

    it("by the list's prices even where the provider says what the call cost", () => {
      const usage = { input: 5000, cacheRead: 4000, reportedCost: 0.0123 };
      assertSaved(savedBy("openrouter/anthropic/claude-sonnet-4.5", usage), (4000 * 2.7) / M);
    });

    it("and nothing of it where no cache was involved or no price is known", () => {
      assert.equal(savedBy("openai/gpt-5", { input: 100, output: 10 }), undefined);
      assert.equal(savedBy("litellm/gpt-5", { input: 5000, cacheRead: 4000, reportedCost: 0.02 }), undefined);
      assert.equal(savedBy("openai/gpt-of-tomorrow", { input: 5000, cacheRead: 4000 }), undefined);
      assert.equal(savedBy("ollama/qwen3", { input: 5000, cacheRead: 4000 }), undefined);
    });
  });

  it("follows the user's prices as they change", async () => {
    let overrides: PriceOverrides = {};
    const changing = await loadPricing({ provider: (id) => PROVIDERS[id], overrides: () => overrides });
    const attempt = attemptOf({ provider: "mine", model: "x", usage: usageOf({ input: M }) });
    assert.deepEqual(changing.priceAttempt(attempt), { kind: "unknown" });
    overrides = { "mine/x": { input: 7, output: 9 } };
    assertCost(changing.priceAttempt(attempt), 7, "override");
  });

  it("is estimated for tokens that are not sent yet", () => {
    const at = Date.parse(NOON_UTC);
    const estimate = pricing.estimate(addressOf("gemini/gemini-2.5-pro"), { input: 300_000, output: 1000 }, at);
    assertCost(estimate, (300_000 * 2.5 + 1000 * 15) / M, "list");
    assert.deepEqual(pricing.estimate(addressOf("mine/other"), { input: 1, output: 1 }, at), { kind: "unknown" });
  });

  it("is labelled by what a million tokens of a short prompt cost", () => {
    const label = (model: string) => pricing.label(addressOf(model), Date.parse(NOON_UTC));
    assert.deepEqual(label("openai/gpt-5-mini"), { kind: "priced", input: 0.25, output: 2, source: "list" });
    assert.deepEqual(label("gemini/gemini-2.5-pro"), { kind: "priced", input: 1.25, output: 10, source: "list" });
    assert.deepEqual(label("mine/big"), { kind: "priced", input: 4, output: 16, source: "override" });
    assert.deepEqual(label("ollama/qwen3"), { kind: "free" });
    assert.deepEqual(label("openrouter/deepseek/deepseek-r1:free"), { kind: "free" });
    assert.deepEqual(label("mine/other"), { kind: "unknown" });
    assert.deepEqual(label("openai/text-embedding-3-small"), { kind: "unknown" });
  });
});

function addressOf(model: string) {
  const slash = model.indexOf("/");
  return { provider: model.slice(0, slash), model: model.slice(slash + 1) };
}

/** Exact but for the last bits of binary arithmetic. */
function assertCost(cost: Cost, usd: number | undefined, source: string): void {
  if (usd === undefined) {
    assert.deepEqual(cost, { kind: "unknown" });
    return;
  }
  assert.ok(cost.kind === "known", "the price is not known");
  assert.equal(cost.source, source);
  assert.ok(Math.abs(cost.usd - usd) <= 1e-12 * Math.max(1, usd), `${cost.usd}, not ${usd}`);
}
