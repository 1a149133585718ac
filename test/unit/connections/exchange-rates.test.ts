import assert from "node:assert/strict";
import { decodeExchangeRates } from "../../../src/connections/exchange-rates.ts";

describe("exchange rates in the settings", () => {
  it("are dollars for one unit, by the currency's code", () => {
    assert.deepEqual(decodeExchangeRates({ CNY: 0.14, EUR: 1.1 }), { exchangeRates: { CNY: 0.14, EUR: 1.1 } });
    assert.deepEqual(decodeExchangeRates({}), { exchangeRates: {} });
  });

  for (const [what, value, says] of [
    ["a rate of nothing", { CNY: 0 }, /"CNY": a rate is above 0/],
    ["a rate that is text", { CNY: "0.14" }, /a rate is a number/],
    ["a currency that is none", { "": 1 }, /a currency is a code/],
    ["a list", [0.14], /an object is wanted/],
  ] as const) {
    it(`count as none with ${what}, which is told`, () => {
      const { exchangeRates, problem } = decodeExchangeRates(value);
      assert.deepEqual(exchangeRates, {});
      assert.match(problem?.message ?? "", says);
      assert.equal(problem?.setting, "switchyard.exchangeRates");
    });
  }
});
