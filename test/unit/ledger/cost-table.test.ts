import assert from "node:assert/strict";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import { loadPricing, type Pricing } from "../../../src/ledger/pricing/pricing.ts";
import { CATALOG } from "../../../src/providers/catalog/catalog.ts";
import type { AttemptRecord } from "../../../src/spec/call.ts";
import type { Cost } from "../../../src/spec/usage.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { ANTHROPIC_RECORDS } from "./cost-table-anthropic.ts";
import { GEMINI_RECORDS } from "./cost-table-gemini.ts";
import { OPENAI_RECORDS } from "./cost-table-openai.ts";
import { OTHER_RECORDS } from "./cost-table-others.ts";
import type { Published } from "./cost-table-prices.ts";
import type { Billed, CostRecord } from "./cost-table-record.ts";

const RECORDS: Readonly<Record<string, CostRecord>> = {
  ...OPENAI_RECORDS,
  ...ANTHROPIC_RECORDS,
  ...GEMINI_RECORDS,
  ...OTHER_RECORDS,
};

const NOON = "2026-11-24T12:00:00Z";

/** Whole trillionths of a US dollar: exact, as no price has more than six digits behind the point. */
type Pico = bigint;

const PICO_USD = 1_000_000_000_000n;

describe("what a usage costs, by the vendors' published prices", () => {
  let pricing: Pricing;
  before(async () => {
    const mine = { id: "mine", local: false, simulated: false };
    const provider = (id: string) => (id === "mine" ? mine : CATALOG.find((one) => one.id === id));
    pricing = await loadPricing({ provider, overrides: () => ({}) });
  });

  for (const [name, record] of Object.entries(RECORDS)) {
    it(`${name} (${record.model})`, () => {
      const cost = pricing.priceAttempt(attemptFrom(record));
      const { expected } = record;
      if (expected === "unknown") assert.deepEqual(cost, { kind: "unknown" });
      else if (expected === "free") assertExact(cost, 0n);
      else if ("reported" in expected) assertExact(cost, picoOf(expected.reported), "reported");
      else {
        assertExact(cost, billOf(expected.price, expected.billed), "list");
        assertSaved(cost, expected.price, expected.billed);
      }
    });
  }

  it("is shown for enough of them, of every kind", () => {
    const parts = [OPENAI_RECORDS, ANTHROPIC_RECORDS, GEMINI_RECORDS, OTHER_RECORDS];
    const count = parts.reduce((sum, part) => sum + Object.keys(part).length, 0);
    assert.equal(Object.keys(RECORDS).length, count, "two have the same name");
    const providers = new Set(Object.values(RECORDS).map(({ model }) => model.split("/")[0]));
    assert.ok(Object.keys(RECORDS).length >= 60, `${Object.keys(RECORDS).length} records`);
    for (const id of [
      "openai",
      "anthropic",
      "gemini",
      "deepseek",
      "mistral",
      "xai",
      "moonshot",
      "openrouter",
      "groq",
    ]) {
      assert.ok(providers.has(id), id);
    }
  });

  describe("in a call of several attempts", () => {
    const sonnet = named("cached tokens, which Anthropic counts beside the others");
    const luna = named("a prompt that was read in one part and written in another");
    const nothingSent: AttemptRecord = withoutUsage({ outcome: "failed" });
    const costOf = (...attempts: readonly AttemptRecord[]): Cost =>
      priceCall(callOf({ attempts }), pricing.priceAttempt).cost;

    it("is both of a hedge's attempts, the one that lost too", () => {
      const lost: AttemptRecord = { ...attemptFrom(luna), outcome: "cancelled", role: "hedge" };
      const cost = costOf(attemptFrom(sonnet), lost);
      assertExact(cost, bill(sonnet) + bill(luna), "list");
      assert.ok(cost.kind === "known" && cost.cacheSavedUsd !== undefined);
      assert.equal(nearest(cost.cacheSavedUsd), saving(sonnet) + saving(luna));
    });

    it("is that of an attempt that failed after tokens were used", () => {
      const failed: AttemptRecord = { ...attemptFrom(luna), outcome: "failed" };
      assertExact(costOf(failed, attemptFrom(sonnet)), bill(luna) + bill(sonnet), "list");
    });

    it("is nothing for an attempt that failed before anything was sent", () => {
      assertExact(costOf(nothingSent, attemptFrom(sonnet)), bill(sonnet), "list");
      assertExact(costOf(nothingSent), 0n, "free");
    });

    it("is never a part shown as the whole", () => {
      assert.deepEqual(costOf(attemptFrom(sonnet), attemptFrom(named("a model that nobody knows"))), {
        kind: "unknown",
      });
    });

    it("adds up without a cent too many or too few over ten thousand attempts", () => {
      const attempts = Array.from({ length: 10_000 }, (_, index) => attemptFrom(index % 2 ? sonnet : luna));
      assertExact(costOf(...attempts), 5000n * (bill(sonnet) + bill(luna)), "list");
    });
  });
});

function named(name: string): CostRecord {
  const record = RECORDS[name];
  assert.ok(record, name);
  return record;
}

function attemptFrom({ model, usage, at = NOON }: CostRecord): AttemptRecord {
  const slash = model.indexOf("/");
  const address = { provider: model.slice(0, slash), model: model.slice(slash + 1) };
  return attemptOf({ ...address, startedAt: Date.parse(at), usage });
}

function withoutUsage(more: Partial<AttemptRecord>): AttemptRecord {
  const { usage: _usage, ...attempt } = attemptOf(more);
  return attempt;
}

/** Of an amount of US dollars, as text. */
function picoOf(dollars: string): Pico {
  const [whole = "0", fraction = ""] = dollars.split(".");
  assert.ok(fraction.length <= 12, dollars);
  return BigInt(whole) * PICO_USD + BigInt(fraction.padEnd(12, "0"));
}

/** A price of a million tokens, for one. */
function eachOf(price: string): Pico {
  const pico = picoOf(price);
  assert.equal(pico % 1_000_000n, 0n, price);
  return pico / 1_000_000n;
}

function billOf(price: Published, billed: Billed): Pico {
  return kindsOf(billed).reduce((sum, [kind, count]) => sum + BigInt(count) * eachOf(rateOf(price, kind)), 0n);
}

/** What the same prompt would have cost more without a cache. */
function savingOf(price: Published, billed: Billed): Pico {
  const cached = kindsOf(billed).filter(([kind]) => kind.startsWith("cache"));
  const each = (kind: keyof Published): Pico => eachOf(price.input) - eachOf(rateOf(price, kind));
  return cached.reduce((sum, [kind, count]) => sum + BigInt(count) * each(kind), 0n);
}

function kindsOf(billed: Billed): readonly (readonly [keyof Published, number])[] {
  return Object.entries(billed) as [keyof Published, number][];
}

function rateOf(price: Published, kind: keyof Published): string {
  const rate = price[kind];
  assert.ok(rate !== undefined, `no price is published for ${kind}`);
  return rate;
}

function bill({ expected }: CostRecord): Pico {
  assert.ok(typeof expected === "object" && "price" in expected);
  return billOf(expected.price, expected.billed);
}

function saving({ expected }: CostRecord): Pico {
  assert.ok(typeof expected === "object" && "price" in expected);
  return savingOf(expected.price, expected.billed);
}

/** Binary arithmetic is off by less than this, and no price is this small. */
function nearest(usd: number): Pico {
  return BigInt(Math.round(usd * 1e12));
}

/** The same to the cent, and to a billionth of a dollar. */
function assertExact(cost: Cost, expected: Pico, source?: "list" | "reported" | "free"): void {
  assert.ok(cost.kind === "known", "the price is not known");
  if (source !== undefined) assert.equal(cost.source, source);
  assert.equal(centsOf(nearest(cost.usd)), centsOf(expected));
  const off = cost.usd - Number(expected) / 1e12;
  assert.ok(Math.abs(off) < 1e-9, `${cost.usd} is off by ${off}`);
}

/** Rounded half up, as an invoice is. */
function centsOf(pico: Pico): bigint {
  const cent = PICO_USD / 100n;
  return (pico + cent / 2n) / cent;
}

function assertSaved(cost: Cost, price: Published, billed: Billed): void {
  assert.ok(cost.kind === "known");
  const cached = kindsOf(billed).some(([kind]) => kind.startsWith("cache"));
  assert.equal(cost.cacheSavedUsd !== undefined, cached);
  if (cost.cacheSavedUsd !== undefined) assert.equal(nearest(cost.cacheSavedUsd), savingOf(price, billed));
}
