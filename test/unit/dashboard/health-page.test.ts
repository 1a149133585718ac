import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import type { HealthMove, HealthSegment } from "../../../src/protocol/dashboard/health.ts";
import type { UsageSums } from "../../../src/spec/series.ts";
import {
  aftermath,
  incidentOf,
  segmentAt,
  segmentWords,
} from "../../../webview-ui/dashboard/pages/health/health-words.ts";
import { bucketAt, successRates } from "../../../webview-ui/dashboard/pages/health/rates.ts";
import { stretchFilter } from "../../../webview-ui/dashboard/pages/health/stretch-filter.ts";
import { timeTicks } from "../../../webview-ui/dashboard/pages/health/time-ticks.ts";
import { placeAfterKey, placed } from "../../../webview-ui/dashboard/pages/health/track-layout.ts";

const minute = 60_000;
const at = (hour: number, minutes = 0, day = 5) => new Date(2026, 2, day, hour, minutes).getTime();

function segment(from: number, until: number, state: HealthSegment["state"], more: Partial<HealthSegment> = {}) {
  return { from, until, state, drill: false, ...more };
}

function moved(time: number, to: HealthMove["to"], name = "Acme"): HealthMove {
  return { at: time, name, from: "closed", to, cause: "because", drill: false };
}

describe("a piece of the health timeline", () => {
  const cause = "3 failures in a row: overloaded";

  it("says from when to when it stood so, how long, and why", () => {
    assert.equal(
      segmentWords(segment(at(12, 4), at(12, 9), "open", { cause }), at(15)),
      "Tripped 12:04 to 12:09, 5 min: 3 failures in a row: overloaded",
    );
  });

  it("is so far only, while it lasts", () => {
    assert.equal(segmentWords(segment(at(12, 4), at(23), "open"), at(12, 9)), "Tripped since 12:04, 5 min so far");
  });

  it("names the day where it is not today's", () => {
    assert.equal(
      segmentWords(segment(at(23, 0, 3), at(1, 0, 4), "closed"), at(15)),
      "Healthy 3 Mar 23:00 to 4 Mar 01:00, 2 h",
    );
  });

  it("tells a fire drill from trouble", () => {
    assert.match(segmentWords(segment(at(1), at(2), "open", { drill: true }), at(3)), /\(fire drill\)$/);
    const said = segmentWords(segment(at(1), at(2), "open", { drill: true, cause: "fire drill: overloaded" }), at(3));
    assert.equal(said.match(/fire drill/g)?.length, 1);
  });

  it("does not pass many short ones off as one", () => {
    assert.match(segmentWords(segment(at(1), at(2), "open"), at(3), 40), /^Back and forth .* 40 short stretches/);
  });

  it("is found by its time", () => {
    const segments = [segment(0, 10, "closed"), segment(10, 20, "open")];
    const track = { scope: "provider", name: "", routes: [], segments, closedShare: 1, trips: 0 } as const;
    assert.deepEqual(
      [9, 10, 99].map((time) => segmentAt(track, time)?.state),
      ["closed", "open", "open"],
    );
  });
});

describe("what came of a move", () => {
  const moves = [
    moved(at(12, 22), "closed"),
    moved(at(12, 21), "half-open"),
    moved(at(12, 20), "open", "Other"),
    moved(at(12, 6), "open"),
    moved(at(12, 5), "half-open"),
    moved(at(12), "open"),
  ];
  const [closed, probe, other, again, failedProbe, tripped] = moves;

  it("is when it was probed next, and what that found", () => {
    assert.ok(tripped && again && probe && failedProbe && closed && other);
    assert.equal(aftermath(tripped, moves, at(13)), "probed after 5 min, failed again");
    assert.equal(aftermath(again, moves, at(13)), "probed after 15 min, recovered");
    assert.equal(aftermath(failedProbe, moves, at(13)), "failed again after 1 min");
    assert.equal(aftermath(probe, moves, at(13)), "recovered after 1 min");
    assert.equal(aftermath(closed, moves, at(13)), "");
    assert.equal(aftermath(other, moves, at(13)), "not probed since");
  });

  it("is not decided while the probe is out", () => {
    const open = [moved(at(12, 5), "half-open"), moved(at(12), "open")];
    const [half, trip] = open;
    assert.ok(half && trip);
    assert.equal(aftermath(trip, open, at(12, 6)), "probed after 5 min, not decided yet");
    assert.equal(aftermath(half, open, at(12, 6)), "not decided yet");
  });

  it("lasts until it was well again, or until now", () => {
    assert.ok(tripped && other);
    assert.deepEqual(incidentOf(tripped, moves, at(13)), { from: at(12), until: at(12, 22) });
    assert.deepEqual(incidentOf(other, moves, at(13)), { from: at(12, 20), until: at(13) });
  });
});

describe("the link to the calls of a stretch", () => {
  it("is a filter that finds exactly these seconds, and these routes", () => {
    const from = at(12) + 1_400;
    const until = at(12, 5) + 200;
    const text = stretchFilter({ routes: ["openai/gpt-5#my key", "acme/m"], segments: [] }, from, until);
    assert.equal(text, 'route:"openai/gpt-5#my key",acme/m since:2026-03-05T12:00:01 until:2026-03-05T12:05:01');
    const parsed = parseFilter(text, callFields, 0);
    assert.ok(parsed.ok && parsed.filter.kind === "and");
    const times = parsed.filter.parts.flatMap((part) => (part.kind === "time" ? [part.from ?? part.until] : []));
    assert.deepEqual(times, [at(12) + 1_000, at(12, 5) + 1_000]);
  });

  it("finds what met a fire drill too, where one was in it", () => {
    const open = { state: "open" } as const;
    const segments = [
      { ...open, from: at(1), until: at(2), drill: false },
      { ...open, from: at(2), until: at(3), drill: true },
    ];
    const of = (from: number, until: number) => stretchFilter({ routes: ["acme/m", "acme/n"], segments }, from, until);
    assert.match(of(at(1), at(2)), /^route:acme\/m,acme\/n since:/);
    assert.match(of(at(2), at(2, 5)), /^\(route:acme\/m,acme\/n or drilled:acme\/m,acme\/n\) since:/);
    assert.ok(parseFilter(of(at(2), at(2, 5)), callFields, 0).ok);
  });

  it("can be read for any routes, and asks for no route where there is none", () => {
    const names = fc.array(fc.string({ minLength: 1 }), { maxLength: 4 });
    fc.assert(
      fc.property(names, (routes) => {
        const parsed = parseFilter(stretchFilter({ routes, segments: [] }, at(1), at(2)), callFields, 0);
        assert.ok(parsed.ok && parsed.filter.kind === "and");
        const asked = parsed.filter.parts.flatMap((part) =>
          part.kind === "is" ? part.values.map((one) => one[0]) : [],
        );
        assert.deepEqual(asked, routes);
      }),
    );
  });
});

describe("the pieces on the axis", () => {
  const span = { from: 0, until: 1_000 };

  it("end with now, as nothing is known of what is to come", () => {
    const pieces = placed([segment(0, 400, "closed"), segment(400, 1_000, "open")], span, 500);
    assert.deepEqual(
      pieces.map(({ from, to }) => [from, to]),
      [
        [0, 0.4],
        [0.4, 0.5],
      ],
    );
    assert.deepEqual(placed([segment(0, 400, "closed"), segment(400, 1_000, "open")], span, 400).length, 1);
  });

  it("leave a few short ones as they are", () => {
    const few = [
      segment(0, 500, "closed"),
      segment(500, 501, "open"),
      segment(501, 502, "half-open"),
      segment(502, 1_000, "closed"),
    ];
    assert.equal(placed(few, span, 1_000).length, 4);
  });

  it("lose nothing of the time, however often a breaker went back and forth", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 999_999 }), { maxLength: 3_000 }), (cuts) => {
        const edges = [0, ...new Set(cuts), 1_000_000].toSorted((a, b) => a - b);
        const segments = edges
          .slice(1)
          .map((until, index) =>
            segment(edges[index] ?? 0, until, (["closed", "open", "half-open"] as const)[index % 3] ?? "closed"),
          );
        const pieces = placed(segments, { from: 0, until: 1_000_000 }, 1_000_000);
        assert.equal(pieces[0]?.from, 0);
        assert.equal(pieces.at(-1)?.to, 1);
        for (const [index, { to }] of pieces.entries()) assert.equal(pieces[index + 1]?.from ?? 1, to);
        assert.equal(
          pieces.reduce((sum, { count }) => sum + count, 0),
          segments.length,
        );
        assert.ok(pieces.filter(({ count }) => count > 1).every(({ count }) => count >= 12));
      }),
      { numRuns: 40 },
    );
  });

  it("are one piece where hundreds could not be told apart", () => {
    const segments = Array.from({ length: 900 }, (_, index) =>
      segment(index, index + 1, (["closed", "open", "half-open"] as const)[index % 3] ?? "closed"),
    );
    const pieces = placed([...segments, segment(900, 100_000, "closed")], { from: 0, until: 100_000 }, 100_000);
    assert.deepEqual(
      pieces.map(({ count, segment: { state } }) => [count, state]),
      [
        [900, "open"],
        [1, "closed"],
      ],
    );
  });

  it("are walked by the arrow keys, along a row and to what another row was then", () => {
    const rows = [
      placed([segment(0, 500, "closed"), segment(500, 1_000, "open")], span, 1_000),
      placed([segment(0, 200, "closed"), segment(200, 700, "open"), segment(700, 1_000, "closed")], span, 1_000),
      placed([], span, 1_000),
    ];
    const go = (key: string, track: number, place: number) => placeAfterKey(key, rows, { track, at: place });
    assert.deepEqual(go("ArrowRight", 0, 0), { track: 0, at: 1 });
    assert.deepEqual(go("ArrowRight", 0, 1), { track: 0, at: 1 });
    assert.deepEqual(go("ArrowDown", 0, 0), { track: 1, at: 1 });
    assert.deepEqual(go("ArrowUp", 1, 2), { track: 0, at: 1 });
    assert.deepEqual(go("End", 1, 0), { track: 1, at: 2 });
    assert.deepEqual(go("ArrowDown", 1, 1), { track: 1, at: 1 });
    assert.deepEqual(go("ArrowUp", 0, 1), { track: 0, at: 1 });
    assert.equal(go("Enter", 0, 0), undefined);
  });
});

describe("the times on the axis of health", () => {
  it("are round ones, and the date where a day begins", () => {
    const texts = timeTicks({ from: at(0), until: at(0, 0, 6) }, 8).map(({ text }) => text);
    assert.deepEqual(texts, ["5 Mar", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"]);
    assert.deepEqual(
      timeTicks({ from: at(12, 3), until: at(12, 24) }, 5).map(({ text }) => text),
      ["12:05", "12:10", "12:15", "12:20"],
    );
  });

  it("are within the span, ascending, and not more than there is room for", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at(0), max: at(0) + 400 * 86_400_000 }),
        fc.integer({ min: minute, max: 800 * 86_400_000 }),
        fc.integer({ min: 2, max: 20 }),
        (from, length, most) => {
          const ticks = timeTicks({ from, until: from + length }, most);
          // One more than the steps that fit, and one where a day of 25 hours begins anew.
          assert.ok(ticks.length <= most + 2, `${ticks.length} of ${most}`);
          for (const [index, tick] of ticks.entries()) {
            assert.ok(tick.at >= from && tick.at < from + length);
            assert.ok(tick.at > (ticks[index - 1]?.at ?? Number.NEGATIVE_INFINITY));
          }
        },
      ),
    );
  });
});

describe("success rates", () => {
  const sums = (succeeded: number, failed: number, cancelled = 0) => ({ succeeded, failed, cancelled }) as UsageSums;
  const part = (name: string, buckets: readonly UsageSums[]) => ({ name, totals: sums(0, 0), buckets });

  it("are of what was decided, and missing where nothing was", () => {
    const series = successRates({
      grain: "hour",
      starts: [0, 1, 2],
      parts: [part("a", [sums(3, 1), sums(0, 0, 5), sums(0, 2)]), part("b", [sums(0, 0), sums(0, 0, 1), sums(0, 0)])],
    });
    assert.deepEqual(series, [{ name: "a", values: [0.75, null, 0] }]);
  });

  it("know which bucket a moment is in", () => {
    assert.deepEqual(
      [5, 10, 19, 20, 99].map((time) => bucketAt([10, 20], time)),
      [undefined, 0, 0, 1, 1],
    );
  });
});
