import assert from "node:assert/strict";
import * as sqlite from "node:sqlite";
import fc from "fast-check";
import { AccountBook } from "../../../src/ledger/accounts/account-book.ts";
import { openInMemory } from "../../../src/ledger/store/open-file.ts";
import type { PricedCall } from "../../../src/spec/call.ts";
import type { Cost } from "../../../src/spec/usage.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { inZone } from "../../support/time-zone.ts";
import { DAY, HOUR, NOW } from "./facts.ts";

interface Spent {
  readonly at: number;
  readonly usd: number | undefined;
  readonly provider: string;
  readonly credential: string;
  readonly drill?: boolean;
}

let lastId = 0;

function call({ at, usd, provider, credential, drill }: Spent): PricedCall {
  const cost: Cost = usd === undefined ? { kind: "unknown" } : { kind: "known", usd, source: "list" };
  const attempt = attemptOf({
    startedAt: at,
    provider,
    credential,
    model: "m",
    routeId: `${provider}/m`,
    usage: usageOf({ input: 10, output: 5 }),
    ...(drill === true && { role: "drill" as const }),
  });
  const made = callOf({ id: `call-${++lastId}`, startedAt: at, routeId: `${provider}/m` });
  return { ...made, attempts: [{ ...attempt, cost }], cost };
}

function bookOf(spent: readonly Spent[]): AccountBook {
  const store = openInMemory(sqlite, 1);
  store.append({ calls: spent.map(call), health: [], outcomes: [], limits: [] });
  return new AccountBook(store);
}

const one = (more: Partial<Spent> = {}): Spent => ({ at: NOW, usd: 1, provider: "openai", credential: "a", ...more });

describe("what was metered", () => {
  it("of a provider or of one key of it is told apart", () => {
    const book = bookOf([one(), one({ usd: 2, credential: "b" }), one({ usd: 4, provider: "other" })]);
    const span = { from: NOW - DAY, until: NOW + DAY };
    assert.deepEqual(book.metered({ provider: "openai" }, span), { usd: 3, unpriced: 0, tokens: 30, requests: 2 });
    assert.equal(book.metered({ provider: "openai", credential: "b" }, span).usd, 2);
    assert.equal(book.metered({ provider: "nobody" }, span).requests, 0);
  });

  it("counts what has no price, and leaves fire drills out", () => {
    const book = bookOf([one({ usd: undefined }), one({ drill: true, usd: 0 }), one()]);
    for (const until of [NOW + 1, NOW + 3 * DAY]) {
      const { unpriced, requests, usd } = book.metered({ provider: "openai" }, { from: NOW - 3 * DAY, until });
      assert.deepEqual({ unpriced, requests, usd }, { unpriced: 1, requests: 2, usd: 1 });
    }
  });

  it("between any two moments is the sum of the calls that began between them", () => {
    const minutes = fc.integer({ min: 0, max: 5 * 24 * 60 });
    const zones = fc.constantFrom("UTC", "America/New_York", "Asia/Kolkata");
    fc.assert(
      fc.property(zones, fc.array(minutes, { maxLength: 30 }), minutes, minutes, (zone, times, a, b) => {
        inZone(zone, () => {
          const start = Date.UTC(2026, 9, 30, 3, 17); // clocks are set back in New York within it
          const spent = times.map((minute) => one({ at: start + minute * 60_000 }));
          const span = { from: start + Math.min(a, b) * 60_000, until: start + Math.max(a, b) * 60_000 };
          const expected = spent.filter(({ at }) => at >= span.from && at < span.until).length;
          const found = bookOf(spent).metered({ provider: "openai" }, span);
          assert.deepEqual(found, { usd: expected, unpriced: 0, tokens: expected * 15, requests: expected });
        });
      }),
      { numRuns: 60 },
    );
  });

  it("begins with a day, and is nothing before", () => {
    const book = bookOf([one(), one({ at: NOW - 3 * DAY, credential: "b" })]);
    assert.ok((book.firstMetered({ provider: "openai", credential: "a" }) ?? 0) > NOW - DAY);
    assert.ok((book.firstMetered({ provider: "openai" }) ?? 0) < NOW - 2 * DAY);
    assert.equal(book.firstMetered({ provider: "other" }), undefined);
  });

  it("is told by UTC day and model", () => {
    // In a zone whose hours are UTC's.
    inZone("America/New_York", () => {
      const day = NOW - (NOW % DAY);
      const book = bookOf([
        one({ at: day }),
        one({ at: day + 23 * HOUR }),
        one({ at: day - 1 }),
        one({ provider: "x" }),
      ]);
      assert.deepEqual(book.meteredByDay("openai", { from: day - DAY, until: day + DAY }), [
        { day: day - DAY, model: "m", usd: 1 },
        { day, model: "m", usd: 2 },
      ]);
    });
  });
});
