import assert from "node:assert/strict";
import type { Contestant } from "../../bench/week/contestant.ts";
import { litellm } from "../../bench/week/contestants/litellm.ts";
import { openrouter } from "../../bench/week/contestants/openrouter.ts";
import { plainChain } from "../../bench/week/contestants/plain-chain.ts";
import { portkey } from "../../bench/week/contestants/portkey.ts";
import { single, singleRetrying } from "../../bench/week/contestants/single.ts";
import { switchyard, switchyardShared } from "../../bench/week/contestants/switchyard.ts";
import type { Fault } from "../../bench/week/faults.ts";
import { playWeek } from "../../bench/week/play-week.ts";
import { summaryOf } from "../../bench/week/tally.ts";
import { callsOfTheHour, lostIn, north, anHour, outage, play, weekWith } from "./one-week.ts";

const chains: readonly Contestant[] = [plainChain, litellm, portkey, openrouter, switchyard(), switchyardShared()];
const contestants: readonly Contestant[] = [single, singleRetrying, ...chains];

describe("a week's contestants", () => {
  it("lose exactly the calls of the outage, with a single model", async () => {
    const without = lostIn(await play(single));
    const within = callsOfTheHour(weekWith([outage]));
    assert.ok(within.length > 10, "the hour has calls");
    assert.deepEqual(new Set(lostIn(await play(single, outage))), new Set([...without, ...within]));
  });

  it("lose about the same with retries, because an hour is longer than any back-off", async () => {
    const lost = new Set(lostIn(await play(singleRetrying, outage)));
    assert.ok(callsOfTheHour(weekWith([outage])).every((id) => lost.has(id)));
  });

  for (const contestant of chains) {
    it(`save most calls of an outage: ${contestant.name}`, async () => {
      const lost = new Set(lostIn(await play(contestant, outage)));
      const within = callsOfTheHour(weekWith([outage]));
      assert.ok(within.filter((id) => lost.has(id)).length < within.length / 2);
    });
  }

  for (const contestant of contestants) {
    it(`have the same week twice: ${contestant.name}`, async () => {
      assert.deepEqual(await play(contestant, outage), await play(contestant, outage));
    });
  }

  it("answer for the same calls, whoever they are", async () => {
    const ids = await Promise.all(
      contestants.map(async (one) => (await play(one, outage)).results.map(({ id }) => id).toSorted()),
    );
    for (const one of ids) assert.deepEqual(one, ids[0]);
  });

  it("never show a cut answer as a whole one, with Switchyard", async () => {
    for (const seed of [1, 2, 3]) {
      const tally = await playWeek(switchyard(), weekWith([], { seed }));
      assert.equal(summaryOf([tally]).silentlyCut, 0);
    }
  });
});

describe("each rule of the others", () => {
  const firstTokensOfTheHour = async (contestant: Contestant, fault: Fault) => {
    const within = new Set(callsOfTheHour(weekWith([fault])));
    const { results } = await play(contestant, fault);
    return results.flatMap(({ id, firstTokenMs }) => (within.has(id) ? (firstTokenMs ?? []) : []));
  };

  it("Portkey sleeps 1 s and 2 s before it falls back", async () => {
    const statusOnly: Fault = { ...anHour, kind: "quota", models: north };
    const times = await firstTokensOfTheHour(portkey, statusOnly);
    assert.ok(times.length > 0 && times.every((ms) => ms > 3000));
  });

  it("LiteLLM goes on at once, and leaves a deployment alone for 5 s only", async () => {
    const times = await firstTokensOfTheHour(litellm, outage);
    const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
    assert.ok(median !== undefined && median < 1500);
    const { wasted } = await play(litellm, outage);
    assert.ok(wasted > callsOfTheHour(weekWith([outage])).length / 3, "it asks in vain again and again");
  });

  it("OpenRouter does not ask where an outage is known", async () => {
    const usual = (await play(openrouter)).wasted;
    const { wasted } = await play(openrouter, { ...outage, from: outage.from - 60_000 });
    assert.ok(wasted - usual <= 5);
  });

  it("an SDK waits as long as it is told to", async () => {
    const limited: Fault = { ...anHour, kind: "rate-limit", models: north, share: 1, retryAfterMs: 20_000 };
    const times = await firstTokensOfTheHour(plainChain, limited);
    assert.ok(times.every((ms) => ms > 20_000));
  });
});

describe("a shared key", () => {
  it("has room for so many requests a minute, and says no to the others", async () => {
    const { results } = await playWeek(single, weekWith([], { limits: { "north/small": 1 } }));
    const completions = results.filter(({ task }) => task === "completion");
    const lost = completions.filter(({ fate }) => fate !== "succeeded");
    assert.ok(lost.length > completions.length / 3 && lost.length < completions.length);
  });
});
