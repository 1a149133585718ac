import assert from "node:assert/strict";
import fc from "fast-check";
import type { Order, Plan } from "../../../src/spec/account.ts";
import { orderFields, readOrder } from "../../../webview-ui/dashboard/pages/accounts/order-draft.ts";
import { planFields, readPlan } from "../../../webview-ui/dashboard/pages/accounts/plan-draft.ts";
import {
  dayField,
  readAmount,
  readCurrency,
  readDay,
  readWhole,
} from "../../../webview-ui/dashboard/pages/accounts/read-field.ts";
import { inZone } from "../../support/time-zone.ts";

const now = new Date(2026, 10, 12, 9).getTime();

const value = (result: { readonly kind: string; readonly value?: unknown }) => result.value;

describe("a field of money", () => {
  it("reads a point, and a comma where it can only be a decimal one", () => {
    assert.deepEqual(["25", " 12.50 ", "12,5", "0.0001"].map(readAmount).map(value), [25, 12.5, 12.5, 0.0001]);
  });

  it("asks again rather than guess", () => {
    for (const text of [
      "",
      "1,250",
      "1.250,00",
      "12.5.1",
      "-3",
      "+3",
      "$5",
      "five",
      "1e3",
      "NaN",
      "0",
      "999999999999",
    ]) {
      const result = readAmount(text);
      assert.equal(result.kind, "wrong", text);
      assert.match(result.kind === "wrong" ? result.message : "", /\.$/);
    }
  });
});

describe("a field of a currency", () => {
  it("knows codes and a provider's own units", () => {
    assert.deepEqual(["usd", " EUR ", "Credits"].map(readCurrency).map(value), ["USD", "EUR", "credits"]);
    for (const text of ["", "€", "US$", "a", "12", "x".repeat(30)])
      assert.equal(readCurrency(text).kind, "wrong", text);
  });
});

describe("a field of a whole number", () => {
  it("takes digits only, with spaces between them", () => {
    assert.deepEqual(value(readWhole("60 000", "tokens a minute")), 60_000);
    for (const text of ["0", "1.5", "-1", "1e9", "9".repeat(20), ""]) assert.equal(readWhole(text, "it").kind, "wrong");
  });
});

describe("a field of a day", () => {
  it("is the local day, wherever that is", () => {
    for (const zone of ["America/Los_Angeles", "UTC", "Pacific/Kiritimati", "America/Santiago"]) {
      inZone(zone, () => {
        const day = readDay("2026-09-06");
        assert.ok(day.kind === "read");
        assert.equal(dayField(day.value), "2026-09-06");
      });
    }
  });

  it("keeps the very moment where the day stayed the same", () => {
    const kept = new Date(2026, 10, 3, 18, 45, 12).getTime();
    assert.equal(value(readDay("2026-11-03", kept)), kept);
    assert.notEqual(value(readDay("2026-11-04", kept)), kept);
  });

  it("is one that there is", () => {
    for (const text of ["", "2026-02-30", "2026-13-01", "0026-01-01", "12/11/2026"]) {
      assert.equal(readDay(text).kind, "wrong", text);
    }
    assert.equal(readDay("2028-02-29").kind, "read");
  });
});

describe("the form of an order", () => {
  const filled = { ...orderFields(undefined, now, "openai"), amount: "25", reference: " R-17 " };

  it("begins with today and US dollars", () => {
    const { day, currency, kind, amount } = orderFields(undefined, now, "openai");
    assert.deepEqual([day, currency, kind, amount], ["2026-11-12", "USD", "top-up", ""]);
  });

  it("gives a draft without an id, and nothing that was left empty", () => {
    const result = readOrder(filled, now);
    assert.deepEqual(result, {
      kind: "valid",
      draft: {
        at: new Date(2026, 10, 12, 12).getTime(),
        provider: "openai",
        kind: "top-up",
        amount: 25,
        currency: "USD",
        reference: "R-17",
      },
    });
  });

  it("says at each field what is wrong with it", () => {
    const result = readOrder(
      { ...filled, day: "2026-11-13", provider: "", amount: "", currency: "$", note: "x".repeat(501) },
      now,
    );
    assert.ok(result.kind === "invalid");
    assert.deepEqual(Object.keys(result.errors).toSorted(), ["amount", "currency", "day", "note", "provider"]);
    assert.match(result.errors.day ?? "", /still to come/);
  });

  it("takes today in the morning, though its noon is still to come", () => {
    assert.equal(readOrder(filled, now).kind, "valid");
  });

  it("gives an order back as it was when nothing was changed", () => {
    const text = fc.option(
      fc.string({ minLength: 1, maxLength: 80 }).filter((one) => one.trim() === one),
      { nil: undefined },
    );
    const orders = fc.record(
      {
        id: fc.uuid(),
        at: fc.integer({ min: new Date(2001, 0, 1).getTime(), max: now }),
        provider: fc.constantFrom("openai", "anthropic"),
        kind: fc.constantFrom<Order["kind"]>("top-up", "subscription", "invoice", "grant", "refund"),
        amount: fc.integer({ min: 1, max: 10_000_000 }).map((cents) => cents / 100),
        currency: fc.constantFrom("USD", "EUR", "credits"),
        credential: fc.option(fc.uuid(), { nil: undefined }),
        reference: text,
        note: text,
      },
      { requiredKeys: ["id", "at", "provider", "kind", "amount", "currency"] },
    );
    fc.assert(
      fc.property(orders, (drawn) => {
        const known = Object.fromEntries(Object.entries(drawn).filter(([, one]) => one !== undefined));
        const order = { ...known, source: "entered" } as Order;
        const result = readOrder(orderFields(order, now, ""), now, order);
        assert.deepEqual(result, { kind: "valid", draft: known });
      }),
    );
  });
});

describe("the form of a plan", () => {
  const pro: Plan = {
    id: "p1",
    provider: "groq",
    name: "Developer",
    price: { amount: 20, currency: "USD" },
    period: "month",
    startedAt: new Date(2026, 0, 31, 8).getTime(),
    endsAt: new Date(2027, 0, 31, 8).getTime(),
    quota: { unit: "requests", amount: 1_500 },
    requestsPerMinute: 30,
    tokensPerMinute: 60_000,
    note: "for the team",
  };

  it("gives a plan back as it was when nothing was changed", () => {
    assert.deepEqual(readPlan(planFields(pro, now, ""), pro), { kind: "valid", draft: pro });
  });

  it("needs a name, a provider and a beginning, and no more", () => {
    const bare = { ...planFields(undefined, now, "groq"), name: "Free tier" };
    assert.deepEqual(readPlan(bare), {
      kind: "valid",
      draft: { name: "Free tier", provider: "groq", period: "month", startedAt: new Date(2026, 10, 12, 12).getTime() },
    });
    const result = readPlan({ ...bare, name: " ", provider: "", started: "" });
    assert.deepEqual(Object.keys(result.kind === "invalid" ? result.errors : {}), ["name", "provider", "started"]);
  });

  it("does not end before it began, but may end on the same day", () => {
    const fields = { ...planFields(pro, now, ""), ends: "2026-01-30" };
    const result = readPlan(fields, pro);
    assert.match((result.kind === "invalid" && result.errors.ends) || "", /before it began/);
    assert.equal(readPlan({ ...fields, ends: "2026-01-31" }, pro).kind, "valid");
  });

  it("has a quota of money in cents, and one of requests in whole ones", () => {
    const fields = { ...planFields(pro, now, ""), quota: "12.50" };
    assert.equal(readPlan({ ...fields, quotaUnit: "usd" }).kind, "valid");
    const result = readPlan({ ...fields, quotaUnit: "requests" });
    assert.match((result.kind === "invalid" && result.errors.quota) || "", /whole number/);
  });

  it("does not ask for the currency of a price that is not there", () => {
    assert.equal(readPlan({ ...planFields(pro, now, ""), price: "", currency: "?" }).kind, "valid");
    assert.equal(readPlan({ ...planFields(pro, now, ""), currency: "?" }).kind, "invalid");
  });
});
