import assert from "node:assert/strict";
import { callFields } from "../../../src/filter/call-fields.ts";
import { readMoment } from "../../../src/filter/moment.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import { inZone } from "../../support/time-zone.ts";

/** A Tuesday. */
const NOW = [2026, 10, 3, 15, 30] as const;

/** From when until when, as a clock on the wall shows it. */
function shown(written: string, now = new Date(...NOW).getTime()): string | undefined {
  const stretch = readMoment(written, now);
  if (stretch === undefined) return undefined;
  const clock = (at: number) => {
    const date = new Date(at);
    const two = (value: number) => String(value).padStart(2, "0");
    const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
  };
  return stretch.from === stretch.until ? clock(stretch.from) : `${clock(stretch.from)} to ${clock(stretch.until)}`;
}

describe("a time in a filter", () => {
  for (const zone of ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]) {
    it(`is local, such as in ${zone}`, () => {
      inZone(zone, () => {
        assert.equal(shown("today"), "2026-11-03 00:00 to 2026-11-04 00:00");
        assert.equal(shown("yesterday"), "2026-11-02 00:00 to 2026-11-03 00:00");
        assert.equal(shown("this-week"), "2026-11-02 00:00 to 2026-11-09 00:00");
        assert.equal(shown("last-week"), "2026-10-26 00:00 to 2026-11-02 00:00");
        assert.equal(shown("This-Month"), "2026-11-01 00:00 to 2026-12-01 00:00");
        assert.equal(shown("last-month"), "2026-10-01 00:00 to 2026-11-01 00:00");
        assert.equal(shown("2026-11-03"), "2026-11-03 00:00 to 2026-11-04 00:00");
        assert.equal(shown("2026-02"), "2026-02-01 00:00 to 2026-03-01 00:00");
        assert.equal(shown("2025"), "2025-01-01 00:00 to 2026-01-01 00:00");
        assert.equal(shown("2026-11-03T09:05"), "2026-11-03 09:05");
        assert.equal(shown("7d"), "2026-10-27 15:30");
        assert.equal(shown("2w"), "2026-10-20 15:30");
        assert.equal(shown("90m"), "2026-11-03 14:00");
        assert.equal(shown("1y"), "2025-11-03 15:30");
      });
    });
  }

  it("of a month ago is that month's last day at most", () => {
    const marchEnd = new Date(2026, 2, 31, 12).getTime();
    assert.equal(shown("1mo", marchEnd), "2026-02-28 12:00");
    assert.equal(shown("13mo", marchEnd), "2025-02-28 12:00");
  });

  it("of days ago is at the same hour, also when clocks were changed", () => {
    inZone("Europe/Berlin", () => {
      assert.equal(shown("1d", new Date(2026, 9, 25, 12).getTime()), "2026-10-24 12:00");
      assert.equal(shown("24h", new Date(2026, 9, 25, 12).getTime()), "2026-10-24 13:00");
    });
  });

  it("is of a Sunday's own week", () => {
    assert.equal(shown("this-week", new Date(2026, 10, 8, 12).getTime()), "2026-11-02 00:00 to 2026-11-09 00:00");
  });

  it("is nothing that is not in a calendar", () => {
    for (const wrong of [
      "2026-02-29",
      "2026-13",
      "2026-00-01",
      "2026-11-03T24:00",
      "2026-11-03T10:60",
      "0001",
      "tomorrow",
      "7",
      "d",
      "-7d",
      "999999y",
      "7 d",
      "",
    ]) {
      assert.equal(readMoment(wrong, new Date(...NOW).getTime()), undefined, wrong);
    }
  });

  it("has a day's end until a day, and nothing but days on a day", () => {
    const now = new Date(...NOW).getTime();
    assert.deepEqual(parseFilter("until:2026-11-02", callFields, now), {
      ok: true,
      filter: { kind: "time", edge: "until", written: "2026-11-02", until: new Date(2026, 10, 3).getTime() },
    });
    assert.deepEqual(parseFilter("on:7d", callFields, now), {
      ok: false,
      message: "on wants a day, a month or a year, such as today or 2026-11-03.",
      at: 3,
      length: 2,
    });
    const wrong = parseFilter("since:tody", callFields, now);
    assert.equal(!wrong.ok && wrong.message, "tody is no time. Did you mean today?");
  });
});
