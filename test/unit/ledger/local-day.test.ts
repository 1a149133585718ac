import assert from "node:assert/strict";
import { daysOf, startOfDay } from "../../../src/ledger/tally/local-day.ts";

const HOUR_MS = 3_600_000;

describe("the local day", () => {
  const zone = process.env["TZ"];

  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  const changes = [
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 23],
    ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 25],
    ["America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", 23],
    ["America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", 25],
    // Midnight is skipped: the day begins at one o'clock.
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z", 23],
    // Midnight comes twice: the day begins with the first.
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", 25],
    ["Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", 24.5],
    ["Asia/Kolkata", "2026-06-15", "2026-06-14T18:30:00Z", 24],
  ] as const;

  for (const [place, date, start, hours] of changes) {
    it(`${date} in ${place} has ${hours} hours, and each belongs to it`, () => {
      process.env["TZ"] = place;
      const from = Date.parse(start);
      const until = from + hours * HOUR_MS;
      for (let at = from; at < until; at += HOUR_MS / 4) assert.equal(startOfDay(at), from);
      assert.notEqual(startOfDay(from - 1), from);
      assert.equal(startOfDay(until), until);
      assert.deepEqual(daysOf("today", from + HOUR_MS), [{ from, until }]);
    });
  }

  it("is one of 30 without gaps in a month, over a change of the clocks", () => {
    process.env["TZ"] = "America/New_York";
    const days = daysOf("month", Date.parse("2026-03-15T12:00:00Z"));
    assert.equal(days.length, 30);
    for (const [index, day] of days.slice(1).entries()) assert.equal(day.until, days[index]?.from);
    assert.equal(days.at(-1)?.from, Date.parse("2026-02-14T05:00:00Z"));
  });
});
