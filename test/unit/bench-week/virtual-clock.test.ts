import assert from "node:assert/strict";
import fc from "fast-check";
import { VirtualClock } from "../../bench/week/virtual-clock.ts";

describe("the week's clock", () => {
  it("runs timers by their time, and those of one moment in the order in which they were set", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 60 }), async (delays) => {
        const clock = new VirtualClock(0);
        const rung: (readonly [at: number, index: number])[] = [];
        for (const [index, delay] of delays.entries()) clock.schedule(delay, () => rung.push([clock.now(), index]));
        await clock.run();
        const expected = delays.map((delay, index) => [delay, index] as const).toSorted((a, b) => a[0] - b[0]);
        assert.deepEqual(rung, expected);
      }),
    );
  });

  it("leaves out what was cancelled, however often", async () => {
    const clock = new VirtualClock(0);
    const rung: string[] = [];
    const cancel = clock.schedule(5, () => rung.push("cancelled"));
    clock.schedule(10, () => rung.push("kept"));
    cancel();
    cancel();
    await clock.run();
    assert.deepEqual(rung, ["kept"]);
  });

  it("lets long chains of promises settle before time moves on", async () => {
    const clock = new VirtualClock(0);
    let settledAt = -1;
    clock.schedule(1, () => {
      void (async () => {
        for (let turn = 0; turn < 1000; turn += 1) await Promise.resolve();
        settledAt = clock.now();
      })();
    });
    clock.schedule(2, () => {});
    await clock.run();
    assert.equal(settledAt, 1);
  });

  it("takes timers that are set by timers", async () => {
    const clock = new VirtualClock(100);
    const seen: number[] = [];
    const again = () => {
      seen.push(clock.now());
      if (seen.length < 4) clock.schedule(25, again);
    };
    clock.schedule(0, again);
    await clock.run();
    assert.deepEqual(seen, [100, 125, 150, 175]);
  });
});
