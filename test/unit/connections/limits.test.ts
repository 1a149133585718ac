import assert from "node:assert/strict";
import { decodeLimits, statedLimits } from "../../../src/connections/limits.ts";
import type { Route } from "../../../src/spec/provider.ts";

const routeOf = (provider: string, model: string): Route => ({
  id: `${provider}/${model}`,
  provider,
  model,
  credential: "c",
});

describe("switchyard.limits", () => {
  it("states the limits of a model, and of all of a provider's", () => {
    const { limits, problem } = decodeLimits({
      "openai/gpt-5": { requestsPerMinute: 60, tokensPerMinute: 100_000 },
      "groq/*": { requestsPerMinute: 30 },
      "groq/openai/gpt-oss": { tokensPerMinute: 8000 },
    });
    assert.equal(problem, undefined);
    const stated = statedLimits(limits);
    assert.deepEqual(stated(routeOf("openai", "gpt-5")), { requests: 60, tokens: 100_000 });
    assert.deepEqual(stated(routeOf("groq", "anything")), { requests: 30 });
    assert.deepEqual(stated(routeOf("groq", "openai/gpt-oss")), { tokens: 8000 });
    assert.equal(stated(routeOf("openai", "gpt-5-mini")), undefined);
    assert.equal(stated(routeOf("constructor", "x")), undefined);
  });

  it("lets a model be exempt from its provider's limits", () => {
    const stated = statedLimits(decodeLimits({ "groq/*": { requestsPerMinute: 30 }, "groq/free": {} }).limits);
    assert.deepEqual(stated(routeOf("groq", "free")), {});
  });

  it("states nothing when it is empty", () => {
    assert.equal(statedLimits({})(routeOf("openai", "gpt-5")), undefined);
  });

  it("says what is wrong in one sentence, and counts as empty", () => {
    const { limits, problem } = decodeLimits({ "openai/gpt-5": { requestsPerMinute: 0 } });
    assert.deepEqual(limits, {});
    assert.equal(problem?.setting, "switchyard.limits");
    assert.equal(problem?.message, 'at "openai/gpt-5.requestsPerMinute": a limit is at least 1');
  });

  for (const value of [
    null,
    [],
    60,
    { openai: { requestsPerMinute: 60 } },
    { "openai/gpt-5": 60 },
    { "openai/gpt-5": { requestsPerMinute: "60" } },
    { "openai/gpt-5": { requestsPerMinute: 1.5 } },
    { "openai/gpt-5": { tokensPerMinute: -1 } },
    { "openai/gpt-5": { tokensPerMinute: Number.POSITIVE_INFINITY } },
    { "openai/gpt-5": { requestsPerDay: 60 } },
  ]) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      const { limits, problem } = decodeLimits(value);
      assert.ok(problem);
      assert.deepEqual(limits, {});
    });
  }
});
