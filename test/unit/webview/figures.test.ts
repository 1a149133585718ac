import assert from "node:assert/strict";
import { ago, cost, count, dollars, duration, percent, plural, tokens } from "../../../webview-ui/shared/figures.ts";

describe("figures", () => {
  it("shortens counts, and goes on to the next unit before it would say 1000", () => {
    assert.deepEqual([0, 999, 1_000, 12_345, 999_499, 999_500, 1_234_567].map(count), [
      "0",
      "999",
      "1k",
      "12.3k",
      "999k",
      "1M",
      "1.2M",
    ]);
    assert.equal(tokens(1), "1 token");
    assert.equal(plural(0, "call"), "0 calls");
  });

  it("gives every duration its unit", () => {
    assert.deepEqual([0, 999, 999.6, 9_949, 9_950, 59_400, 60_000, 125_000, 3_600_000, 3_840_000].map(duration), [
      "0 ms",
      "999 ms",
      "1.0 s",
      "9.9 s",
      "10 s",
      "59 s",
      "1 min",
      "2 min 5 s",
      "1 h",
      "1 h 4 min",
    ]);
  });

  it("keeps small sums apart from nothing", () => {
    assert.deepEqual([0, 0.000_01, 0.003_1, 0.042, 1.239, 1_239.6].map(dollars), [
      "$0",
      "under $0.0001",
      "$0.0031",
      "$0.042",
      "$1.24",
      "$1,240",
    ]);
  });

  it("says that a cost is unknown, free or estimated", () => {
    assert.equal(cost({ kind: "unknown" }, true), "cost unknown");
    assert.equal(cost({ kind: "known", usd: 0, source: "free" }, true), "free");
    assert.equal(cost({ kind: "known", usd: 0.01, source: "list" }, true), "~$0.01");
    assert.equal(cost({ kind: "known", usd: 0.01, source: "reported" }, false), "$0.01");
  });

  it("calls only a full share 100%", () => {
    assert.deepEqual([0, 0.984_9, 0.999_99, 1].map(percent), ["0%", "98.4%", "99.9%", "100%"]);
  });

  it("tells the age of an event in words, then its date", () => {
    const now = Date.UTC(2026, 2, 5, 12);
    const ages = [2, 45, 300, 7_200, 86_400, 3 * 86_400].map((seconds) => ago(now - seconds * 1_000, now));
    assert.deepEqual(ages, ["just now", "45 s ago", "5 min ago", "2 h ago", "1 day ago", "3 days ago"]);
    assert.match(ago(now - 30 * 86_400_000, now), /Feb 2026$/);
  });
});
