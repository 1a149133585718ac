import assert from "node:assert/strict";
import { calcPrice, waitForUpdate } from "@pydantic/genai-prices";
import fc from "fast-check";
import { loadPriceList, type PriceList } from "../../../src/ledger/pricing/price-list.ts";
import { costOf, type TokenCounts } from "../../../src/ledger/pricing/token-prices.ts";

const part = fc.nat(120_000);
const time = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 11, 31) });
const usage: fc.Arbitrary<TokenCounts> = fc
  .record({ fresh: part, cacheRead: part, cacheWrite: part, cacheWriteLong: part, answer: part, reasoning: part })
  .map(({ fresh, answer, ...tokens }) => ({
    ...tokens,
    input: fresh + tokens.cacheRead + tokens.cacheWrite + tokens.cacheWriteLong,
    output: answer + tokens.reasoning,
  }));

describe("the price list", () => {
  let list: PriceList;
  before(async () => {
    list = await loadPriceList();
  });

  it("is counted with as the list's own arithmetic counts, for every model in it", async () => {
    const names = await everyModel();
    assert.ok(names.length > 1000);
    for (const [priceId, model] of names) {
      const property = fc.property(usage, time, (used, at) => {
        const prices = list.find(priceId, model, at);
        const ours = prices === undefined ? undefined : costOf(prices, used);
        const theirs = calcPrice(inTheirWords(used), model, { providerId: priceId, timestamp: new Date(at) });
        if (ours === undefined) {
          // The list takes a price that it does not have for nothing; here that is unknown.
          const { input_mtok: input, output_mtok: output } = theirs?.model_price ?? {};
          assert.ok(input === undefined || output === undefined, `${priceId}/${model} has a price`);
        } else {
          assert.ok(Math.abs(ours - (theirs?.total_price ?? Number.NaN)) < 1e-9, `${ours}, not ${theirs?.total_price}`);
        }
      });
      fc.assert(property, { numRuns: 3 });
    }
  });

  it("does not have what it does not have", () => {
    assert.equal(list.find("openai", "gpt-of-tomorrow", 0), undefined);
    assert.equal(list.find("nobody", "gpt-5", 0), undefined);
  });
});

async function everyModel(): Promise<readonly (readonly [string, string])[]> {
  const providers = (await waitForUpdate()) ?? [];
  return providers.flatMap((provider) => provider.models.map((model) => [provider.id, model.id] as const));
}

function inTheirWords(tokens: TokenCounts) {
  return {
    input_tokens: tokens.input,
    cache_read_tokens: tokens.cacheRead,
    cache_write_tokens: tokens.cacheWrite + tokens.cacheWriteLong,
    cache_write_1h_tokens: tokens.cacheWriteLong,
    output_tokens: tokens.output,
    output_reasoning_tokens: tokens.reasoning,
  };
}
