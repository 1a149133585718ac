import assert from "node:assert/strict";
import type { AccountCard, PlanCard } from "../../../src/spec/account-card.ts";
import type { Balance } from "../../../src/spec/account.ts";
import {
  balanceFacts,
  isLow,
  lastsWords,
  leftWords,
} from "../../../webview-ui/dashboard/pages/accounts/account-words.ts";
import {
  leftShare,
  priceWords,
  quotaLeft,
  quotaWords,
  renewsWords,
  runsOutWords,
} from "../../../webview-ui/dashboard/pages/accounts/plan-words.ts";

/** Thursday. */
const now = new Date(2026, 10, 12, 9).getTime();
const day = 86_400_000;

const balance: Balance = { provider: "p", credential: "c", at: now, source: "reported", currency: "USD", remaining: 5 };
const row = (more: Partial<AccountCard> = {}): AccountCard => ({
  credential: "c",
  provider: "p",
  providerName: "P",
  label: "",
  simulated: false,
  balance,
  spentSinceUsd: 0,
  history: [],
  reading: false,
  canRefresh: true,
  ...more,
});

describe("what is left on an account, in words", () => {
  it("is never a figure that nobody gave", () => {
    const { remaining: _, ...unknown } = balance;
    assert.equal(leftWords(balance), "$5.00");
    assert.equal(leftWords(undefined), "Unknown");
    assert.equal(leftWords(unknown), "Unknown");
    assert.equal(leftWords({ ...unknown, unlimited: true }), "No limit");
    assert.equal(leftWords({ ...unknown, used: 3 }), "$3.00 used");
  });

  it("says what it is made of and when that ends", () => {
    const facts = balanceFacts(
      {
        ...balance,
        granted: 20,
        used: 15,
        parts: [{ label: "granted", amount: 1 }],
        resetsAt: now + day,
        expiresAt: now - 3 * day,
      },
      now,
    );
    assert.deepEqual(facts, ["of $20.00", "$15.00 used", "$1.00 granted", "begins anew tomorrow", "expired on 9 Nov"]);
  });

  it("runs out on a day, which is never one that is over", () => {
    assert.equal(lastsWords(row({ runsOutAt: now + 2 * day }), now), "Runs out on Saturday at the last week's pace.");
    assert.equal(lastsWords(row({ runsOutAt: now - day }), now), "Runs out today at the last week's pace.");
    assert.equal(lastsWords(row(), now), "Nothing was spent in the last week.");
    assert.equal(
      lastsWords(row({ balance: { ...balance, remaining: -1 } }), now),
      "Used up. Top it up at the provider.",
    );
  });

  it("is low when it is used up or will be within three days", () => {
    assert.equal(isLow(row({ runsOutAt: now + 2 * day }), now), true);
    assert.equal(isLow(row({ runsOutAt: now + 4 * day }), now), false);
    assert.equal(isLow(row({ balance: { ...balance, remaining: 0 } }), now), true);
    assert.equal(isLow(row(), now), false);
  });
});

describe("a plan in words", () => {
  const plan: PlanCard = {
    providerName: "Groq",
    plan: {
      id: "p1",
      provider: "groq",
      name: "Developer",
      period: "month",
      startedAt: now - 100 * day,
      quota: { unit: "requests", amount: 1_500 },
    },
    used: 1_088,
    left: 412,
    renewsAt: new Date(2026, 11, 1).getTime(),
  };

  it("tells what is left of what", () => {
    assert.equal(quotaWords(plan.plan), "1,500 requests a month");
    assert.equal(quotaLeft(plan), "412 of 1,500 requests left");
    assert.equal(quotaLeft({ ...plan, left: 0 }), "Used up: all 1,500 requests");
    assert.equal(quotaLeft({ ...plan, left: -4 }), "Used up: all 1,500 requests");
    assert.ok(Math.abs(leftShare(plan) - 412 / 1_500) < 1e-9);
    assert.deepEqual([leftShare({ ...plan, left: -4 }), leftShare({ ...plan, left: 9_999 })], [0, 1]);
  });

  it("tells when it renews, ends or ended", () => {
    assert.equal(renewsWords(plan, now), "on 1 Dec");
    assert.equal(renewsWords({ ...plan, plan: { ...plan.plan, endsAt: now - 30 * day } }, now), "ended 13 Oct");
    const { renewsAt: _, ...once } = plan;
    assert.equal(renewsWords(once, now), "never");
    assert.equal(renewsWords({ ...once, plan: { ...plan.plan, endsAt: now + day } }, now), "ends tomorrow");
  });

  it("tells when the quota runs out, and that it lasts", () => {
    assert.equal(runsOutWords({ ...plan, runsOutAt: now + 3 * day }, now), "on Sunday");
    assert.equal(runsOutWords(plan, now), "lasts");
    assert.equal(runsOutWords({ ...plan, left: 0 }, now), "used up");
  });

  it("has a price with its period, or none that is known", () => {
    assert.equal(priceWords({ ...plan.plan, price: { amount: 20, currency: "EUR" } }), "20.00 EUR a month");
    assert.equal(priceWords(plan.plan), "–");
  });
});
