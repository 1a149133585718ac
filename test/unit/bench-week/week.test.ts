import assert from "node:assert/strict";
import fc from "fast-check";
import { answerTextOf, resumeAt } from "../../bench/week/answer-text.ts";
import { faultsOf } from "../../bench/week/faults.ts";
import { logNormal, luckOf, timesOf } from "../../bench/week/luck.ts";
import { OrgLimit } from "../../bench/week/org-limit.ts";
import { type Summary, timesLost } from "../../bench/week/tally.ts";
import { dayMs, hourMs, minuteMs, weekStart } from "../../bench/week/week-time.ts";
import { workloadOf } from "../../bench/week/workload.ts";

describe("a week's luck", () => {
  it("is the same for the same keys and another for others", () => {
    const draw = (...keys: readonly (string | number)[]) => Array.from({ length: 5 }, luckOf(...keys));
    assert.deepEqual(draw("a", 1), draw("a", 1));
    assert.notDeepEqual(draw("a", 1), draw("a", 2));
  });

  it("keeps to its distributions", () => {
    const luck = luckOf("distributions");
    const latencies = Array.from({ length: 20_000 }, () => logNormal(luck, 800, 0.45)).toSorted((a, b) => a - b);
    assert.ok(Math.abs((latencies[10_000] ?? 0) - 800) < 20);
    assert.ok(Math.abs((latencies[19_800] ?? 0) - 800 * Math.exp(2.326 * 0.45)) < 150);
    const times = Array.from({ length: 20_000 }, () => timesOf(luck, 1.5));
    assert.ok(Math.abs(times.reduce((sum, one) => sum + one, 0) / times.length - 1.5) < 0.05);
  });
});

describe("a week's faults", () => {
  it("are the same for the same seed", () => {
    assert.deepEqual(faultsOf(3), faultsOf(3));
    assert.notDeepEqual(faultsOf(3), faultsOf(4));
  });

  it("leave a provider as much of the month as status pages tell", () => {
    const weeks = 400;
    let downMs = 0;
    for (let seed = 0; seed < weeks; seed += 1) {
      for (const fault of faultsOf(seed)) {
        const hits = fault.models.includes("north/large");
        if (hits && (fault.kind === "outage" || fault.kind === "overload"))
          downMs += (fault.until - fault.from) * fault.share;
      }
    }
    const uptime = 1 - downMs / (weeks * 7 * dayMs);
    assert.ok(uptime > 0.993 && uptime < 0.999, `${uptime}`);
  });
});

describe("a week's work", () => {
  const calls = workloadOf(1, 3);

  it("comes in order, on working days, from everybody", () => {
    assert.deepEqual(
      calls.map(({ at }) => at),
      calls.map(({ at }) => at).toSorted((a, b) => a - b),
    );
    const hours = calls.map(({ at }) => ((at - weekStart) % dayMs) / hourMs);
    assert.ok(hours.every((hour) => hour >= 9 && hour < 19));
    assert.ok(calls.every(({ at }) => at < weekStart + 5 * dayMs));
    assert.deepEqual(new Set(calls.map(({ person }) => person)), new Set([0, 1, 2]));
  });

  it("has an id for each call, and a keystroke that overtakes about half of the completions", () => {
    assert.equal(new Set(calls.map(({ id }) => id)).size, calls.length);
    const completions = calls.filter(({ task }) => task === "completion");
    const overtaken = completions.filter(({ cancelAfterMs }) => cancelAfterMs !== undefined).length;
    assert.ok(Math.abs(overtaken / completions.length - 0.5) < 0.05);
  });
});

describe("an answer that is gone on with", () => {
  const [call] = workloadOf(1, 1);

  it("begins before the cut, at a word, and has all that was missing", () => {
    assert.ok(call);
    const whole = answerTextOf({ ...call, answerTokens: 600 });
    fc.assert(
      fc.property(fc.nat(whole.length), (cut) => {
        const begin = resumeAt(whole, whole.slice(0, cut));
        assert.ok(begin <= cut);
        assert.ok(begin === 0 || whole[begin - 1] === " ");
      }),
    );
  });

  it("begins anew after a text that is not its own", () => {
    assert.ok(call);
    assert.equal(resumeAt(answerTextOf(call), "something else"), 0);
  });
});

describe("a limit of requests a minute", () => {
  it("is whole again with the next minute", () => {
    const limit = new OrgLimit(2);
    assert.deepEqual(limit.take(30_000), { remaining: 1, resetMs: 30_000 });
    assert.deepEqual(limit.take(31_000), { remaining: 0, resetMs: 29_000 });
    assert.equal(limit.take(59_999), undefined);
    assert.deepEqual(limit.take(minuteMs), { remaining: 1, resetMs: minuteMs });
  });
});

describe("how many times as much is lost", () => {
  it("takes no loss at all as half a call", () => {
    const summary = (lostShare: number): Pick<Summary, "lostShare" | "calls"> => ({ lostShare, calls: 1000 });
    assert.equal(timesLost(summary(0.01), summary(0.005)), 2);
    assert.equal(timesLost(summary(0.01), summary(0)), 20);
  });
});
