import assert from "node:assert/strict";
import { SlowWatch } from "../../../../src/router/timing/slow-watch.ts";
import { createDraws, type Draws } from "../../../support/latency-draws.ts";

const key = "anthropic/claude";
const medianMs = 800;

type Time = (draws: Draws) => number;

function spread(sigma: number, times = 1): Time {
  return (draws) => draws.logNormal(times * medianMs, sigma);
}

/** Verdicts over so many attempts in each of the runs; after each one the model is well again at once. */
function verdicts(time: Time, attempts: number, runs: number): number {
  let count = 0;
  for (let run = 1; run <= runs; run += 1) {
    const draws = createDraws(run);
    const watch = new SlowWatch();
    for (let at = 0; at < attempts; at += 1) {
      watch.answered(key, 2000, time(draws));
      if (watch.verdict(key) === undefined) continue;
      count += 1;
      watch.answered(key, 2000, medianMs);
      watch.answered(key, 2000, medianMs);
    }
  }
  return count;
}

/** For how large a share of the runs slowness is noticed within five attempts. */
function noticed(usual: Time, slow: Time, baseline: number, runs: number): number {
  let count = 0;
  for (let run = 1; run <= runs; run += 1) {
    const draws = createDraws(1000 + run);
    const watch = new SlowWatch();
    for (let at = 0; at < baseline; at += 1) watch.answered(key, 2000, usual(draws));
    watch.forgive(key);
    let found = false;
    for (let at = 0; at < 5; at += 1) {
      watch.answered(key, 2000, slow(draws));
      found ||= watch.verdict(key) !== undefined;
    }
    if (found) count += 1;
  }
  return count / runs;
}

describe("the odds of the watch for slowness", () => {
  it("are under one false alarm in 5,000 attempts, with as much jitter as providers have", () => {
    assert.ok(verdicts(spread(0.6), 5000, 20) < 20);
    assert.equal(verdicts(spread(0.3), 5000, 20), 0);
  });

  it("are under one in 5,000 while there are few answers to judge by", () => {
    assert.ok(verdicts(spread(0.6), 100, 1000) < 20);
  });

  it("are under one in 1,000 where one answer in ten takes ten times as long", () => {
    const slowAtTimes: Time = (draws) => (draws.uniform() < 0.1 ? 10 : 1) * spread(0.3)(draws);
    assert.ok(verdicts(slowAtTimes, 5000, 20) < 100);
  });

  it("are that five times slower is noticed within five attempts", () => {
    assert.ok(noticed(spread(0.3), spread(0.3, 5), 30, 200) > 0.98);
    assert.ok(noticed(spread(0.6), spread(0.6, 5), 30, 200) > 0.8);
    assert.ok(noticed(spread(0.6), spread(0.6, 5), 200, 200) > 0.93);
    assert.ok(noticed(spread(0.6), spread(0.6, 10), 100, 200) > 0.98);
  });

  it("are that a new normal is taken for one within a hundred attempts", () => {
    let late = 0;
    for (let run = 1; run <= 100; run += 1) {
      const draws = createDraws(run);
      const watch = new SlowWatch();
      for (let at = 0; at < 150; at += 1) watch.answered(key, 2000, spread(0.6)(draws));
      for (let at = 0; at < 200; at += 1) {
        watch.answered(key, 2000, spread(0.6, 5)(draws));
        if (watch.verdict(key) === undefined) continue;
        watch.forgive(key);
        if (at >= 100) {
          late += 1;
          break;
        }
      }
    }
    assert.ok(late < 10, `${late} of 100 still slow`);
  });
});
