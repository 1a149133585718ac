import assert from "node:assert/strict";
import { calcPrice, findProvider } from "@pydantic/genai-prices";
import { CATALOG } from "../../../src/providers/catalog/catalog.ts";
import { recogniseKey } from "../../../src/providers/catalog/recognise-key.ts";
import { hasFill } from "../../../src/providers/fill/has-fill.ts";
import { isTextModel } from "../../../src/providers/list-models.ts";

/** Models that are newer than the bundled price list: their price is unknown until the next one. */
const WITHOUT_PRICE = new Set(["anthropic/claude-haiku-5-5"]);

describe("the catalog", () => {
  it("has each id once, in lower case, digits and dashes", () => {
    const ids = CATALOG.map((provider) => provider.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-z0-9-]+$/);
  });

  it("has everyone that was asked for", () => {
    const asked =
      "openai anthropic gemini deepseek mistral groq openrouter xai moonshot zhipu together fireworks litellm bifrost portkey new-api ollama lmstudio llamacpp vllm";
    assert.deepEqual(CATALOG.map((provider) => provider.id).toSorted(), asked.split(" ").toSorted());
  });

  for (const provider of CATALOG) {
    describe(`at ${provider.name}`, () => {
      it("has an address without a slash at its end, that only a local one has on this machine without TLS", () => {
        const url = new URL(provider.baseUrl);
        assert.equal(provider.baseUrl.endsWith("/"), false);
        assert.equal(url.protocol, url.hostname === "127.0.0.1" ? "http:" : "https:");
        assert.equal(provider.local, provider.local && url.hostname === "127.0.0.1");
      });

      it("says where to get a key, where one is needed", () => {
        assert.equal(provider.keyUrl !== undefined, provider.needsKey);
      });

      it("has a model for chat and one for completion, where models are bundled", () => {
        if (provider.models.length === 0) return;
        assert.ok(provider.models.some((model) => model.suits?.includes("chat")));
        assert.ok(provider.models.some((model) => model.suits?.includes("completion")));
        for (const model of provider.models) assert.ok(isTextModel(model.id), model.id);
      });

      it("has prices for its models in the price list", () => {
        if (provider.priceId === undefined) return;
        const listed = findProvider({ providerId: provider.priceId });
        assert.ok(listed, provider.priceId);
        const usage = { input_tokens: 1000, output_tokens: 1000 };
        for (const model of provider.models) {
          const price = calcPrice(usage, model.id, { providerId: provider.priceId });
          assert.equal(price === null, WITHOUT_PRICE.has(`${provider.id}/${model.id}`), model.id);
        }
      });

      it("fills gaps with the first model that suits completion, where it can fill gaps at all", () => {
        const first = provider.models.find((model) => model.suits?.includes("completion"));
        if (provider.fill && first) assert.ok(hasFill(provider.fill, first.id));
      });
    });
  }
});

describe("Responses", () => {
  it("are said to be served by those who do so for all of their models, and by nobody else", () => {
    const served = CATALOG.filter(({ responses }) => responses).map(({ id }) => id);
    assert.deepEqual(served, ["openai", "xai", "openrouter", "groq", "litellm", "bifrost", "portkey"]);
  });
});

describe("a key", () => {
  const shapes: readonly (readonly [string, string])[] = [
    [`sk-ant-api03-${"a1-_".repeat(20)}`, "anthropic"],
    [`sk-or-v1-${"0a".repeat(32)}`, "openrouter"],
    [`sk-bf-${"0a1b-".repeat(7)}`, "bifrost"],
    [`sk-proj-${"aB1_".repeat(30)}`, "openai"],
    [`sk-svcacct-${"aB1_".repeat(30)}`, "openai"],
    [`sk-${"a".repeat(20)}T3BlbkFJ${"b".repeat(20)}`, "openai"],
    [`AIza${"Sy1-_".repeat(7)}`, "gemini"],
    [`gsk_${"aB1".repeat(17)}`, "groq"],
    [`xai-${"aB1".repeat(26)}`, "xai"],
    [`fw_${"aB1".repeat(8)}`, "fireworks"],
    [`tgp_v1_${"aB1".repeat(14)}`, "together"],
    ["0a".repeat(32), "together"],
    [`${"0a".repeat(16)}.${"aB1x".repeat(4)}`, "zhipu"],
    [`sk-${"0a".repeat(16)}`, "deepseek"],
    [`sk-${"aZ1".repeat(16)}`, "moonshot"],
    ["sk-1234", "litellm"],
    ["aB1x".repeat(8), "mistral"],
  ];
  for (const [key, provider] of shapes) {
    it(`of ${provider} is known by its shape, white space around it or not`, () => {
      assert.equal(recogniseKey(key)[0], provider);
      assert.equal(recogniseKey(` ${key}\n`)[0], provider);
    });
  }

  it("of no known shape is nobody's", () => {
    assert.deepEqual(recogniseKey("hello"), []);
    assert.deepEqual(recogniseKey(""), []);
  });

  it("only ever names providers of the catalog", () => {
    const ids = new Set(CATALOG.map((provider) => provider.id));
    for (const [key] of shapes) for (const id of recogniseKey(key)) assert.ok(ids.has(id), id);
  });
});
