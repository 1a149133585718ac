import assert from "node:assert/strict";
import { matches } from "../../../src/filter/matches.ts";
import { orderAccessors, orderFields } from "../../../src/filter/order-fields.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import { fits, patternOf } from "../../../src/filter/pattern.ts";
import type { Order } from "../../../src/spec/account.ts";

const NOW = new Date(2026, 10, 3, 15, 30).getTime();

const order: Order = {
  id: "order-1",
  at: new Date(2026, 10, 2, 23, 59).getTime(),
  provider: "openai",
  kind: "top-up",
  amount: 50,
  currency: "USD",
  reference: "INV-17",
  note: "for the team",
  source: "entered",
};

function found(text: string): boolean {
  const parsed = parseFilter(text, orderFields, NOW);
  assert.ok(parsed.ok, text);
  return matches(parsed.filter, order, orderAccessors);
}

describe("an order and a filter", () => {
  it("fit when all that is asked is so", () => {
    for (const text of [
      "",
      "provider:OpenAI",
      "provider:*ai kind:top-up,refund",
      "amount>49.99 amount<=50 amount:50",
      "currency:usd -kind:refund",
      "on:yesterday since:2d until:yesterday",
      "inv-1",
      '"the team"',
      "nothing or top",
    ]) {
      assert.ok(found(text), text);
    }
  });

  it("do not fit when one thing is not", () => {
    for (const text of [
      "provider:open",
      "provider:openai kind:refund",
      "amount>50",
      "amount<50",
      "on:today",
      "since:today",
      "until:2026-11-01",
      "-inv-17",
      "nothing",
      "kind:grant or amount<1",
    ]) {
      assert.ok(!found(text), text);
    }
  });

  it("take a moment's end to be after it", () => {
    assert.ok(
      !found("until:2026-11-02T23:59") && found("until:2026-11-02T23:59:01") && found("since:2026-11-02T23:59"),
    );
  });
});

describe("a pattern", () => {
  it("covers a whole value, its pieces in their order and apart", () => {
    const star = (pattern: string, value: string) => fits(patternOf(pattern.split("*")), value);
    assert.ok(
      star("claude*", "claude-sonnet") && star("*sonnet", "claude-sonnet") && star("*", "") && star("a*a", "aa"),
    );
    assert.ok(star("*a*b*", "xaxbx") && star("a**b", "ab") && star("A*", "abc"));
    assert.ok(!star("a*a", "a") && !star("*b*a*", "ab") && !star("claude", "claude-sonnet") && !star("ab*ba", "aba"));
  });

  it("has no characters that mean something else", () => {
    assert.ok(!fits(["a.c"], "abc") && !fits(["a_", ""], "abc") && fits(["%", ""], "%x") && !fits(["%", ""], "x"));
  });
});
