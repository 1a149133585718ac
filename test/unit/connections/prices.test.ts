import assert from "node:assert/strict";
import fc from "fast-check";
import { decodePrices } from "../../../src/connections/prices.ts";
import type { PriceOverrides } from "../../../src/ledger/pricing/overrides.ts";

const PRICE = { input: 3, output: 15 };

function messageOf(value: unknown): string | undefined {
  return decodePrices(value).problem?.message;
}

describe("the setting for prices", () => {
  it("is read as it is written", () => {
    const value = {
      "openai/gpt-*": { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5, cacheWriteLong: 5, reasoning: 12 },
      "openrouter/a/b:free": { input: 0, output: 0, request: 0.01 },
      "mine/long": { ...PRICE, tiers: [{ aboveTokens: 200_000, input: 6 }] },
      "mine/night": {
        ...PRICE,
        times: [
          { from: "00:30", until: "08:30", input: 1 },
          { from: "22:00", until: "24:00", zone: "Europe/Berlin", days: ["sat", "sun"], request: 1, tiers: [] },
        ],
      },
      "ollama/*": PRICE,
    };
    const { prices, problem } = decodePrices(value);
    assert.equal(problem, undefined);
    assert.deepEqual(prices, value);
    // What the pricing takes.
    const overrides: PriceOverrides = prices;
    assert.equal(Object.keys(overrides).length, 5);
  });

  it("keeps the other prices when one is malformed, and reports the first that is", () => {
    const { prices, problem } = decodePrices({ "a/b": PRICE, "a/c": { input: -1, output: 1 }, d: PRICE, "a/e": PRICE });
    assert.deepEqual(Object.keys(prices), ["a/b", "a/e"]);
    assert.deepEqual(problem, { setting: "switchyard.prices", message: 'at "a/c.input": a price is not negative' });
  });

  it("says what is wrong and where", () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [[], /^an object with a price for each provider\/model is wanted$/],
      [null, /^an object with a price/],
      [{ gpt: PRICE }, /^at "gpt": a price is listed under provider\/model$/],
      [{ "/gpt": PRICE }, /^at "\/gpt": a price is listed under provider\/model$/],
      [{ "openai/": PRICE }, /listed under provider\/model$/],
      [{ "openai/g*t": PRICE }, /^at "openai\/g\*t": an asterisk stands only at the end/],
      [{ "*/gpt": PRICE }, /listed under provider\/model$/],
      [{ "a/b": 3 }, /^at "a\/b": a price is an object such as \{ "input": 3, "output": 15 \}$/],
      [{ "a/b": null }, /^at "a\/b": a price is an object such as/],
      [{ "a/b": { input: 3 } }, /^at "a\/b\.output": a price has no "output"; write it as/],
      [{ "a/b": { ...PRICE, cached: 1 } }, /^at "a\/b\.cached": "cached" is nothing that a price has$/],
      [{ "a/b": { ...PRICE, input: "3" } }, /^at "a\/b\.input": a price is a number of US dollars$/],
      [{ "a/b": { ...PRICE, input: Infinity } }, /number of US dollars$/],
      [{ "a/b": { ...PRICE, tiers: {} } }, /^at "a\/b\.tiers": tiers is a list of tiers$/],
      [
        { "a/b": { ...PRICE, tiers: [{ input: 1 }] } },
        /^at "a\/b\.tiers\.0\.aboveTokens": a tier has no "aboveTokens"/,
      ],
      [{ "a/b": { ...PRICE, tiers: [{ aboveTokens: 0 }] } }, /aboveTokens is at least 1$/],
      [{ "a/b": { ...PRICE, tiers: [{ aboveTokens: 1.5 }] } }, /aboveTokens is a whole number$/],
      [{ "a/b": { ...PRICE, tiers: [{ aboveTokens: 5, request: 1 }] } }, /"request" is nothing that a tier has$/],
      [withTime({ from: "8:30" }), /^at "a\/b\.times\.0\.from": from is a time such as "08:30"$/],
      [withTime({ from: "24:00" }), /from is a time such as/],
      [withTime({ until: "24:01" }), /until is a time such as/],
      [withTime({ until: 8 }), /until is a time such as/],
      [withTime({ from: "09:00", until: "09:00" }), /^at "a\/b\.times\.0": from and until are the same/],
      [withTime({ zone: "Mars/Olympus" }), /there is no time zone "Mars\/Olympus"; write it as Europe\/Berlin or UTC$/],
      [withTime({ days: ["monday"] }), /days\.0": a day is mon, tue/],
      [withTime({ days: [] }), /days names at least one day$/],
      [withTime({ tiers: [{}] }), /times\.0\.tiers\.0\.aboveTokens": a tier has no "aboveTokens"/],
    ];
    for (const [value, message] of cases) assert.match(messageOf(value) ?? "nothing is wrong", message);
  });

  it("takes a name for a name, whatever it is", () => {
    const value: unknown = JSON.parse(
      '{ "__proto__": { "input": 1, "output": 1 }, "a/__proto__": { "input": 1, "output": 2 } }',
    );
    const { prices, problem } = decodePrices(value);
    assert.deepEqual(Object.keys(prices), ["a/__proto__"]);
    assert.match(problem?.message ?? "", /^at "__proto__"/);
  });

  it("is never more than it was said, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything())), (value) => {
        const { prices, problem } = decodePrices(value);
        const names = typeof value === "object" && value !== null ? Object.keys(value) : [];
        assert.ok(Object.keys(prices).every((name) => names.includes(name)));
        assert.ok(problem !== undefined || Object.keys(prices).length === names.length);
      }),
    );
  });
});

function withTime(time: object) {
  return { "a/b": { ...PRICE, times: [{ from: "00:30", until: "08:30", ...time }] } };
}
