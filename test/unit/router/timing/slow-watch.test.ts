import assert from "node:assert/strict";
import { SlowWatch } from "../../../../src/router/timing/slow-watch.ts";
import { attemptOf } from "../../../support/call-records.ts";

const key = "openai/gpt-5-mini";
const usualTimes = [700, 750, 800, 850, 900];

/** A model whose answers to prompts of 2,000 tokens take between 0.7 and 0.9 s. */
function watching(answers = 40): SlowWatch {
  const watch = new SlowWatch();
  for (let at = 0; at < answers; at += 1) watch.answered(key, 2000, usualTimes[at % usualTimes.length] ?? 0);
  return watch;
}

/** How many answers of `ms` it takes until there is a verdict; undefined when there is none after `most`. */
function noticedAfter(watch: SlowWatch, ms: number, most = 20): number | undefined {
  for (let count = 1; count <= most; count += 1) {
    watch.answered(key, 2000, ms);
    if (watch.verdict(key) !== undefined) return count;
  }
  return undefined;
}

/** As the router does: who is slow is forgiven, and tried again by a probe. */
function verdictsOver(watch: SlowWatch, ms: number, attempts: number): readonly number[] {
  const at: number[] = [];
  for (let count = 1; count <= attempts; count += 1) {
    watch.answered(key, 2000, ms);
    if (watch.verdict(key) === undefined) continue;
    at.push(count);
    watch.forgive(key);
  }
  return at;
}

describe("the watch for slowness", () => {
  it("notices a model that became five times slower with its third answer, and says so", () => {
    const watch = watching();
    assert.equal(watch.verdict(key), undefined);
    assert.equal(noticedAfter(watch, 4100), 3);
    assert.match(watch.verdict(key) ?? "", /^first tokens take 4\.1 s, usually 0\.8 s$/);
  });

  it("says nothing of models it does not know, or hardly knows", () => {
    assert.equal(new SlowWatch().verdict(key), undefined);
    new SlowWatch().forgive(key);
    assert.equal(noticedAfter(watching(15), 9000, 4), undefined);
    assert.equal(noticedAfter(watching(25), 9000, 4), 3);
  });

  it("takes five answers to be sure where two were as usual", () => {
    const watch = watching();
    for (const ms of [4000, 4000, 800, 4000]) watch.answered(key, 2000, ms);
    assert.notEqual(watch.verdict(key), undefined);
    const other = watching();
    for (const ms of [4000, 800, 4000, 800, 4000]) other.answered(key, 2000, ms);
    assert.equal(other.verdict(key), undefined);
  });

  it("is not alarmed by one or two answers that are endlessly late", () => {
    const watch = watching();
    for (const ms of [800, 800, 29_000, 29_000, 800, 800, 800]) {
      watch.answered(key, 2000, ms);
      assert.equal(watch.verdict(key), undefined);
    }
  });

  it("does not let one that is endlessly late make up for others that are only rather late", () => {
    const watch = new SlowWatch();
    for (let at = 0; at < 100; at += 1) watch.answered(key, 2000, at % 20 === 0 ? 3200 : 800);
    for (const ms of [800, 800, 1700, 1700, 500_000, 1700]) {
      watch.answered(key, 2000, ms);
      assert.equal(watch.verdict(key), undefined);
    }
    assert.notEqual(noticedAfter(watch, 8000, 5), undefined);
  });

  it("is not blinded by hangs among the usual answers", () => {
    const watch = new SlowWatch();
    for (let at = 0; at < 100; at += 1) watch.answered(key, 2000, at % 25 === 0 ? 60_000 : 800);
    assert.notEqual(noticedAfter(watch, 8000, 5), undefined);
  });

  it("lets pass what is less than twice as slow, or less than half a second slower", () => {
    assert.equal(noticedAfter(watching(), 1500), undefined);
    const quick = new SlowWatch();
    for (let at = 0; at < 40; at += 1) quick.answered(key, 2000, 60);
    assert.equal(noticedAfter(quick, 500), undefined);
    assert.equal(noticedAfter(quick, 900), 3);
  });

  it("compares a prompt with prompts of its size, and has no opinion on others", () => {
    const watch = watching();
    for (let at = 0; at < 30; at += 1) watch.answered(key, 100_000, 8000);
    assert.equal(watch.verdict(key), undefined);
    for (let at = 0; at < 10; at += 1) watch.answered(key, 500_000, 40_000);
    assert.equal(watch.verdict(key), undefined);
    assert.equal(noticedAfter(watch, 8000), 3);
  });

  it("keeps models apart", () => {
    const watch = watching();
    for (let at = 0; at < 5; at += 1) watch.answered("openai/gpt-5", 2000, 9000);
    assert.equal(watch.verdict(key), undefined);
    assert.equal(watch.verdict("openai/gpt-5"), undefined);
  });

  it("counts silence that another route ended, as far as it was long enough to be slow", () => {
    const watch = watching();
    for (let at = 0; at < 9; at += 1) watch.gaveUp(key, 2000, 600);
    assert.equal(watch.verdict(key), undefined);
    for (let at = 0; at < 3; at += 1) watch.gaveUp(key, 2000, 2600);
    assert.match(watch.verdict(key) ?? "", /^first tokens take 2\.6 s/);
  });
});

describe("a model that was found slow", () => {
  it("has nothing held against it once it is forgiven, until its next answer", () => {
    const watch = watching();
    noticedAfter(watch, 4000);
    watch.forgive(key);
    assert.equal(watch.verdict(key), undefined);
    watch.answered(key, 2000, 4000);
    assert.notEqual(watch.verdict(key), undefined);
  });

  it("is well with a quick probe, and as usual with two in a row", () => {
    const watch = watching();
    noticedAfter(watch, 4000);
    watch.forgive(key);
    watch.answered(key, 2000, 800);
    assert.equal(watch.verdict(key), undefined);
    watch.answered(key, 2000, 4000);
    assert.notEqual(watch.verdict(key), undefined);
    for (const ms of [800, 800, 4000]) watch.answered(key, 2000, ms);
    assert.equal(watch.verdict(key), undefined);
  });

  it("is not taken to be well because nobody waited for it", () => {
    const watch = watching();
    noticedAfter(watch, 4000);
    watch.forgive(key);
    for (let at = 0; at < 5; at += 1) watch.gaveUp(key, 2000, 600);
    watch.answered(key, 2000, 4000);
    assert.notEqual(watch.verdict(key), undefined);
  });

  it("is noticed again as quickly after it was well for a while", () => {
    const watch = watching();
    for (let outage = 0; outage < 6; outage += 1) {
      assert.equal(noticedAfter(watch, 4000), 3);
      assert.deepEqual(verdictsOver(watch, 4000, 8).length, 8);
      for (let at = 0; at < 8; at += 1) watch.answered(key, 2000, 800);
      assert.equal(watch.verdict(key), undefined);
    }
  });

  it("stays slow although nobody forgives it, and until slow is its new normal", () => {
    const watch = watching();
    noticedAfter(watch, 4000);
    for (let at = 4; at < 20; at += 1) {
      watch.answered(key, 2000, 4000);
      assert.notEqual(watch.verdict(key), undefined);
    }
    watch.answered(key, 2000, 4000);
    assert.equal(watch.verdict(key), undefined);
    assert.deepEqual(verdictsOver(watch, 4000, 200), []);
    assert.equal(noticedAfter(watch, 20_000), 3);
  });

  it("is forgiven for good when its slowness lasted for some tens of attempts", () => {
    const at = verdictsOver(watching(300), 4000, 300);
    assert.equal(at[0], 3);
    assert.equal(at.at(-1), 19);
  });

  it("is not said to be slow where its usual answers were never waited for", () => {
    const watch = new SlowWatch();
    for (let at = 0; at < 100; at += 1) {
      if (at % 5 < 2) watch.answered(key, 2000, 800);
      else watch.gaveUp(key, 2000, 1400);
    }
    assert.equal(noticedAfter(watch, 2200, 10), undefined);
  });

  it("is not said to be slow while only the early answers of an impatient user are missing", () => {
    const watch = watching();
    for (let at = 0; at < 500; at += 1) watch.gaveUp(key, 2000, 300);
    assert.equal(noticedAfter(watch, 900), undefined);
  });
});

describe("watching records", () => {
  const usage = { ...attemptOf().usage, input: 2000 } as NonNullable<ReturnType<typeof attemptOf>["usage"]>;
  const slow = attemptOf({ usage, firstTokenMs: 5000, durationMs: 6000 });
  const { firstTokenMs: _, ...unspoken } = slow;

  it("notices slow answers, and silence that was cancelled", () => {
    for (const record of [slow, { ...unspoken, outcome: "cancelled" as const }]) {
      const watch = watching();
      for (let at = 0; at < 3; at += 1) watch.learn(record);
      assert.notEqual(watch.verdict(key), undefined);
    }
  });

  it("leaves deadlines that ran out to those who count failures, and fire drills to nobody", () => {
    const failure = { class: "timeout", scope: "model", message: "Late.", deadline: "first-token" } as const;
    for (const record of [
      { ...unspoken, outcome: "failed" as const, failure },
      { ...slow, role: "drill" as const },
    ]) {
      const watch = watching();
      for (let at = 0; at < 9; at += 1) watch.learn(record);
      assert.equal(watch.verdict(key), undefined);
    }
  });

  it("looks at the size that the caller estimated", () => {
    const watch = watching();
    for (let at = 0; at < 3; at += 1) watch.learn(slow, 90_000);
    assert.equal(watch.verdict(key), undefined);
  });
});
