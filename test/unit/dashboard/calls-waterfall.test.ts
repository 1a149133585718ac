import assert from "node:assert/strict";
import fc from "fast-check";
import { waterfallOf } from "../../../webview-ui/dashboard/pages/calls/waterfall.ts";
import { attemptOf } from "../../support/call-records.ts";

describe("the waterfall of a call", () => {
  it("puts attempts beside each other on the call's own time, with the first token between waiting and answering", () => {
    const { firstTokenMs: _, ...silent } = attemptOf({ startedAt: 1_000, durationMs: 250 });
    const { lengthMs, bars } = waterfallOf({
      startedAt: 1_000,
      durationMs: 1_000,
      attempts: [silent, attemptOf({ startedAt: 1_250, firstTokenMs: 250, durationMs: 750 })],
    });
    assert.equal(lengthMs, 1_000);
    assert.deepEqual(bars, [
      { startMs: 0, endMs: 250, from: 0, turn: 0.25, to: 0.25 },
      { startMs: 250, endMs: 1_000, firstTokenMs: 500, from: 0.25, turn: 0.5, to: 1 },
    ]);
  });

  it("is as long as its longest attempt where that outlasts the call", () => {
    const attempts = [attemptOf({ startedAt: 0, durationMs: 3_000 }), attemptOf({ startedAt: 500, durationMs: 400 })];
    assert.equal(waterfallOf({ startedAt: 0, durationMs: 900, attempts }).lengthMs, 3_000);
  });

  it("has an axis even where nothing took any time", () => {
    const { lengthMs, ticks } = waterfallOf({ startedAt: 5, durationMs: 0, attempts: [] });
    assert.equal(lengthMs, 1);
    assert.deepEqual(ticks[0], { ms: 0, at: 0 });
  });

  it("has round times on its axis", () => {
    const ticksOf = (durationMs: number) =>
      waterfallOf({ startedAt: 0, durationMs, attempts: [] }).ticks.map(({ ms }) => ms);
    assert.deepEqual(ticksOf(9_400), [0, 2_000, 4_000, 6_000, 8_000]);
    assert.deepEqual(ticksOf(412), [0, 100, 200, 300, 400]);
    assert.deepEqual(ticksOf(1_000), [0, 200, 400, 600, 800, 1_000]);
  });

  it("stays on its axis whatever the clocks said", () => {
    const times = fc.integer({ min: -100_000, max: 100_000 });
    const attempts = fc.array(
      fc.record({
        startedAt: times,
        durationMs: times,
        firstTokenMs: fc.option(times, { nil: undefined }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(attempts, times, times, (given, startedAt, durationMs) => {
        const { bars, ticks } = waterfallOf({
          startedAt,
          durationMs,
          attempts: given.map(({ firstTokenMs, ...rest }) => {
            const { firstTokenMs: _, ...attempt } = attemptOf(rest);
            return { ...attempt, ...(firstTokenMs !== undefined && { firstTokenMs }) };
          }),
        });
        assert.equal(bars.length, given.length);
        for (const { from, turn, to } of bars) assert.ok(from >= 0 && from <= turn && turn <= to && to <= 1);
        for (const { at } of ticks) assert.ok(at >= 0 && at <= 1 + 1e-9);
        assert.ok(ticks.length <= 6);
      }),
    );
  });
});
