import assert from "node:assert/strict";
import { corrected, type Correction } from "../../../src/ledger/pricing/correct.ts";
import { CORRECTIONS } from "../../../src/ledger/pricing/corrections.ts";
import { loadPriceList, type ListedModel, type PriceList } from "../../../src/ledger/pricing/price-list.ts";
import { pricesAt } from "../../../src/ledger/pricing/price-rules.ts";
import { CATALOG } from "../../../src/providers/catalog/catalog.ts";

/** A name that each correction is for, in the order in which they stand. */
const NAMES = ["claude-haiku-5-5", "claude-sonnet-5-5", "deepseek-v4-flash", "deepseek-flash", "deepseek-v4-pro"];

const CORRECTION: Correction = {
  priceId: "openai",
  models: /^gpt-x$/,
  instead: { id: "gpt", input: 2 },
  rules: [{ prices: { input: 3, output: 9 } }],
  checked: 1000,
  source: "https://vendor.example/prices",
  reason: "The list has another price.",
};

describe("a correction of the list", () => {
  it("takes the place of what the list has wrong", () => {
    assert.deepEqual(corrected(listOf({ id: "gpt", input: 2 }), [CORRECTION]).find("openai", "gpt-x"), {
      id: "gpt-x",
      rules: CORRECTION.rules,
      date: 1000,
      correctedFrom: "https://vendor.example/prices",
    });
  });

  it("is for its own model at its own provider alone", () => {
    const list = corrected(listOf({ id: "gpt", input: 2 }), [CORRECTION]);
    assert.equal(list.find("openai", "gpt-xy")?.id, "gpt");
    assert.equal(list.find("azure", "gpt-x")?.id, "gpt");
  });

  it("gives way to a list that has learned of it", () => {
    assert.equal(corrected(listOf({ id: "gpt", input: 3 }), [CORRECTION]).find("openai", "gpt-x")?.id, "gpt");
    assert.equal(corrected(listOf({ id: "gpt-x", input: 2 }), [CORRECTION]).find("openai", "gpt-x")?.date, 0);
    const missing = { ...CORRECTION, instead: undefined };
    assert.equal(corrected(listOf({ id: "gpt", input: 2 }), [missing]).find("openai", "gpt-x")?.id, "gpt");
    assert.equal(corrected(listOf(undefined), [missing]).find("openai", "gpt-x")?.id, "gpt-x");
    assert.equal(corrected(listOf(undefined), [CORRECTION]).find("openai", "gpt-x"), undefined);
  });
});

describe("the corrections that come with the program", () => {
  let list: PriceList;
  before(async () => {
    list = await loadPriceList();
  });

  for (const [index, name] of NAMES.entries()) {
    it(`are wanted for ${name}`, () => {
      const correction = CORRECTIONS[index];
      assert.ok(correction);
      assert.ok(correction.models.test(name));
      const found = corrected(list, CORRECTIONS).find(correction.priceId, name);
      assert.equal(found?.correctedFrom, correction.source, "the bundled list has it otherwise now: look it up anew");
    });
  }

  it("are none but these, and each says where it is from and why", () => {
    assert.equal(CORRECTIONS.length, NAMES.length);
    for (const { source, reason, checked } of CORRECTIONS) {
      assert.match(source, /^https:\/\/(?:platform\.claude\.com|api-docs\.deepseek\.com)\//);
      assert.match(reason, /^[A-Z].*\.$/);
      assert.ok(checked > list.origin.date);
    }
  });

  it("leave the models beside theirs alone", () => {
    const better = corrected(list, CORRECTIONS);
    for (const name of ["claude-sonnet-5", "claude-sonnet-5-50", "claude-haiku-4-5", "claude-opus-5-5"]) {
      assert.deepEqual(better.find("anthropic", name), list.find("anthropic", name), name);
    }
  });
});

describe("what the catalog offers", () => {
  it("has a price, every model of every provider that is in the list", async () => {
    const list = corrected(await loadPriceList(), CORRECTIONS);
    const unpriced = CATALOG.flatMap(({ id, priceId, models }) =>
      models
        .filter(({ id: model }) => priceId === undefined || !isPriced(list.find(priceId, model)))
        .map((model) => `${id}/${model.id}`),
    );
    assert.deepEqual(unpriced, []);
  });

  it("is of a provider that the list has, wherever a price can be known", async () => {
    const unknown = CATALOG.filter(({ local, priceId }) => !local && priceId === undefined).map(({ id }) => id);
    // Anyone may be behind these; what a call cost, some of them say themselves.
    assert.deepEqual(unknown, ["litellm", "bifrost", "portkey", "new-api"]);
  });
});

function isPriced(listed: ListedModel | undefined): boolean {
  if (listed === undefined) return false;
  const { input, output } = pricesAt(listed.rules, Date.parse("2026-11-24T12:00:00Z"));
  return input !== undefined && output !== undefined;
}

/** A list that finds the same model for every name. */
function listOf(found: { readonly id: string; readonly input: number } | undefined): PriceList {
  const listed = found && { id: found.id, date: 0, rules: [{ prices: { input: found.input, output: 1 } }] as const };
  return { origin: { kind: "bundled", date: 0 }, find: () => listed };
}
