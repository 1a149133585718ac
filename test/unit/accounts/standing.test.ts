import assert from "node:assert/strict";
import { accountStanding, type AccountFacts } from "../../../src/ledger/accounts/standing.ts";
import { balance, DAY, evenly, HOUR, NOW, order } from "./facts.ts";

const facts = (more: Partial<AccountFacts> = {}): AccountFacts => ({
  provider: "deepseek",
  credential: "key-1",
  readings: [],
  orders: [],
  metered: evenly(0.1),
  rates: {},
  now: NOW,
  ...more,
});

describe("how an account stands", () => {
  it("is unknown before it was read and before anything was paid in", () => {
    assert.deepEqual(accountStanding(facts()), {
      spentSinceUsd: 0,
      history: [],
      reconciliation: { kind: "untold", reason: "The provider did not tell its balance yet." },
    });
  });

  it("is what was read last, what was metered since, and when it runs out", () => {
    const readings = [balance({ at: NOW - 3 * DAY, remaining: 20 }), balance({ at: NOW - 10 * HOUR, remaining: 13.8 })];
    const standing = accountStanding(facts({ readings }));
    assert.equal(standing.balance, readings[1]);
    assert.equal(standing.spentSinceUsd, 1);
    assert.deepEqual(
      standing.history.map(({ remaining }) => remaining),
      [20, 13.8],
    );
    assert.ok(standing.reconciliation.kind === "told");
    assert.ok(Math.abs(standing.reconciliation.differenceUsd) < 1e-9);
    assert.equal(standing.runOut?.likely, NOW + Math.round((12.8 / 2.4) * DAY));
  });

  it("is estimated where the provider tells nothing", () => {
    const standing = accountStanding(facts({ orders: [order({ amount: 20 })] }));
    assert.equal(standing.balance?.source, "estimated");
    assert.equal(standing.spentSinceUsd, 0);
    assert.ok(standing.runOut);
  });

  it("compares over a week at most, and not over minutes", () => {
    const reading = (days: number, remaining: number) => balance({ at: NOW - days * DAY, remaining });
    const compared = (readings: readonly ReturnType<typeof balance>[]) => {
      const { reconciliation } = accountStanding(facts({ readings }));
      return reconciliation.kind === "told" ? (NOW - reconciliation.from) / DAY : undefined;
    };
    assert.equal(compared([reading(9, 50), reading(6, 40), reading(1, 30), reading(0, 20)]), 6);
    assert.equal(compared([reading(9, 50), reading(0, 20)]), undefined);
    assert.equal(compared([balance({ at: NOW - 60_000, remaining: 21 }), reading(0, 20)]), undefined);
  });

  it("goes by dollars where there are several currencies, or by the one that holds something", () => {
    const both = (at: number, usd: number, cny: number) => [
      balance({ at, currency: "CNY", remaining: cny }),
      balance({ at, currency: "USD", remaining: usd }),
    ];
    assert.equal(accountStanding(facts({ readings: both(NOW, 5, 10) })).balance?.currency, "USD");
    assert.equal(accountStanding(facts({ readings: both(NOW, 0, 10) })).balance?.currency, "CNY");
    assert.equal(accountStanding(facts({ readings: both(NOW, 0, 0) })).balance?.currency, "USD");
  });

  it("does not foretell in a currency without a rate", () => {
    const readings = [balance({ currency: "CNY", remaining: 10 })];
    assert.equal(accountStanding(facts({ readings })).runOut, undefined);
    assert.ok(accountStanding(facts({ readings, rates: { CNY: 0.14 } })).runOut);
  });

  it("does not run out where nothing limits it, or before its limit begins anew", () => {
    const { remaining: _, ...unlimited } = balance({ unlimited: true, used: 3 });
    assert.equal(accountStanding(facts({ readings: [unlimited] })).runOut, undefined);
    const soon = balance({ remaining: 10, resetsAt: NOW + DAY });
    assert.equal(accountStanding(facts({ readings: [soon] })).runOut, undefined);
  });
});
