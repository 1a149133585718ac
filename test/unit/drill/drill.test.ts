import assert from "node:assert/strict";
import fc from "fast-check";
import { drillNotices } from "../../../src/features/drill/drill-notices.ts";
import { drillRows } from "../../../src/features/drill/drill-rows.ts";
import { drillSign, DrillWatch } from "../../../src/features/drill/drill-watch.ts";
import { drillFaults, isDrillFault } from "../../../src/features/drill/faults.ts";
import { chatDecoders } from "../../../src/protocol/decode-chat.ts";
import { usageDecoders } from "../../../src/protocol/decode-usage.ts";
import type { Drill } from "../../../src/router/types.ts";
import * as v from "valibot";
import { createFakeBoard } from "../../support/fake-router.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

const drillAt = (routeId: string, until: number): Drill => ({ routeId, fault: "overloaded", until });

/** A watch over a clock, and the texts it showed, one list a drawing. */
function setUp() {
  const clock = createFakeClock(0);
  const shown: (readonly string[])[] = [];
  const watch = new DrillWatch(clock, (signs) => void shown.push(signs.map(({ text }) => text)));
  return { clock, shown, watch };
}

describe("a fire drill in the status bar", () => {
  it("names the model and counts the seconds down", async () => {
    const { clock, shown, watch } = setUp();
    watch.changed([drillAt("anthropic/claude-sonnet-5-5#work", 60_000)]);
    await clock.advance(2_000);
    assert.deepEqual(shown, [
      ["$(flame) Fire drill: claude-sonnet-5-5 · 60 s"],
      ["$(flame) Fire drill: claude-sonnet-5-5 · 59 s"],
      ["$(flame) Fire drill: claude-sonnet-5-5 · 58 s"],
    ]);
  });

  it("is gone, with its timer, when the drill ends", async () => {
    const { clock, shown, watch } = setUp();
    watch.changed([drillAt("a/b", 60_000)]);
    watch.changed([]);
    assert.equal(clock.pending(), 0);
    await clock.advance(5_000);
    assert.deepEqual(shown.at(-1), []);
    assert.equal(shown.length, 2);
  });

  it("leaves no timer behind when it is disposed of", () => {
    const { clock, shown, watch } = setUp();
    watch.changed([drillAt("a/b", 60_000)]);
    watch.dispose();
    assert.equal(clock.pending(), 0);
    assert.deepEqual(shown.at(-1), []);
  });

  it("shows several at once", () => {
    const { shown, watch } = setUp();
    watch.changed([drillAt("a/one", 60_000), drillAt("a/two", 30_500)]);
    assert.deepEqual(shown.at(-1), ["$(flame) Fire drill: one · 60 s", "$(flame) Fire drill: two · 31 s"]);
  });

  it("shows a drill that should be over at 0 s, never less", () => {
    assert.match(drillSign(drillAt("a/b", 1_000), 9_000).text, / 0 s$/);
  });

  it("always shows the second that it is, whenever the drills began", async () => {
    const begins = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(begins, fc.integer({ min: 0, max: 5_000 }), async (untils, ms) => {
        const { clock, shown, watch } = setUp();
        const drills = untils.map((until, at) => drillAt(`a/${at}`, until));
        watch.changed(drills);
        await clock.advance(ms);
        assert.deepEqual(
          shown.at(-1),
          drills.map((drill) => drillSign(drill, clock.now()).text),
        );
        assert.equal(clock.pending(), 1);
        watch.dispose();
      }),
      { numRuns: 40 },
    );
  });
});

describe("the choice of a fire drill", () => {
  const router = createFakeBoard({
    health: (task) => [
      ...(task === "chat" ? [{ routeId: "acme/m#work", state: { kind: "closed" } as const }] : []),
      { routeId: "acme/vendor/n", state: { kind: "closed" } as const },
    ],
  });
  const directory = { provider: () => undefined };

  it("offers each route of the chains once, with the tasks it serves", () => {
    assert.deepEqual(
      drillRows(router, directory, []).map(({ label, description, ends }) => [label, description, ends]),
      [
        ["n", "acme · ghost text, chat, explain", false],
        ["m", "acme, key work · chat", false],
      ],
    );
  });

  it("offers first to end what is under way", () => {
    const [first] = drillRows(router, directory, [drillAt("acme/vendor/n", 1)]);
    assert.deepEqual(
      [first?.routeId, first?.ends, first?.label],
      ["acme/vendor/n", true, "$(debug-stop) End the drill at n"],
    );
  });

  it("has words for every fault and knows no other", () => {
    for (const [fault, { label, phrase }] of Object.entries(drillFaults)) {
      assert.ok(isDrillFault(fault));
      assert.ok(label !== "" && phrase !== "");
    }
    for (const fault of ["none", "toString", "hang", ""]) assert.ok(!isDrillFault(fault), fault);
  });
});

describe("a fire drill in the views", () => {
  it("says what is played, in words", () => {
    assert.deepEqual(drillNotices([{ routeId: "a/b", fault: "credential-invalid", until: 5 }]), [
      { routeId: "a/b", fault: "key refused", until: 5 },
    ]);
  });

  it("can be ended from both, and the routing explained for a task that there is", () => {
    for (const decoder of [chatDecoders.endDrill, usageDecoders.endDrill]) {
      assert.ok(v.is(decoder, { routeId: "a/b" }));
      assert.ok(!v.is(decoder, {}));
    }
    assert.ok(v.is(chatDecoders.explainRoute, { task: "explain" }));
    assert.ok(!v.is(chatDecoders.explainRoute, { task: "toString" }));
  });
});
