import assert from "node:assert/strict";
import { modelOf, providerOf } from "../../../webview-ui/shared/route-name.ts";

describe("a route's short name", () => {
  it("is its model, without provider, vendor and key", () => {
    assert.equal(modelOf("openai/gpt-5-mini"), "gpt-5-mini");
    assert.equal(modelOf("openai/gpt-5-mini#work"), "gpt-5-mini");
    assert.equal(modelOf("openrouter/meta-llama/llama-4-scout"), "llama-4-scout");
  });

  it("has a provider, with the key's label where there is one", () => {
    assert.equal(providerOf("openai/gpt-5-mini"), "openai");
    assert.equal(providerOf("openai/gpt-5-mini#work"), "openai, work");
  });
});
