import assert from "node:assert/strict";
import { calcPrice, waitForUpdate, type Provider } from "@pydantic/genai-prices";
import fc from "fast-check";
import { readFile } from "node:fs/promises";
import { BUNDLED, loadPriceList, type PriceList } from "../../../src/ledger/pricing/price-list.ts";
import { pricesAt } from "../../../src/ledger/pricing/price-rules.ts";
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
        const listed = list.find(priceId, model);
        const ours = listed === undefined ? undefined : costOf(pricesAt(listed.rules, at), used);
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
    assert.equal(list.find("openai", "gpt-of-tomorrow"), undefined);
    assert.equal(list.find("nobody", "gpt-5"), undefined);
  });

  it("finds a dated name as the model it is of", () => {
    assert.equal(list.find("openai", "gpt-5-mini-2025-08-07")?.id, "gpt-5-mini");
  });

  it("is dated as the package it comes in", async () => {
    const url = new URL("../../../node_modules/@pydantic/genai-prices/package.json", import.meta.url);
    const { version } = JSON.parse(await readFile(url, "utf8")) as { version: string };
    assert.equal(BUNDLED.version, version, "the date is that of another version: look it up anew");
    assert.deepEqual(list.origin, { kind: "bundled", date: BUNDLED.date });
    assert.equal(list.find("openai", "gpt-5")?.date, BUNDLED.date);
  });
});

const DAY_MS = 86_400_000;

describe("a price list that was fetched", () => {
  const newer = BUNDLED.date + DAY_MS;
  const priced = (input: number) => [providerOf({ input_mtok: input, output_mtok: 2 })];

  it("goes before the bundled one", async () => {
    const list = await loadPriceList({ date: newer, providers: priced(7) });
    assert.deepEqual(list.origin, { kind: "refreshed", date: newer });
    assert.deepEqual(list.find("openai", "gpt-5"), {
      id: "gpt-5",
      date: newer,
      rules: [{ prices: prices({ input: 7, output: 2 }) }],
    });
  });

  it("leaves to the bundled one what it does not have, with its date", async () => {
    const list = await loadPriceList({ date: newer, providers: priced(7) });
    assert.equal(list.find("openai", "gpt-4.1")?.date, BUNDLED.date);
    assert.equal(list.find("anthropic", "claude-opus-5-5")?.date, BUNDLED.date);
  });

  it("is not used when the bundled one is newer", async () => {
    const list = await loadPriceList({ date: BUNDLED.date, providers: priced(7) });
    assert.equal(list.origin.kind, "bundled");
    assert.notDeepEqual(list.find("openai", "gpt-5")?.rules[0].prices.input, 7);
  });

  it("may say from when a price holds and at what time of day", async () => {
    const start = { constraint: { type: "start_date", start_date: "2026-11-01" }, prices: { input_mtok: 2 } } as const;
    // As an older format has it, without the kind, and in another zone.
    const daily = { constraint: { start_time: "08:00:00+08:00", end_time: "02:30:00Z" }, prices: { input_mtok: 3 } };
    const providers = [providerOf([{ prices: { input_mtok: 1 } }, start, daily] as never)];
    const { rules } = (await loadPriceList({ date: newer, providers })).find("openai", "gpt-5") ?? { rules: undefined };
    assert.ok(rules);
    const at = (moment: string) => pricesAt(rules, Date.parse(moment)).input;
    assert.equal(at("2026-10-31T12:00:00Z"), 1);
    assert.equal(at("2026-11-01T12:00:00Z"), 2);
    assert.equal(at("2026-11-01T00:00:00Z"), 3);
    assert.equal(at("2026-11-01T02:30:00Z"), 2);
  });

  it("that cannot be counted with is as good as none for that model", async () => {
    const broken = { ...providerOf({ input_mtok: 1 }), models: [{ id: "x", match: { regex: "(" }, prices: {} }] };
    const list = await loadPriceList({ date: newer, providers: [broken] });
    assert.equal(list.find("openai", "gpt-5")?.date, BUNDLED.date);
  });
});

function providerOf(modelPrices: Provider["models"][number]["prices"]): Provider {
  const models = [{ id: "gpt-5", match: { equals: "gpt-5" }, prices: modelPrices }];
  return { id: "openai", name: "OpenAI", api_pattern: "", models };
}

/** A rate that the list does not have is there and undefined. */
function prices(rates: { readonly input: number; readonly output: number }) {
  return { ...rates, cacheRead: undefined, cacheWrite: undefined, cacheWriteLong: undefined, reasoning: undefined };
}

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
