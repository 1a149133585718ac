import assert from "node:assert/strict";
import type { PriceRow } from "../../../src/protocol/dashboard/prices.ts";
import {
  findPrices,
  linesUnder,
  moreWords,
  otherRates,
  unknownInUse,
} from "../../../webview-ui/dashboard/pages/prices/price-rows.ts";
import { rate } from "../../../webview-ui/dashboard/pages/prices/rate.ts";

const row = (model: string, more: Partial<PriceRow> = {}): PriceRow => ({
  provider: "openai",
  providerName: "OpenAI",
  model,
  source: "list",
  tiers: [],
  times: [],
  used: false,
  ...more,
});

describe("a price", () => {
  it("is as exact as it is given, with cents at least", () => {
    assert.deepEqual([2.5, 15, 0.075, 0.0375, 0.0000025, 0, 1_200].map(rate), [
      "$2.50",
      "$15.00",
      "$0.075",
      "$0.0375",
      "$0.0000025",
      "$0",
      "$1,200.00",
    ]);
  });

  it("loses the dust of the arithmetic", () => {
    assert.equal(rate(0.1 + 0.2), "$0.30");
  });
});

describe("the search for prices", () => {
  const rows = [
    row("gpt-5-mini", { used: true }),
    row("claude-sonnet-4-5", { provider: "anthropic", providerName: "Anthropic" }),
    row("Qwen 2.5", { provider: "mine", providerName: "Mine", source: "unknown", used: true }),
  ];
  const found = (search: string, usedOnly = false) => findPrices(rows, search, usedOnly).map(({ model }) => model);

  it("wants every word somewhere in model, provider or source, case ignored", () => {
    assert.deepEqual(found("SONNET anthropic"), ["claude-sonnet-4-5"]);
    assert.deepEqual(found("unknown"), ["Qwen 2.5"]);
    assert.deepEqual(found("gpt anthropic"), []);
    assert.equal(found("  ").length, 3);
  });

  it("can keep to models that are used", () => {
    assert.deepEqual(found("", true), ["gpt-5-mini", "Qwen 2.5"]);
  });

  it("tells of models in use that no sum has", () => {
    assert.deepEqual(
      unknownInUse(rows).map(({ model }) => model),
      ["Qwen 2.5"],
    );
  });
});

describe("what stands under a model", () => {
  const tiered = row("gemini", {
    tiers: [{ aboveTokens: 200_000, input: 4 }],
    times: [
      { when: "00:30 to 16:30 UTC", input: 1 },
      { when: "16:30 to 00:30 UTC", input: 2 },
    ],
  });

  it("is a line for each tier and each time of day, with keys of their own", () => {
    assert.deepEqual(
      linesUnder(tiered).map(({ when, rates }) => [when, rates.input]),
      [
        ["above 200k tokens of prompt", 4],
        ["00:30 to 16:30 UTC", 1],
        ["16:30 to 00:30 UTC", 2],
      ],
    );
    assert.equal(new Set(linesUnder(tiered).map(({ key }) => key)).size, 3);
    assert.equal(moreWords(tiered), "1 tier, 2 times of day");
    assert.equal(moreWords(row("plain")), undefined);
  });

  it("names what else is charged", () => {
    assert.equal(otherRates({ cacheWriteLong: 6, request: 0.005 }), "$6.00 cache for an hour, $0.005 a request");
    assert.equal(otherRates({ input: 1 }), "");
  });
});
