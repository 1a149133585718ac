import assert from "node:assert/strict";
import { dateWords, dayWords, stretchWords } from "../../../webview-ui/dashboard/parts/day-words.ts";
import { inZone } from "../../support/time-zone.ts";

describe("a day in words", () => {
  /** Thursday. */
  const now = new Date(2026, 10, 12, 23, 30).getTime();
  const at = (month: number, date: number, year = 2026) => new Date(year, month, date, 0, 30).getTime();

  it("is near by its name, and far by its date", () => {
    assert.deepEqual(
      [at(10, 12), at(10, 13), at(10, 11), at(10, 14), at(10, 18)].map((one) => dayWords(one, now)),
      ["today", "tomorrow", "yesterday", "on Saturday", "on Wednesday"],
    );
    // The same weekday a week on would be taken for today.
    assert.equal(dayWords(at(10, 19), now), "on 19 Nov");
    assert.equal(dayWords(at(10, 10), now), "on 10 Nov");
    assert.equal(dayWords(at(0, 2, 2027), now), "on 2 Jan 2027");
    assert.equal(dateWords(at(10, 30), now), "30 Nov");
  });

  it("goes by the calendar where the clocks change", () => {
    inZone("Europe/Berlin", () => {
      const saturday = new Date(2026, 9, 24, 23, 59).getTime();
      assert.equal(dayWords(new Date(2026, 9, 25, 23, 59).getTime(), saturday), "tomorrow");
      assert.equal(dayWords(new Date(2026, 9, 26, 0, 1).getTime(), saturday), "on Monday");
    });
  });

  it("makes stretches that say a month once", () => {
    assert.equal(stretchWords(at(10, 1), new Date(2026, 11, 1).getTime(), now), "1 to 30 Nov");
    assert.equal(stretchWords(at(9, 28), at(10, 3), now), "28 Oct to 3 Nov");
    assert.equal(stretchWords(at(10, 3), at(10, 3) + 1_000, now), "3 Nov");
    assert.equal(stretchWords(at(11, 30, 2025), at(0, 2), now), "30 Dec 2025 to 2 Jan");
  });
});
