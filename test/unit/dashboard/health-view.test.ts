import assert from "node:assert/strict";
import fc from "fast-check";
import { segmentsOf } from "../../../src/features/dashboard/health-segments.ts";
import { healthView } from "../../../src/features/dashboard/health-view.ts";
import { drillCode, type Failure } from "../../../src/spec/failure.ts";
import type { BreakerState, HealthEvent, HealthScope } from "../../../src/spec/health.ts";
import { directoryOf } from "../router/directory-of.ts";

const provider: HealthScope = { scope: "provider", key: "acme" };
const span = { from: 1_000, until: 2_000 };
const overloaded: Failure = { class: "overloaded", scope: "provider", message: "Busy." };

function move(at: number, to: BreakerState["kind"], more: Partial<HealthEvent> = {}): HealthEvent {
  return { at, target: provider, from: "closed", to, cause: `became ${to}`, ...more };
}

function drilled(at: number, to: BreakerState["kind"], more: Partial<HealthEvent> = {}): HealthEvent {
  return move(at, to, { failure: { ...overloaded, code: drillCode }, ...more });
}

const brief = (events: readonly HealthEvent[]) =>
  segmentsOf(events, span).map(({ from, until, state }) => [from, until, state]);

describe("a breaker over time", () => {
  it("was closed all the while when nothing is known of it", () => {
    assert.deepEqual(segmentsOf([], span), [{ from: 1_000, until: 2_000, state: "closed", drill: false }]);
  });

  it("begins as its last move before the span left it, and as the first move within tells where there is none", () => {
    assert.deepEqual(brief([move(10, "open"), move(500, "half-open"), move(1_400, "closed")]), [
      [1_000, 1_400, "half-open"],
      [1_400, 2_000, "closed"],
    ]);
    assert.deepEqual(brief([move(1_400, "closed", { from: "half-open" })]), [
      [1_000, 1_400, "half-open"],
      [1_400, 2_000, "closed"],
    ]);
  });

  it("is half-open once its cool-down is over, although nobody noted that", () => {
    assert.deepEqual(brief([move(1_100, "open", { until: 1_300 }), move(1_700, "closed", { from: "half-open" })]), [
      [1_000, 1_100, "closed"],
      [1_100, 1_300, "open"],
      [1_300, 1_700, "half-open"],
      [1_700, 2_000, "closed"],
    ]);
  });

  it("stays open to the end while it is held until it is reset", () => {
    assert.deepEqual(brief([move(1_100, "open", { until: 8.64e15 })]).at(-1), [1_100, 2_000, "open"]);
  });

  it("leaves out a move at the span's end, and takes one at its beginning", () => {
    assert.deepEqual(brief([move(1_000, "open"), move(2_000, "closed")]), [[1_000, 2_000, "open"]]);
  });

  it("marks what a fire drill did, and not what it was before and after", () => {
    const drills = [
      drilled(1_100, "open"),
      drilled(1_500, "closed", { cause: "the fire drill is over", from: "open" }),
    ];
    assert.deepEqual(
      segmentsOf(drills, span).map(({ state, drill, cause }) => [state, drill, cause]),
      [
        ["closed", false, undefined],
        ["open", true, "fire drill: became open"],
        ["closed", false, "the fire drill is over"],
      ],
    );
    const backToHalfOpen = drilled(1_500, "half-open", { cause: "the fire drill is over", from: "open" });
    assert.equal(segmentsOf([backToHalfOpen], span).at(-1)?.drill, false);
  });

  it("covers the span exactly, without gaps or overlaps, whatever happened", () => {
    const kinds = fc.constantFrom<BreakerState["kind"]>("closed", "open", "half-open");
    const moves = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 3_000 }),
        from: kinds,
        to: kinds,
        until: fc.option(fc.integer({ min: 0, max: 3_500 }), { nil: undefined }),
        cause: fc.constantFrom("one", "two"),
        drilled: fc.boolean(),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        moves,
        fc.integer({ min: 0, max: 2_000 }),
        fc.integer({ min: 1, max: 1_500 }),
        (given, from, length) => {
          const events = given
            .toSorted((a, b) => a.at - b.at)
            .map(({ until, drilled: byDrill, ...rest }): HealthEvent => ({
              ...rest,
              target: provider,
              ...(until !== undefined && { until }),
              ...(byDrill && { failure: { ...overloaded, code: drillCode } }),
            }));
          const segments = segmentsOf(events, { from, until: from + length });
          assert.equal(segments[0]?.from, from);
          assert.equal(segments.at(-1)?.until, from + length);
          for (const [index, segment] of segments.entries()) {
            assert.ok(segment.until > segment.from);
            const next = segments[index + 1];
            if (next) assert.equal(segment.until, next.from);
            if (next) assert.notDeepEqual({ ...segment, from: 0, until: 0 }, { ...next, from: 0, until: 0 });
          }
        },
      ),
    );
  });
});

describe("the view of health", () => {
  const directory = directoryOf({ id: "acme", models: [{ id: "m" }, { id: "n" }] }, { id: "other" });
  const view = (events: readonly HealthEvent[], now = span.until) =>
    healthView({ directory, routeIds: ["acme/m", "acme/n", "other/m"], now }, events, span);

  it("shows every provider of the chains, and keys and models only once they moved", () => {
    assert.deepEqual(
      view([]).tracks.map(({ scope, name }) => [scope, name]),
      [
        ["provider", "ACME"],
        ["provider", "OTHER"],
      ],
    );
    const model: HealthScope = { scope: "model", key: "acme/m" };
    const longAgo: HealthScope = { scope: "model", key: "acme/n" };
    const events = [move(1_200, "open", { target: model }), move(100, "closed", { target: longAgo })];
    assert.deepEqual(
      view(events).tracks.map(({ name, routes }) => [name, routes]),
      [
        ["acme/m", ["acme/m"]],
        ["ACME", ["acme/m", "acme/n"]],
        ["OTHER", ["other/m"]],
      ],
    );
  });

  it("keeps on a target that is in no chain any more", () => {
    const gone: HealthScope = { scope: "credential", key: "lost" };
    const track = view([move(1_200, "open", { target: gone })]).tracks[0];
    assert.deepEqual([track?.name, track?.routes], ["a removed key", []]);
  });

  it("counts the share of time closed up to now only", () => {
    const events = [move(1_250, "open")];
    assert.equal(view(events).tracks[0]?.closedShare, 0.25);
    assert.equal(view(events, 1_500).tracks[0]?.closedShare, 0.5);
    assert.equal(view(events, 900).tracks[0]?.closedShare, 1);
  });

  it("counts trips within the span, and none of a drill's", () => {
    const events = [
      move(500, "open"),
      move(1_100, "closed"),
      move(1_200, "open"),
      move(1_300, "open", { cause: "another window saw it too" }),
      move(1_400, "closed"),
      drilled(1_500, "open"),
      drilled(1_600, "closed", { cause: "the fire drill is over" }),
    ];
    assert.equal(view(events).tracks[0]?.trips, 1);
  });

  it("lists moves newest first, whatever order they came in, and says how many it left out", () => {
    const events = [move(1_400, "closed"), move(1_200, "open"), move(100, "open"), move(2_500, "open")];
    assert.deepEqual(
      view(events).moves.map(({ at }) => at),
      [1_400, 1_200],
    );
    const many = Array.from({ length: 900 }, (_, index) => move(1_000 + index, index % 2 === 0 ? "open" : "closed"));
    const crowded = view(many);
    assert.deepEqual([crowded.moves.length, crowded.moreMoves, crowded.moves[0]?.at], [500, 400, 1_899]);
  });

  it("names keys by their labels and says of a drill whose doing it was", () => {
    const key: HealthScope = { scope: "credential", key: "acme:work" };
    const [found] = view([drilled(1_200, "open", { target: key })]).moves;
    assert.deepEqual([found?.name, found?.cause, found?.drill], ['ACME, key "work"', "fire drill: became open", true]);
  });
});
