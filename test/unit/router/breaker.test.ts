import assert from "node:assert/strict";
import fc from "fast-check";
import { Breaker } from "../../../src/router/health/breaker.ts";
import { coolDownBounds, nextCoolDown } from "../../../src/router/health/cool-down.ts";
import { untilReset } from "../../../src/router/failure-rules.ts";
import { Lease } from "../../../src/router/health/lease.ts";
import { OutcomeWindow } from "../../../src/router/health/outcome-window.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { failureOf } from "../../support/scripted-router.ts";

const noProbe = new Lease([]);
const serverError = failureOf("server-error");

function createBench(random: () => number = () => 0.5) {
  const clock = createFakeClock();
  const moves: string[] = [];
  const breaker = new Breaker(clock, random, ({ from, to, cause }) => void moves.push(`${from} > ${to}: ${cause}`));
  const fail = (times: number) => {
    for (let at = 0; at < times; at += 1) breaker.failed(serverError, noProbe);
  };
  const coolDownMs = () => (breaker.standing.kind === "open" ? breaker.standing.until - clock.now() : 0);
  const probe = () => {
    const lease = new Lease([breaker]);
    breaker.admitProbe(lease);
    return lease;
  };
  return { clock, breaker, moves, fail, coolDownMs, probe };
}

describe("a window of outcomes", () => {
  const verdictOf = (outcomes: string) => {
    const window = new OutcomeWindow();
    for (const one of outcomes) {
      if (one === "+") window.succeeded();
      else window.failed();
    }
    return window.verdict;
  };
  const verdicts: readonly (readonly [string, string | undefined])[] = [
    ["", undefined],
    ["--", undefined],
    ["---", "3 failures in a row"],
    ["+++++++---", "3 failures in a row"],
    ["-+-", undefined],
    ["+-+-", "2 of the last 4 attempts failed"],
    ["+++-+-", undefined],
    ["-----+++++", "5 of the last 10 attempts failed"],
    ["-----++++++", undefined],
    ["------++++++", undefined],
  ];
  for (const [outcomes, verdict] of verdicts) {
    it(`says ${verdict ?? "nothing"} of "${outcomes}"`, () => assert.equal(verdictOf(outcomes), verdict));
  }
});

describe("a cool-down", () => {
  it("stays within its bounds, and within three times the one before", () => {
    fc.assert(
      fc.property(fc.nat(600_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (previous, drawn) => {
        const next = nextCoolDown(previous, () => drawn);
        assert.ok(next >= coolDownBounds.shortest && next <= coolDownBounds.longest);
        assert.ok(next <= Math.max(previous, coolDownBounds.shortest) * 3);
      }),
    );
  });
});

describe("a breaker", () => {
  it("stays closed while failures are few", () => {
    const { breaker, fail } = createBench();
    for (let at = 0; at < 4; at += 1) breaker.succeeded(noProbe);
    fail(2);
    breaker.succeeded(noProbe);
    fail(1);
    assert.equal(breaker.standing.kind, "closed");
  });

  it("says why it opened", () => {
    const { fail, moves } = createBench();
    fail(3);
    assert.deepEqual(moves, ["closed > open: 3 failures in a row: server error"]);
  });

  it("is half-open when its cool-down is over, without anybody having to wake it", async () => {
    const { breaker, clock, fail, coolDownMs } = createBench();
    fail(3);
    await clock.advance(coolDownMs() - 1);
    assert.equal(breaker.standing.kind, "open");
    await clock.advance(1);
    assert.equal(breaker.standing.kind, "half-open");
    assert.equal(clock.pending(), 0);
  });

  it("cools longer each time its probe fails, and starts small again after a whole success", async () => {
    const { breaker, clock, fail, coolDownMs, probe } = createBench(() => 0.9);
    const seen: number[] = [];
    fail(3);
    for (let round = 0; round < 5; round += 1) {
      seen.push(coolDownMs());
      await clock.advance(coolDownMs());
      breaker.failed(serverError, probe());
    }
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
    await clock.advance(coolDownMs());
    breaker.succeeded(probe());
    fail(3);
    assert.equal(coolDownMs(), seen[0]);
  });

  it("lets others pass from the first token of its probe, and opens at once if that answer breaks off", async () => {
    const { breaker, clock, fail, coolDownMs, probe } = createBench();
    fail(3);
    await clock.advance(coolDownMs());
    const lease = probe();
    breaker.answered(lease);
    assert.equal(breaker.standing.kind, "closed");
    breaker.failed(failureOf("truncated"), lease);
    assert.equal(breaker.standing.kind, "open");
  });

  it("has one probe at a time, and a probe given back may be taken again", async () => {
    const { breaker, clock, fail, coolDownMs, probe } = createBench();
    fail(3);
    await clock.advance(coolDownMs());
    const first = probe();
    assert.throws(probe);
    first.release();
    assert.equal(breaker.standing.kind, "half-open");
    assert.doesNotThrow(probe);
  });

  it("listens to nobody but its probe while that is out", async () => {
    const { breaker, clock, fail, coolDownMs, probe } = createBench();
    fail(3);
    await clock.advance(coolDownMs());
    probe();
    breaker.failed(failureOf("rate-limited", { retryAfterMs: 60_000 }), noProbe);
    breaker.succeeded(noProbe);
    assert.equal(breaker.standing.kind, "half-open");
  });

  it("is not closed by a success that began before it opened", () => {
    const { breaker, fail } = createBench();
    fail(3);
    breaker.succeeded(noProbe);
    assert.equal(breaker.standing.kind, "open");
  });

  it("opens at once, and for exactly as long as the provider asked", () => {
    const { breaker, moves, coolDownMs } = createBench();
    breaker.failed(failureOf("overloaded", { retryAfterMs: 12_345 }), noProbe);
    assert.equal(coolDownMs(), 12_345);
    assert.deepEqual(moves, ["closed > open: overloaded: to be left alone for 13 s"]);
  });

  it("goes by the latest of the provider's times", async () => {
    const { breaker, clock, coolDownMs } = createBench();
    breaker.failed(failureOf("rate-limited", { retryAfterMs: 60_000 }), noProbe);
    await clock.advance(1000);
    breaker.failed(failureOf("rate-limited", { retryAfterMs: 5000 }), noProbe);
    assert.equal(coolDownMs(), 5000);
  });

  it("stays open for good where only a person can help, and that time survives JSON and a Date", () => {
    const { breaker, moves } = createBench();
    breaker.failed(failureOf("credential-invalid"), noProbe);
    const { standing } = breaker;
    assert.equal(standing.kind === "open" && standing.until, untilReset);
    assert.equal(JSON.parse(JSON.stringify(untilReset)), untilReset);
    assert.ok(!Number.isNaN(new Date(untilReset).getTime()));
    assert.deepEqual(moves, ["closed > open: key refused"]);
  });
});
