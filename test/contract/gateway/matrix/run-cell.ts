import assert from "node:assert/strict";
import { startGatewayStand, type GatewayStand } from "../../../support/gateway-stand.ts";
import type { Way } from "./clients/client.ts";
import { assertError } from "./expected-errors.ts";
import { works, type Asking, type Feature, type Pair } from "./feature.ts";
import type { Wiretap } from "./gateway-calls.ts";
import { upstreams, type StandIn } from "./upstreams/stand-in.ts";
import type { Got, Reply, Told, Wish } from "./words.ts";

/** What runs a cell. */
export interface Bench {
  readonly standIn: StandIn;
  readonly tap: Wiretap;
  /** Told of each gateway, so that its answers are listened to. */
  begun(url: string): void;
}

/** Runs one feature for a pair, on a gateway of its own. False where the client cannot say it in this way. */
export async function runCell(feature: Feature, pair: Pair, bench: Bench): Promise<boolean> {
  const way = pair.client.ways[pair.way];
  assert.ok(way);
  const { standIn } = bench;
  const stand = await startGatewayStand({
    providers: upstreams.map((one) => one.provider(standIn.url)),
    // What goes on elsewhere is told by tests of its own.
    policy: { continueBroken: false },
  });
  bench.begun(stand.url);
  try {
    const { run } = feature;
    await (run ? run(askingOf(pair, way, stand, bench)) : runOnce(feature, pair, way, stand, bench));
    assert.deepEqual(stand.bugs, []);
    return true;
  } catch (error) {
    if (error instanceof NotSaid) return false;
    throw error;
  } finally {
    await stand.close();
  }
}

/** The client cannot say it in this way. */
class NotSaid extends Error {}

async function runOnce(feature: Feature, pair: Pair, way: Way, stand: GatewayStand, bench: Bench): Promise<void> {
  const { wish, reply, arrives, comes, outcome = () => works } = feature;
  const expected = outcome(pair);
  bench.standIn.script(reply);
  const asked = way(wish, addressOf(pair, stand));
  if (!asked) throw new NotSaid();
  const [result] = await Promise.allSettled([asked]);
  const raw = await bench.tap.last();
  if (expected.is === "error") {
    assert.equal(result.status, "rejected", `the client took an error for an answer: ${raw.text}`);
    assertNothingWrong(bench.standIn);
    assertError(pair.client.format, expected.kind, raw);
    return;
  }
  assertNothingWrong(bench.standIn);
  if (result.status === "rejected") throw new Error(`${String(result.reason)}\n${raw.text}`, { cause: result.reason });
  const leftOut = raw.headers.get("x-switchyard-left-out");
  assert.equal(leftOut, expected.is === "left-out" ? expected.name : null, "what was left out");
  const got = onlyRequest(bench.standIn);
  assert.equal(got.model, pair.upstream.model);
  assert.equal(got.format, pair.isSame ? pair.client.format : pair.upstream.speaks[0]);
  arrives?.(got, pair);
  comes?.(result.value, pair);
}

function askingOf(pair: Pair, way: Way, stand: GatewayStand, bench: Bench): Asking {
  return {
    pair,
    async ask(wish: Wish, ...replies: readonly Reply[]): Promise<{ readonly told: Told; readonly got: Got }> {
      bench.standIn.script(...replies);
      const asked = way(wish, addressOf(pair, stand));
      if (!asked) throw new NotSaid();
      const [result] = await Promise.allSettled([asked]);
      assertNothingWrong(bench.standIn);
      if (result.status === "rejected") throw new Error(`${String(result.reason)}\n${(await bench.tap.last()).text}`);
      return { told: result.value, got: onlyRequest(bench.standIn) };
    },
    async count(wish, tokens) {
      const { count } = pair.client;
      if (!count) throw new NotSaid();
      bench.standIn.tokens = tokens;
      const counted = await count(wish, addressOf(pair, stand));
      return { tokens: counted, raw: await bench.tap.last() };
    },
    async askForUnknown(wish) {
      bench.standIn.script();
      const asked = way(wish, { ...addressOf(pair, stand), model: "no-such-model" });
      if (!asked) throw new NotSaid();
      await assert.rejects(asked);
      assert.equal(bench.standIn.got.length, 0, "it was asked of somebody");
      return bench.tap.last();
    },
    elsewhere() {
      const next = upstreams[(upstreams.indexOf(pair.upstream) + 1) % upstreams.length];
      assert.ok(next);
      return askingOf({ ...pair, upstream: next, isSame: next.speaks.includes(pair.client.format) }, way, stand, bench);
    },
  };
}

function addressOf({ upstream }: Pair, { url, token }: GatewayStand) {
  return { url, token, model: upstream.model };
}

/** What is wrong with a request is said before what came of it. */
function assertNothingWrong({ wrong }: StandIn): void {
  if (wrong.length > 0) throw wrong[0];
}

function onlyRequest({ got }: StandIn): Got {
  const [first, ...more] = got;
  assert.ok(first, "nothing arrived");
  assert.equal(more.length, 0, "more than one request arrived");
  return first;
}
