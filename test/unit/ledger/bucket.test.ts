import assert from "node:assert/strict";
import fc from "fast-check";
import { DAY, endOf, firstFrom, HOUR, startOf, startOfDay, startOfHour } from "../../../src/ledger/rollup/bucket.ts";
import { inZone } from "../../support/time-zone.ts";

const HOUR_MS = 3_600_000;

describe("the local day", () => {
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
      inZone(place, () => {
        const from = Date.parse(start);
        const until = from + hours * HOUR_MS;
        for (let at = from; at < until; at += HOUR_MS / 4) assert.equal(startOfDay(at), from);
        assert.notEqual(startOfDay(from - 1), from);
        assert.equal(startOfDay(until), until);
        assert.equal(endOf(DAY, from), until);
      });
    });
  }

  it("is one of 30 without gaps in a month, over a change of the clocks", () => {
    inZone("America/New_York", () => {
      const now = Date.parse("2026-03-15T12:00:00Z");
      for (let back = 29; back > 0; back--) assert.equal(endOf(DAY, startOfDay(now, back)), startOfDay(now, back - 1));
      assert.equal(startOfDay(now, 29), Date.parse("2026-02-14T05:00:00Z"));
    });
  });
});

describe("the local hour", () => {
  /** The hours' beginnings from one moment to another, as times of UTC's day. */
  function hours(zone: string, from: string, until: string): readonly string[] {
    return inZone(zone, () => {
      const starts: string[] = [];
      for (let at = startOfHour(Date.parse(from)); at < Date.parse(until); at = endOf(HOUR, at)) {
        starts.push(new Date(at).toISOString().slice(11, 16));
      }
      return starts;
    });
  }

  it("begins where the clock on the wall shows a full one", () => {
    assert.deepEqual(hours("Asia/Kolkata", "2026-06-15T10:00:00Z", "2026-06-15T12:00:00Z"), [
      "09:30",
      "10:30",
      "11:30",
    ]);
    assert.deepEqual(hours("Asia/Kathmandu", "2026-06-15T10:00:00Z", "2026-06-15T11:00:00Z"), ["09:15", "10:15"]);
  });

  it("is left out where it is skipped, and is two where it comes twice", () => {
    const spring = hours("Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z");
    assert.deepEqual(spring, ["00:00", "01:00", "02:00"]);
    const autumn = hours("Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z");
    assert.deepEqual(autumn, ["00:00", "01:00", "02:00"]);
  });

  it("is an hour and a half where clocks are moved by half an hour", () => {
    const spring = hours("Australia/Lord_Howe", "2026-10-03T14:30:00Z", "2026-10-03T17:00:00Z");
    assert.deepEqual(spring, ["14:30", "16:00"]);
    const autumn = hours("Australia/Lord_Howe", "2026-04-04T14:00:00Z", "2026-04-04T17:30:00Z");
    assert.deepEqual(autumn, ["14:00", "15:30", "16:30"]);
  });
});

describe("buckets", () => {
  const zone = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "America/St_Johns",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
  );
  const moment = fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2040, 0) });
  const level = fc.constantFrom(HOUR, DAY);

  it("hold each moment in one alone, and follow upon each other without gaps", () => {
    fc.assert(
      fc.property(zone, moment, level, (place, at, long) => {
        inZone(place, () => {
          const start = startOf(long, at);
          const end = endOf(long, start);
          assert.ok(start <= at && at < end);
          assert.equal(startOf(long, start), start);
          assert.equal(startOf(long, end - 1), start);
          assert.equal(startOf(long, end), end);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("of hours make up whole days", () => {
    fc.assert(
      fc.property(zone, moment, (place, at) => {
        inZone(place, () => {
          const day = startOfDay(at);
          assert.equal(startOfHour(day), day);
          assert.equal(startOfDay(startOfHour(at)), day);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("are found from a moment on", () => {
    fc.assert(
      fc.property(zone, moment, level, (place, at, long) => {
        inZone(place, () => {
          const first = firstFrom(long, at);
          assert.ok(first >= at);
          assert.equal(startOf(long, first), first);
          assert.ok(first === at || startOf(long, first - 1) < at);
        });
      }),
    );
  });
});
