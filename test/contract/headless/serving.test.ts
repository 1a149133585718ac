import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { openLedger } from "../../../src/ledger/ledger.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { type Simulator, startSimulator } from "../../../src/simulator/simulator.ts";
import { type HeadlessBench, headlessBench } from "./headless-process.ts";

const key = "a-key-that-nobody-may-see";
const environment = { UPSTREAM_KEY: key };

interface Access {
  readonly url: string;
  readonly token: string;
}

function ask({ url, token }: Access, model: string, more: object = {}): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}.tester`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "What is 6 times 7?" }], ...more }),
  });
}

/** What the ledger in a folder holds. */
async function kept(directory: string): Promise<{ readonly calls: number; readonly clients: readonly string[] }> {
  const options = { writer: 1, clock: systemClock, keepDays: () => 0 };
  const ledger = await openLedger({ ...options, directory, loadPrice: async () => () => ({ kind: "unknown" }) });
  const clients = ledger.spentSince(0)?.map(({ client }) => client) ?? [];
  const { calls } = ledger.snapshot("week").totals;
  await ledger.close();
  return { calls, clients };
}

describe("the gateway without an editor", function () {
  this.timeout(40_000);
  let simulator: Simulator;
  let bench: HeadlessBench;

  /** A file whose one provider is the simulator in this process, which wants a key. */
  const config = (more: object = {}) => {
    const upstream = simulator.providers.find(({ id }) => id === "sim-openai");
    return {
      providers: { upstream: { baseUrl: upstream?.baseUrl, models: ["sim-openai-large"] } },
      credentials: [{ provider: "upstream", env: "UPSTREAM_KEY" }],
      policies: { chat: { chain: ["upstream/sim-openai-large"] } },
      priceUpdates: false,
      ledger: "kept",
      ...more,
    };
  };

  before(async () => {
    simulator = await startSimulator({ speed: { firstTokenMs: 0, tokensPerSecond: 0 } });
  });
  beforeEach(async () => {
    bench = await headlessBench();
  });
  afterEach(async () => {
    simulator.setSpeed("sim-openai", { firstTokenMs: 0, tokensPerSecond: 0 });
    await bench.clear();
  });
  after(() => simulator.stop());

  it("says in one line where it serves, answers, and writes down what it answered", async () => {
    await bench.write(config());
    const gateway = bench.start(environment);
    const access = await gateway.ready;
    assert.match(access.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(access.token, /^sk-switchyard-[\w-]{43}$/);

    const answer = await ask(access, "upstream/sim-openai-large");
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /42/);
    assert.equal(simulator.requests.at(-1)?.hadKey, true);
    assert.equal((await ask({ ...access, token: "sk-wrong" }, "upstream/sim-openai-large")).status, 401);

    gateway.signal("SIGTERM");
    assert.equal(await gateway.ended, 0);
    assert.equal(gateway.stdout(), `${JSON.stringify(access)}\n`);
    assert.match(gateway.stderr(), /^switchyard-gateway: stopping: [^\n]*\n$/);
    assert.deepEqual(await kept(join(bench.folder, "kept")), { calls: 1, clients: ["tester"] });
  });

  it("lets an answer under way end when it is told to stop, and takes no further request", async () => {
    await bench.write(config());
    const gateway = bench.start(environment);
    const access = await gateway.ready;
    simulator.setSpeed("sim-openai", { firstTokenMs: 50, tokensPerSecond: 40 });
    const answer = await ask(access, "switchyard/chat", { stream: true });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.ok(reader);
    let text = (await reader.read()).value ?? "";
    assert.doesNotMatch(text, /\[DONE\]/);

    gateway.signal("SIGTERM");
    await gateway.tells(/stopping/);
    await assert.rejects(ask(access, "switchyard/chat"));
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += piece.value;
    assert.match(text, /data: \[DONE\]\n\n$/);
    // The connection stays open for a next request, and nobody waits for that.
    const endedAt = Date.now();
    assert.equal(await gateway.ended, 0);
    assert.ok(Date.now() - endedAt < 5_000);
    assert.equal((await kept(join(bench.folder, "kept"))).calls, 1);
  });

  it("ends at once at a second signal", async () => {
    await bench.write(config());
    const gateway = bench.start(environment);
    const access = await gateway.ready;
    simulator.setSpeed("sim-openai", { firstTokenMs: 50, tokensPerSecond: 1 });
    const answer = await ask(access, "switchyard/chat", { stream: true });
    await answer.body?.getReader().read();
    gateway.signal("SIGINT");
    await gateway.tells(/stopping/);
    const asked = Date.now();
    gateway.signal("SIGINT");
    assert.equal(await gateway.ended, 130);
    assert.ok(Date.now() - asked < 3_000);
  });

  it("simulates all providers where the file says so, and leaves nothing behind", async () => {
    await bench.write({ simulator: true, priceUpdates: false });
    const gateway = bench.start({ SWITCHYARD_TOKEN: "a-token-of-ones-own" });
    const access = await gateway.ready;
    assert.equal(access.token, "a-token-of-ones-own");
    const answer = await ask(access, "switchyard/chat");
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /Simulated answer/);
    assert.equal((await ask(access, "sim-anthropic/sim-anthropic-small")).status, 200);
    gateway.signal("SIGTERM");
    assert.equal(await gateway.ended, 0);
    assert.deepEqual(await readdir(bench.folder), ["gateway.json"]);
  });

  it("reads a file that changed again, and holds on to what it said where it is wrong now", async () => {
    await bench.write(config());
    const gateway = bench.start(environment);
    const access = await gateway.ready;
    assert.equal((await ask(access, "my-model")).status, 404);

    await bench.write(config({ gateway: { models: { "my-*": "upstream/sim-openai-large" } } }));
    await gateway.tells(/was read again/);
    assert.equal((await ask(access, "my-model")).status, 200);

    await bench.write(config({ gateway: { modles: {} } }));
    await gateway.tells(/gateway\.modles: there is no such key[^]*holds on/);
    assert.equal((await ask(access, "my-model")).status, 200);

    await bench.write(config({ ledger: "elsewhere" }));
    await gateway.tells(/change at the next start only/);
    assert.equal((await ask(access, "my-model")).status, 404);
  });

  it("reads a file again that changed while it started", async () => {
    const listings = createHttpServer((_, response) => {
      const listing = JSON.stringify({ data: [{ id: "one" }] });
      void bench.write(simple(address, { "my-*": "slow/one" })).then(() => response.end(listing));
    }).listen(0, "127.0.0.1");
    await once(listings, "listening");
    const address = listings.address();
    const simple = (at: typeof address, models: object) => ({
      providers: { slow: { baseUrl: `http://127.0.0.1:${typeof at === "object" ? at?.port : ""}/v1` } },
      credentials: [{ provider: "slow", env: "UPSTREAM_KEY" }],
      gateway: { models },
      priceUpdates: false,
    });
    try {
      await bench.write(simple(address, {}));
      const gateway = bench.start(environment);
      const access = await gateway.ready;
      await gateway.tells(/was read again/);
      assert.notEqual((await ask(access, "my-model")).status, 404);
    } finally {
      listings.closeAllConnections();
      listings.close();
    }
  });

  it("serves on when nobody reads any more what it tells", async () => {
    await bench.write(config());
    const gateway = bench.start(environment);
    const access = await gateway.ready;
    gateway.turnAway();
    simulator.setFault("sim-openai", { kind: "bad-key" });
    try {
      assert.equal((await ask(access, "switchyard/chat")).status, 403);
    } finally {
      simulator.setFault("sim-openai", undefined);
    }
    assert.equal((await ask(access, "no-such-model")).status, 404);
    gateway.signal("SIGTERM");
    assert.equal(await gateway.ended, 0);
  });

  it("tells of failures without the key, the token or what was asked", async () => {
    await bench.write(config());
    const gateway = bench.start(environment);
    const access = await gateway.ready;
    simulator.setFault("sim-openai", { kind: "bad-key" });
    try {
      assert.equal((await ask(access, "switchyard/chat")).status, 403);
    } finally {
      simulator.setFault("sim-openai", undefined);
    }
    gateway.signal("SIGTERM");
    assert.equal(await gateway.ended, 0);
    assert.match(gateway.stderr(), /upstream\/sim-openai-large failed, credential-invalid/);
    for (const secret of [key, access.token, "6 times 7"]) assert.ok(!gateway.stderr().includes(secret), secret);
    for (const line of gateway.stderr().trimEnd().split("\n")) assert.match(line, /^switchyard-gateway: /);
  });
});

describe("a gateway without an editor that cannot start", function () {
  this.timeout(40_000);
  let bench: HeadlessBench;
  beforeEach(async () => {
    bench = await headlessBench();
  });
  afterEach(() => bench.clear());

  it("names every key that is wrong, one a line, and ends with 2", async () => {
    await bench.write({ polices: {}, credentials: [{ provider: "openai", env: key }] });
    const gateway = bench.start();
    assert.equal(await gateway.ended, 2);
    assert.equal(gateway.stdout(), "");
    const [first = "", second = "", ...others] = gateway.stderr().trimEnd().split("\n");
    assert.match(first, /^switchyard-gateway: polices: there is no such key/);
    assert.match(second, /^switchyard-gateway: credentials\.0\.env: /);
    assert.deepEqual(others, []);
    assert.ok(!gateway.stderr().includes(key));
  });

  it("ends with 2 also without a file, and for a command line that is wrong", async () => {
    const missing = bench.start();
    assert.equal(await missing.ended, 2);
    assert.match(missing.stderr(), /^switchyard-gateway: .*gateway\.json cannot be read: ENOENT\n$/);
    await bench.write({ simulator: true });
    const wrong = bench.start({}, "--prot", "1");
    assert.equal(await wrong.ended, 2);
    assert.match(wrong.stderr(), /^switchyard-gateway: .*--prot.*\n$/);
    const guessable = bench.start({ SWITCHYARD_TOKEN: "guessable" });
    assert.equal(await guessable.ended, 2);
    assert.match(guessable.stderr(), /^switchyard-gateway: SWITCHYARD_TOKEN: /);
  });

  it("says that its port is taken, and ends with 1", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(typeof address === "object" && address);
    try {
      await bench.write({ simulator: true, priceUpdates: false });
      const gateway = bench.start({}, "--port", String(address.port));
      assert.equal(await gateway.ended, 1);
      assert.equal(gateway.stdout(), "");
      assert.match(gateway.stderr(), /^switchyard-gateway: port \d+ is taken by another program; [^\n]*--port 0\n$/);
      assert.deepEqual(await readdir(bench.folder), ["gateway.json"]);
    } finally {
      server.close();
    }
  });

  it("prints help and its version on request", async () => {
    const help = bench.start({}, "--help");
    assert.equal(await help.ended, 0);
    assert.match(help.stdout(), /^Usage: switchyard-gateway --config FILE/);
    const version = bench.start({}, "--version");
    assert.equal(await version.ended, 0);
    assert.match(version.stdout(), /^\d+\.\d+\.\d+\n$/);
  });
});
