import assert from "node:assert/strict";
import fc from "fast-check";
import { overridesFrom, type PriceOverride, type PriceOverrides } from "../../../src/ledger/pricing/overrides.ts";
import { pricesAt } from "../../../src/ledger/pricing/price-rules.ts";
import { costOf, type TokenCounts } from "../../../src/ledger/pricing/token-prices.ts";

const M = 1_000_000;
const NONE: TokenCounts = { input: 0, cacheRead: 0, cacheWrite: 0, cacheWriteLong: 0, output: 0, reasoning: 0 };

/** What these tokens cost under a user's price, in US dollars. */
function cost(override: PriceOverride, tokens: Partial<TokenCounts>, at = "2026-11-24T12:00:00Z"): number | undefined {
  const found = overridesFrom(() => ({ "a/b": override }))("a/b");
  assert.ok(found);
  return costOf(pricesAt(found.rules, Date.parse(at)), { ...NONE, ...tokens });
}

function assertUsd(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-12, `${actual}, not ${expected}`);
}

describe("a user's price", () => {
  it("has a rate for each kind of token, and one for the request", () => {
    const override = {
      input: 1,
      output: 2,
      cacheRead: 3,
      cacheWrite: 4,
      cacheWriteLong: 5,
      reasoning: 6,
      request: 0.5,
    };
    const tokens = {
      input: 10 * M,
      cacheRead: M,
      cacheWrite: 2 * M,
      cacheWriteLong: 3 * M,
      output: 3 * M,
      reasoning: M,
    };
    assertUsd(cost(override, tokens), 4 * 1 + 1 * 3 + 2 * 4 + 3 * 5 + 2 * 2 + 1 * 6 + 0.5);
    assertUsd(cost({ input: 1, output: 2, request: 0.25 }, {}), 0.25);
  });

  it("counts a kind without a rate as the kind that contains it", () => {
    const tokens = { input: 3 * M, cacheRead: M, cacheWrite: M, cacheWriteLong: M, output: M, reasoning: M };
    assertUsd(cost({ input: 1, output: 2 }, tokens), 3 * 1 + 1 * 2);
    assertUsd(cost({ input: 1, output: 2, cacheWrite: 7 }, tokens), 1 + 7 + 7 + 2);
  });

  describe("with tiers", () => {
    const tiers = [
      { aboveTokens: 200, input: 10, cacheRead: 5 },
      { aboveTokens: 100, input: 4, output: 6 },
    ];
    const override = { input: 2, output: 3, tiers };

    it("takes those of the highest tier that the prompt is above, for all tokens", () => {
      assertUsd(cost(override, { input: 100, output: 100 }), (100 * 2 + 100 * 3) / M);
      assertUsd(cost(override, { input: 101, output: 100 }), (101 * 4 + 100 * 6) / M);
      assertUsd(cost(override, { input: 201, output: 100 }), (201 * 10 + 100 * 6) / M);
    });

    it("counts cached tokens into the prompt's length, and prices them by the tier's rate", () => {
      assertUsd(cost(override, { input: 150, cacheRead: 150 }), (150 * 4) / M);
      assertUsd(cost(override, { input: 300, cacheRead: 250 }), (50 * 10 + 250 * 5) / M);
    });
  });

  describe("with times of day", () => {
    const override: PriceOverride = {
      input: 2,
      output: 8,
      cacheRead: 1,
      request: 1,
      tiers: [{ aboveTokens: 100, input: 4, output: 16 }],
      times: [
        { from: "12:30", until: "13:00", input: 0 },
        { from: "12:00", until: "14:00", input: 0.5, request: 2 },
        { from: "20:00", until: "24:00", zone: "Asia/Shanghai", output: 1, tiers: [{ aboveTokens: 50, output: 3 }] },
      ],
    };

    it("takes what the time says, and leaves the rest as usual", () => {
      const tokens = { input: 60, cacheRead: 10, output: 10 };
      assertUsd(cost(override, tokens, "2026-11-24T11:59:59Z"), (50 * 2 + 10 * 1 + 10 * 8) / M + 1);
      // 20:00 in Shanghai; the second time still holds there, and goes before the third.
      assertUsd(cost(override, tokens, "2026-11-24T12:00:00Z"), (50 * 0.5 + 10 * 1 + 10 * 8) / M + 2);
      assertUsd(cost(override, tokens, "2026-11-24T14:00:00Z"), (50 * 2 + 10 * 1 + 10 * 3) / M + 1);
    });

    it("takes the first one that holds", () => {
      assertUsd(cost(override, { input: 50 }, "2026-11-24T12:30:00Z"), 1);
      assertUsd(cost(override, { input: 50 }, "2026-11-24T13:00:00Z"), (50 * 0.5) / M + 2);
    });

    it("has its own rate in prompts of any length, and the usual tiers for the other kinds", () => {
      assertUsd(cost(override, { input: 101, output: 10 }, "2026-11-24T13:30:00Z"), (101 * 0.5 + 10 * 16) / M + 2);
    });
  });
});

describe("the name of a user's price", () => {
  const named: PriceOverrides = {
    "openai/*": { input: 1, output: 1 },
    "openai/gpt-*": { input: 2, output: 2 },
    "openai/gpt-6*": { input: 3, output: 3 },
    "openai/gpt-6-sol": { input: 4, output: 4 },
    "openrouter/openai/*": { input: 5, output: 5 },
  };
  const settingOf = (address: string) => overridesFrom(() => named)(address)?.setting;

  it("is the model's own before all that end in an asterisk, and of those the longest", () => {
    assert.equal(settingOf("openai/gpt-6-sol"), "openai/gpt-6-sol");
    assert.equal(settingOf("openai/gpt-6-luna"), "openai/gpt-6*");
    assert.equal(settingOf("openai/gpt-5"), "openai/gpt-*");
    assert.equal(settingOf("openai/o3"), "openai/*");
    assert.equal(settingOf("openrouter/openai/gpt-6-sol"), "openrouter/openai/*");
    assert.equal(settingOf("openrouter/mistralai/codestral"), undefined);
    assert.equal(settingOf("azure/gpt-6-sol"), undefined);
  });

  it("is not one that every object has", () => {
    const find = overridesFrom(() => ({}));
    for (const name of ["constructor", "__proto__", "toString"]) assert.equal(find(name), undefined);
  });

  it("does not depend on the order in which they stand, nor on what was asked before", () => {
    const name = fc.constantFrom("a/*", "a/x*", "a/xy*", "a/xyz*", "a/xy", "a/x", "b/*");
    const address = fc.constantFrom("a/x", "a/xy", "a/xyz", "a/xyzz", "a/q", "b/x", "c/x");
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.array(address, { minLength: 1 }), (names, addresses) => {
        const price = { input: 1, output: 1 };
        const find = overridesFrom(once(Object.fromEntries(names.map((one) => [one, price]))));
        const reversed = overridesFrom(once(Object.fromEntries(names.toReversed().map((one) => [one, price]))));
        for (const one of addresses) {
          const expected = names.includes(one as never) ? one : longest(names, one);
          assert.equal(find(one)?.setting, expected);
          assert.equal(reversed(one)?.setting, expected);
        }
      }),
    );
  });

  it("is looked up anew when the settings are others", () => {
    let overrides: PriceOverrides = {};
    const find = overridesFrom(() => overrides);
    assert.equal(find("a/b"), undefined);
    overrides = { "a/*": { input: 1, output: 1 } };
    assert.equal(find("a/b")?.setting, "a/*");
    assert.equal(find("a/b"), find("a/b"), "and remembered while they are not");
  });
});

function once(overrides: PriceOverrides): () => PriceOverrides {
  return () => overrides;
}

function longest(names: readonly string[], address: string): string | undefined {
  return names
    .filter((name) => name.endsWith("*") && address.startsWith(name.slice(0, -1)))
    .toSorted((a, b) => b.length - a.length)[0];
}
