import assert from "node:assert/strict";
import { type Contestant, orderBy } from "../../../../src/router/choose/order.ts";
import { Trials } from "../../../../src/router/choose/trials.ts";
import { contestant, seededRandom } from "./contestants.ts";

interface Model {
  readonly name: string;
  /** Median time in milliseconds, for the call with this number. */
  readonly ms: (call: number) => number;
  readonly usd?: number;
}

interface World {
  readonly objective: "fastest" | "balanced";
  readonly models: readonly Model[];
  /** After so many milliseconds the user has typed on, and the call is cancelled. */
  readonly patienceMs?: number;
  readonly seed?: number;
}

/** Latest samples that are remembered of each model. */
const memory = 100;

/** Makes calls one after the other, each at the first route of its order, and tells which models were asked. */
function asked(calls: number, { objective, models, patienceMs = Infinity, seed = 1 }: World): readonly string[] {
  const random = seededRandom(seed);
  const samples = new Map<string, readonly number[]>();
  const trials = new Trials();
  const chosen: string[] = [];
  for (let call = 0; call < calls; call += 1) {
    const candidates = models.map(({ name, usd }): Contestant => {
      const times = samples.get(name) ?? [];
      const ms = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
      return contestant(
        name,
        { ...(ms !== undefined && { firstTokenMs: ms, answerMs: ms }), ...(usd !== undefined && { costUsd: usd }) },
        { samples: times.length, tries: trials.of("chat", name) },
      );
    });
    const name = orderBy(objective, candidates)[0]?.candidate.route.model ?? "";
    chosen.push(name);
    trials.tried("chat", name);
    // Times of a model scatter: two thirds lie between 0.6 and 1.6 times the median.
    const scatter = Math.exp(0.5 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
    const ms = (models.find((model) => model.name === name)?.ms(call) ?? 0) * scatter;
    if (ms > patienceMs) continue;
    samples.set(name, [...(samples.get(name) ?? []), ms].slice(-memory));
  }
  return chosen;
}

const share = (chosen: readonly string[], name: string) =>
  chosen.filter((one) => one === name).length / Math.max(1, chosen.length);

const always = (ms: number) => () => ms;
const seeds = Array.from({ length: 10 }, (_, at) => at + 1);

describe("routes that are hardly known", () => {
  it("are each tried within some tens of calls, also when most of the others are slow", () => {
    const models = [
      { name: "quick", ms: always(300) },
      { name: "slow-1", ms: always(3000) },
      { name: "slow-2", ms: always(4000) },
      { name: "slow-3", ms: always(5000) },
      { name: "new", ms: always(200) },
    ];
    for (const seed of seeds) {
      const chosen = asked(30, { objective: "fastest", models, seed });
      for (const { name } of models) assert.ok(chosen.includes(name), `${name} was not tried (seed ${seed})`);
    }
  });

  it("get few of the calls in the long run when they are clearly slow, but some", () => {
    const models = [
      { name: "slow", ms: always(900) },
      { name: "quick", ms: always(300) },
      { name: "slower", ms: always(6000) },
    ];
    for (const seed of seeds) {
      const chosen = asked(2000, { objective: "fastest", models, seed });
      assert.ok(share(chosen, "quick") > 0.95, `quick got ${share(chosen, "quick")} (seed ${seed})`);
      assert.ok(share(chosen, "slow") > 0 && share(chosen, "slow") < 0.04);
      assert.ok(share(chosen, "slower") < 0.01);
    }
  });

  it("win in the end when they are the fastest, even if they seemed slow at first", () => {
    const models = [
      { name: "usual", ms: always(600) },
      { name: "cold", ms: (call: number) => (call < 4 ? 4000 : 200) },
    ];
    for (const seed of seeds) {
      const chosen = asked(1500, { objective: "fastest", models, seed });
      assert.ok(share(chosen.slice(-500), "cold") > 0.9, `cold got too little (seed ${seed})`);
    }
  });

  it("win again when they were slow for long", () => {
    const models = [
      { name: "usual", ms: always(600) },
      { name: "mended", ms: (call: number) => (call < 1000 ? 3000 : 200) },
    ];
    for (const seed of seeds.slice(0, 4)) {
      const chosen = asked(3000, { objective: "fastest", models, seed });
      assert.ok(share(chosen.slice(-500), "mended") > 0.9, `mended got too little (seed ${seed})`);
    }
  });

  it("are not tried for ever when nobody waits for their answer", () => {
    const models = [
      { name: "quick", ms: always(200) },
      { name: "silent", ms: always(20_000) },
    ];
    for (const seed of seeds) {
      const chosen = asked(1000, { objective: "fastest", models, patienceMs: 700, seed });
      assert.ok(chosen.includes("silent"));
      assert.ok(share(chosen, "silent") < 0.05, `silent got ${share(chosen, "silent")} (seed ${seed})`);
    }
  });

  it("are tried under balanced too, within their price", () => {
    const models = [
      { name: "good", ms: always(1000), usd: 0.004 },
      { name: "quicker", ms: always(400), usd: 0.005 },
      { name: "slow", ms: always(4000), usd: 0.004 },
      { name: "gold", ms: always(300), usd: 0.4 },
    ];
    for (const seed of seeds) {
      const chosen = asked(1000, { objective: "balanced", models, seed });
      assert.ok(share(chosen, "quicker") > 0.9, `quicker got ${share(chosen, "quicker")} (seed ${seed})`);
      assert.ok(chosen.slice(0, 30).includes("slow"));
      assert.ok(!chosen.includes("gold"));
    }
  });
});

describe("tries", () => {
  it("are counted for each task and model", () => {
    const trials = new Trials();
    trials.tried("chat", "a/b");
    trials.tried("completion", "a/b");
    trials.tried("completion", "a/b");
    trials.tried("chat", "a/c");
    assert.ok(Math.abs(trials.of("completion", "a/b") - 2) < 0.01);
    assert.ok(Math.abs(trials.of("chat", "a/b") - 1) < 0.01);
    assert.equal(trials.of("explain", "a/b"), 0);
  });

  it("fade while others are made for the same task, until they are forgotten", () => {
    const trials = new Trials();
    trials.tried("chat", "a/b");
    for (let at = 0; at < 500; at += 1) trials.tried("chat", "a/c");
    assert.ok(trials.of("chat", "a/b") > 0.3 && trials.of("chat", "a/b") < 0.4);
    for (let at = 0; at < 5000; at += 1) trials.tried("completion", "a/c");
    assert.ok(trials.of("chat", "a/b") > 0.3);
    for (let at = 0; at < 5000; at += 1) trials.tried("chat", "a/c");
    assert.equal(trials.of("chat", "a/b"), 0);
    assert.ok(trials.of("chat", "a/c") < 501);
  });
});
