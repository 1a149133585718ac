import assert from "node:assert/strict";
import fc from "fast-check";
import { holdsAt, WEEKDAYS, type DayTime } from "../../../src/ledger/pricing/day-time.ts";
import { isTimeOfDay, secondsOfDay } from "../../../src/ledger/pricing/time-of-day.ts";

const ZONES = ["UTC", "Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];

const day = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 11, 31) });
const minute = fc.nat(1439);
const dayTime: fc.Arbitrary<DayTime> = fc.record({
  from: minute,
  until: fc.oneof(minute, fc.constant(1440)),
  zone: fc.constantFrom(...ZONES),
  days: fc.option(fc.subarray([...WEEKDAYS], { minLength: 1 }), { nil: undefined }),
});

describe("a time of day", () => {
  const holds = (time: DayTime, moment: string) => holdsAt(time, Date.parse(moment));

  it("holds from its first moment up to, and without, its last", () => {
    const time = { from: 30, until: 510, zone: "UTC" };
    assert.equal(holds(time, "2026-11-24T00:29:59.999Z"), false);
    assert.equal(holds(time, "2026-11-24T00:30:00Z"), true);
    assert.equal(holds(time, "2026-11-24T08:29:59.999Z"), true);
    assert.equal(holds(time, "2026-11-24T08:30:00Z"), false);
  });

  it("may go on past midnight", () => {
    const time = { from: 22 * 60, until: 6 * 60, zone: "UTC" };
    for (const [moment, held] of [
      ["21:59", false],
      ["22:00", true],
      ["00:00", true],
      ["05:59", true],
      ["06:00", false],
    ] as const) {
      assert.equal(holds(time, `2026-11-24T${moment}:00Z`), held, moment);
    }
  });

  it("belongs to the day on which it begins", () => {
    const time: DayTime = { from: 22 * 60, until: 6 * 60, zone: "UTC", days: ["fri"] };
    assert.equal(holds(time, "2026-11-27T23:00:00Z"), true); // a Friday
    assert.equal(holds(time, "2026-11-28T05:00:00Z"), true);
    assert.equal(holds(time, "2026-11-28T23:00:00Z"), false);
    assert.equal(holds(time, "2026-11-27T05:00:00Z"), false);
  });

  it("goes by the clocks of its zone, in winter and in summer", () => {
    const time: DayTime = { from: 9 * 60, until: 17 * 60, zone: "Europe/Berlin", days: ["mon"] };
    assert.equal(holds(time, "2026-11-23T08:00:00Z"), true);
    assert.equal(holds(time, "2026-11-23T07:59:00Z"), false);
    assert.equal(holds(time, "2026-07-06T07:00:00Z"), true);
    assert.equal(holds(time, "2026-07-06T06:59:00Z"), false);
    // A Monday there while it is still Sunday in UTC.
    assert.equal(holds({ ...time, from: 0, zone: "Asia/Shanghai" }, "2026-11-22T16:00:00Z"), true);
  });

  it("is skipped with an hour that is skipped", () => {
    const time = { from: 120, until: 180, zone: "Europe/Berlin" };
    const held = minutesOf("2026-03-29T00:00:00Z", 240).filter((at) => holdsAt(time, at));
    assert.deepEqual(held, []);
  });

  it("comes twice with an hour that does", () => {
    const time = { from: 120, until: 180, zone: "Europe/Berlin" };
    const held = minutesOf("2026-10-25T00:00:00Z", 240).filter((at) => holdsAt(time, at));
    assert.equal(held.length, 120);
  });

  it("is what a clock on the wall says, in every zone, before and after other questions", () => {
    fc.assert(
      fc.property(dayTime, day, (time, at) => {
        assert.equal(holdsAt(time, at), heldByClock(time, at));
      }),
      { numRuns: 400 },
    );
  });
});

describe("a time of day as a price list writes it", () => {
  it("is counted in seconds of a day of UTC", () => {
    assert.equal(secondsOfDay("00:30:00Z"), 1800);
    assert.equal(secondsOfDay("08:30:00+08:00"), 1800);
    assert.equal(secondsOfDay("23:30:00-01:00"), 1800);
    assert.equal(secondsOfDay("00:30:00+08:00"), 16 * 3600 + 1800);
  });

  it("is told from other texts", () => {
    assert.ok(isTimeOfDay("16:30:00Z"));
    for (const text of ["", "16:30", "24:00:00Z", "12:60:00Z", "12:00:00", "12:00:00+24:00", "x12:00:00Z"]) {
      assert.ok(!isTimeOfDay(text), text);
    }
  });
});

function minutesOf(start: string, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Date.parse(start) + index * 60_000);
}

/** The same by another way: what a clock with weekdays shows, as words. */
function heldByClock({ from, until, zone, days = WEEKDAYS }: DayTime, at: number): boolean {
  const format = { timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const [weekday = "", clock = ""] = new Date(at).toLocaleString("en-GB", format).toLowerCase().split(/[ ,]+/);
  const now = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  const today = WEEKDAYS.findIndex((name) => name === weekday);
  const wanted = (index: number): boolean => days.some((name) => name === WEEKDAYS.at(index % 7));
  if (from <= until) return now >= from && now < until && wanted(today);
  return now >= from ? wanted(today) : now < until && wanted(today + 6);
}
