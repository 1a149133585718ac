import assert from "node:assert/strict";
import type { PriceOverrides } from "../../../src/ledger/pricing/overrides.ts";
import { BUNDLED } from "../../../src/ledger/pricing/price-list.ts";
import type { TableRow } from "../../../src/ledger/pricing/price-table.ts";
import { loadPricing, type Pricing } from "../../../src/ledger/pricing/pricing.ts";

const NOON = Date.parse("2026-11-24T12:00:00Z");
const PROVIDERS: Readonly<Record<string, { priceId?: string; local: boolean; simulated: boolean }>> = {
  openai: { priceId: "openai", local: false, simulated: false },
  anthropic: { priceId: "anthropic", local: false, simulated: false },
  deepseek: { priceId: "deepseek", local: false, simulated: false },
  ollama: { local: true, simulated: false },
  mine: { local: false, simulated: false },
};
const OVERRIDES: PriceOverrides = {
  "mine/*": {
    input: 1,
    output: 4,
    request: 0.01,
    tiers: [{ aboveTokens: 1000, input: 2 }],
    times: [
      { from: "00:30", until: "08:30", input: 0.5 },
      { from: "22:00", until: "24:00", zone: "Europe/Berlin", days: ["sat"], output: 2 },
    ],
  },
};

describe("the table of prices", () => {
  let pricing: Pricing;
  before(async () => {
    pricing = await loadPricing({ provider: (id) => PROVIDERS[id], overrides: () => OVERRIDES });
  });
  const rowOf = (address: string, at = NOON): TableRow => {
    const [provider = "", model = ""] = address.split("/");
    const [row] = pricing.listPrices([{ provider, model }], at);
    assert.ok(row);
    return row;
  };

  it("has a row for each model, in the order asked for", () => {
    const models = ["mine/a", "openai/gpt-5", "ollama/qwen3", "openai/gpt-of-tomorrow"].map((address) => {
      const [provider = "", model = ""] = address.split("/");
      return { provider, model };
    });
    const rows = pricing.listPrices(models, NOON);
    assert.deepEqual(
      rows.map(({ model, source }) => [model, source]),
      [
        ["a", "override"],
        ["gpt-5", "list"],
        ["qwen3", "free"],
        ["gpt-of-tomorrow", "unknown"],
      ],
    );
  });

  it("says what the list has, since when, and as which model", () => {
    assert.deepEqual(rowOf("openai/gpt-5-mini-2025-08-07"), {
      provider: "openai",
      model: "gpt-5-mini-2025-08-07",
      source: "list",
      input: 0.25,
      output: 2,
      cacheRead: 0.025,
      tiers: [],
      times: [],
      listDate: BUNDLED.date,
      matched: "gpt-5-mini",
    });
    assert.ok(!("matched" in rowOf("openai/gpt-5-mini")));
  });

  it("has the rates of long prompts as tiers", () => {
    const { input, tiers } = rowOf("openai/gpt-6-sol");
    assert.equal(input, 2);
    assert.deepEqual(tiers, [{ aboveTokens: 272_000, input: 4, output: 15, cacheRead: 0.4, cacheWrite: 5 }]);
  });

  it("has times of day without words", () => {
    const days = ["mon", "tue", "wed", "thu", "fri"];
    const { input, times, correctedFrom } = rowOf("deepseek/deepseek-v4-pro");
    assert.equal(input, 0.66);
    const peak = { zone: "Asia/Shanghai", days, input: 1.32, output: 3.96, cacheRead: 0.044, tiers: [] };
    assert.deepEqual(times, [
      { from: 840, until: 1080, ...peak },
      { from: 540, until: 720, ...peak },
    ]);
    assert.equal(correctedFrom, "https://api-docs.deepseek.com/quick_start/pricing");
  });

  it("is that of the day that is asked for", () => {
    const before = rowOf("deepseek/deepseek-v4-pro", Date.parse("2026-08-01T02:00:00Z"));
    assert.deepEqual([before.input, before.times], [0.435, []]);
    assert.equal(rowOf("anthropic/claude-sonnet-5-5", Date.parse("2026-10-06T00:00:00Z")).cacheRead, 0.2);
    assert.equal(rowOf("anthropic/claude-sonnet-5-5", Date.parse("2026-10-07T00:00:00Z")).cacheRead, 0.1);
  });

  it("says what the user said, and under which name", () => {
    const tiers = [{ aboveTokens: 1000, input: 2, output: 4 }];
    assert.deepEqual(rowOf("mine/a"), {
      provider: "mine",
      model: "a",
      source: "override",
      setting: "mine/*",
      input: 1,
      output: 4,
      request: 0.01,
      tiers,
      times: [
        {
          from: 30,
          until: 510,
          zone: "UTC",
          input: 0.5,
          output: 4,
          request: 0.01,
          tiers: [{ ...tiers[0], input: 0.5 }],
        },
        {
          from: 1320,
          until: 1440,
          zone: "Europe/Berlin",
          days: ["sat"],
          input: 1,
          output: 2,
          request: 0.01,
          tiers: [{ ...tiers[0], output: 2 }],
        },
      ],
    });
  });

  it("has no price where the list has a model without one", () => {
    const { source, input } = rowOf("openai/omni-moderation-latest");
    assert.deepEqual([source, input], ["unknown", undefined]);
  });

  it("is the same after being sent", () => {
    for (const address of ["mine/a", "openai/gpt-6-sol", "deepseek/deepseek-v4-pro", "ollama/q", "openai/none"]) {
      const row = rowOf(address);
      assert.deepEqual(JSON.parse(JSON.stringify(row)), row);
    }
  });
});
