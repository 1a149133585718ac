import { strict as assert } from "node:assert";
import http from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ask, jsonOf, type Answered } from "../../../support/gateway-client.ts";
import { entrances, type Entrance } from "../../../support/gateway-entrances.ts";
import { eventually } from "../../../support/gateway-fuzz.ts";
import { startGatewayStand, type GatewayStand } from "../../../support/gateway-stand.ts";
import { startUpstream, type Asked, type Upstream } from "../../../support/gateway-upstream.ts";

/** Five seconds with every change, a minute for a proof. */
const seconds = Number(process.env["SWITCHYARD_LOAD_SECONDS"] ?? 5);
const callers = 200;
const streaming = entrances.filter(({ streams }) => streams);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Memory after everything that nobody holds was given back: mocha is started without `--expose-gc`. */
function memory(): { readonly heapMb: number; readonly rssMb: number } {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") for (let times = 0; times < 3; times += 1) collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: heapUsed / 1024 / 1024, rssMb: rss / 1024 / 1024 };
}

/** A stream as slow as a fast model's. */
async function streamSlowly({ response, good }: Asked): Promise<void> {
  response.writeHead(200, { "content-type": good.contentType });
  for (const piece of good.pieces) {
    if (response.destroyed) return;
    response.write(piece);
    await pause(8);
  }
  response.end();
}

describe(`${callers} streams at once for ${seconds} seconds, while providers die and come back`, () => {
  let upstreams: readonly [Upstream, Upstream];
  let stand: GatewayStand;
  const agent = new http.Agent({ keepAlive: true, maxSockets: callers });
  before(async () => {
    upstreams = [await startUpstream("-a"), await startUpstream("-b")];
    for (const upstream of upstreams) upstream.answerWith(streamSlowly);
    const [first, second] = upstreams;
    // Of each dialect one at each place, so that an answer fails over to its own dialect as well as to another.
    const chain = [0, 1, 2].flatMap((at) => [first.providers[at], second.providers[at]].flatMap((one) => one ?? []));
    const models = chain.map((_, at) => ({
      name: `from-${at}`,
      chain: [...chain.slice(at), ...chain.slice(0, at)].map(({ id }) => `${id}/m1`),
    }));
    stand = await startGatewayStand({ providers: chain, rules: { models } });
  });
  after(async () => {
    agent.destroy();
    await stand.close();
    for (const upstream of upstreams) await upstream.stop();
  });

  const outcomes = new Map<string, number>();
  const times: number[] = [];
  let requests = 0;
  let next = 0;

  function judge(entrance: Entrance, answered: Answered): string {
    const { status, text, end } = answered;
    assert.notEqual(end, "hung", `${entrance.name}: ${text.slice(-300)}`);
    assert.equal(end, "whole", `${entrance.name}, ${status}: ${text.slice(-300)}`);
    if (status !== 200) {
      assert.ok(status !== 500 && entrance.isProblem(jsonOf(answered)), `${status}: ${text}`);
      return `refused with ${status}`;
    }
    const ending = entrance.endingOf(text);
    assert.notEqual(ending, "silent", `${entrance.name}: ${text.slice(-500)}`);
    return ending;
  }

  async function callUntil(end: number): Promise<void> {
    while (Date.now() < end) {
      const at = next++;
      const entrance = streaming[at % streaming.length];
      assert.ok(entrance);
      const model = `from-${at % 6}`;
      const began = performance.now();
      requests += 1;
      const body = JSON.stringify(entrance.body(model, true));
      const answered = await ask(stand, entrance.path(model, true), { body, agent, limitMs: 60_000 });
      const outcome = judge(entrance, answered);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcome === "whole") times.push(performance.now() - began);
      // Who was refused waits a moment, as programs do.
      else await pause(50);
    }
  }

  /** One dies, then the other, then both for a moment; in between all is well. */
  async function trouble(end: number): Promise<void> {
    const [first, second] = upstreams;
    const turns = [[first], [second], [first, second]];
    for (let turn = 0; Date.now() + 1000 < end; turn += 1) {
      await pause(500);
      const dying = turns[turn % turns.length] ?? [];
      for (const upstream of dying) await upstream.down();
      await pause(300);
      for (const upstream of dying) await upstream.up();
    }
  }

  async function run(forMs: number): Promise<void> {
    const end = Date.now() + forMs;
    await Promise.all([trouble(end), ...Array.from({ length: callers }, () => callUntil(end))]);
  }

  it("end whole or with an error in their format, and leave nothing behind", async function () {
    this.timeout(seconds * 1000 + 120_000);
    await run(Math.max(2000, seconds * 100));
    // What the stand keeps of each call is the test's own, and grows.
    const before = memory();
    const warm = stand.calls.length;
    await run(seconds * 1000);
    await eventually("no request is under way", () => stand.gateway.stats().underWay === 0);
    const after = memory();
    times.sort((one, other) => one - other);
    const share = (part: number): number => Math.round(times[Math.floor(times.length * part)] ?? 0);
    const figures = {
      requests,
      ...Object.fromEntries(outcomes),
      p50Ms: share(0.5),
      p99Ms: share(0.99),
      heapMb: [before.heapMb, after.heapMb].map(Math.round),
      rssMb: [before.rssMb, after.rssMb].map(Math.round),
    };
    const shown = JSON.stringify(figures);
    if (process.env["SWITCHYARD_LOAD_SECONDS"] !== undefined) process.stdout.write(`${shown}\n`);
    assert.deepEqual(stand.bugs, []);
    assert.equal(stand.calls.length, requests, "calls in the ledger");
    assert.ok((outcomes.get("whole") ?? 0) > requests / 4, shown);
    const recordsMb = ((stand.calls.length - warm) * 4) / 1024;
    assert.ok(after.heapMb - before.heapMb < 10 + recordsMb, shown);
  });

  it("give back every connection", async function () {
    this.timeout(20_000);
    agent.destroy();
    // Those kept for the next request are closed by the server's own clock, after five seconds.
    await eventually(
      "no connection upstream is open",
      () => upstreams.every(({ openSockets }) => openSockets === 0),
      15_000,
    );
  });
});
