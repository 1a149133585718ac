import assert from "node:assert/strict";
import { moneyPhrase } from "../../../../src/router/choose/money-phrase.ts";
import { timePhrase } from "../../../../src/router/time-phrase.ts";

describe("an amount of money", () => {
  const rows: readonly (readonly [number, string])[] = [
    [0, "$0"],
    [0.00009, "under $0.0001"],
    [0.0001, "$0.0001"],
    [0.00042, "$0.00042"],
    [0.0042, "$0.0042"],
    [0.0999, "$0.10"],
    [0.31, "$0.31"],
    [12.5, "$12.50"],
    [567, "$567.00"],
  ];
  for (const [usd, phrase] of rows) it(`of ${usd} reads ${phrase}`, () => assert.equal(moneyPhrase(usd), phrase));
});

describe("a time", () => {
  const rows: readonly (readonly [number, string])[] = [
    [99, "under 0.1 s"],
    [100, "0.1 s"],
    [620, "0.6 s"],
    [9940, "9.9 s"],
    [9960, "10 s"],
    [61_400, "61 s"],
  ];
  for (const [ms, phrase] of rows) it(`of ${ms} ms reads ${phrase}`, () => assert.equal(timePhrase(ms), phrase));
});
