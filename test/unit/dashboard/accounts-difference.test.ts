import assert from "node:assert/strict";
import fc from "fast-check";
import {
  difference,
  differenceFigure,
  differenceWords,
} from "../../../webview-ui/dashboard/pages/accounts/difference.ts";
import { money, signedDollars } from "../../../webview-ui/dashboard/pages/accounts/money.ts";
import { localDay, reportedLines } from "../../../webview-ui/dashboard/pages/accounts/reported-days.ts";
import { inZone } from "../../support/time-zone.ts";

describe("money on an account", () => {
  it("is written in its own currency, with that currency's decimals", () => {
    assert.equal(money(12.5, "USD"), "$12.50");
    assert.equal(money(12.5, "EUR"), "12.50 EUR");
    assert.equal(money(1_240, "JPY"), "1,240 JPY");
    assert.equal(money(1_240.5, "credits"), "1,240.5 credits");
    assert.equal(money(0, "CNY"), "0.00 CNY");
  });

  it("is below 0 where an account is overdrawn", () => {
    assert.equal(money(-0.4, "USD"), "−$0.40");
    assert.equal(money(-3, "EUR"), "−3.00 EUR");
    assert.deepEqual([1.5, -1.5, 0].map(signedDollars), ["+$1.50", "−$1.50", "$0"]);
  });
});

describe("a provider's figure against the metered one", () => {
  it("differs by an amount and by a part of what the provider says", () => {
    assert.deepEqual(difference(12.5, 10), { usd: 2.5, share: 0.2 });
    assert.equal(differenceFigure(difference(12.5, 10)), "+$2.50, +20%");
    assert.equal(differenceFigure(difference(10, 12.5)), "−$2.50, −25%");
    assert.equal(differenceWords(difference(12.5, 10)), "The provider counts $2.50 more than was metered here (20%).");
    assert.equal(
      differenceWords(difference(10, 10.25)),
      "The provider counts $0.25 less than was metered here (2.5%).",
    );
  });

  it("has no per cent where the provider says $0", () => {
    assert.deepEqual(difference(0, 2), { usd: -2 });
    assert.equal(differenceFigure(difference(0, 2)), "−$2.00");
    assert.equal(differenceWords(difference(0, 2)), "The provider counts $2.00 less than was metered here.");
  });

  it("does not differ by the dust of sums", () => {
    assert.equal(differenceWords(difference(0.1 + 0.2, 0.3)), "Both agree.");
    assert.equal(differenceFigure(difference(0.3, 0.1 + 0.2)), "$0, 0%");
  });

  it("says that a part is small rather than that it is none", () => {
    assert.equal(differenceFigure(difference(1_000, 999.99)), "+$0.01, under 0.1%");
  });

  it("never writes what is no number", () => {
    const usd = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(usd, usd, (reported, metered) => {
        const found = difference(reported, metered);
        const text = `${differenceFigure(found)} ${differenceWords(found)}`;
        assert.doesNotMatch(text, /NaN|Infinity|undefined/);
        if (found.share !== undefined) assert.equal(Math.sign(found.share), Math.sign(found.usd));
      }),
    );
  });
});

describe("reported days as lines", () => {
  const day = (date: number) => Date.UTC(2026, 10, date);
  const rows = [
    { providerName: "OpenAI", day: day(3), reportedUsd: 2, meteredUsd: 1.5 },
    { providerName: "OpenAI", day: day(1), reportedUsd: 1, meteredUsd: 1 },
    { providerName: "Anthropic", day: day(4), reportedUsd: 5, meteredUsd: 4 },
  ];

  it("have one value a day from the first to the last, and none where nothing was told", () => {
    inZone("UTC", () => {
      const { starts, series } = reportedLines(rows);
      assert.deepEqual(starts, [1, 2, 3, 4].map(day));
      assert.deepEqual(series, [
        { name: "OpenAI, reported", values: [1, null, 2, null] },
        { name: "OpenAI, metered", values: [1, null, 1.5, null] },
        { name: "Anthropic, reported", values: [null, null, null, 5] },
        { name: "Anthropic, metered", values: [null, null, null, 4] },
      ]);
    });
  });

  it("keep the date of the UTC day wherever they are read", () => {
    for (const zone of ["America/Los_Angeles", "Asia/Tokyo", "Europe/Berlin"]) {
      inZone(zone, () => {
        const local = new Date(localDay(day(3)));
        assert.deepEqual([local.getDate(), local.getHours()], [3, 0]);
      });
    }
  });

  it("are none without days", () => {
    assert.deepEqual(reportedLines([]), { starts: [], series: [] });
  });
});
