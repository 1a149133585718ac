import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import type { Fault } from "../../../src/simulator/fault.ts";
import { startSimulator } from "../../../src/simulator/simulator.ts";
import type { FaultKind } from "../../../src/spec/simulation.ts";
import type { Clock } from "../../../src/spec/clock.ts";
import { AT_ONCE, baseUrlOf, openAiSdk, until, useSimulator } from "../../support/simulator-clients.ts";

const question = { model: "sim-openai-large", messages: [{ role: "user" as const, content: "What is 6 * 7?" }] };

describe("the simulator's connections", () => {
  const simulator = useSimulator();

  it("are on loopback, each provider on its own port", () => {
    const hosts = simulator().providers.map(({ baseUrl }) => new URL(baseUrl));
    assert.ok(hosts.every(({ hostname }) => hostname === "127.0.0.1"));
    assert.equal(new Set(hosts.map(({ port }) => port)).size, hosts.length);
  });

  it("every provider says that it is simulated, local and needs no key", () => {
    for (const provider of simulator().providers) {
      assert.ok(provider.simulated && provider.local && !provider.needsKey, provider.id);
      assert.match(provider.name, /^Simulated /);
      assert.ok(provider.models.every(({ id }) => id.startsWith("sim-")));
    }
  });

  it("are refused while the provider is down, and taken on the same port when it is back", async () => {
    const url = `${baseUrlOf(simulator(), "sim-openai")}/models`;
    const client = openAiSdk(simulator());
    await client.chat.completions.create(question);

    simulator().setFault("sim-openai", { kind: "refuse" });
    await assert.rejects(client.chat.completions.create(question), { message: "Connection error." });
    assert.equal(await connectError(url), "ECONNREFUSED");

    simulator().setFault("sim-openai", undefined);
    await client.chat.completions.create(question);
    assert.equal(`${baseUrlOf(simulator(), "sim-openai")}/models`, url);
  });

  it("survive many outages in a row", async () => {
    const url = `${baseUrlOf(simulator(), "sim-gemini")}/models`;
    for (let round = 0; round < 20; round += 1) {
      simulator().setFault("sim-gemini", { kind: "refuse" });
      assert.equal(await connectError(url), "ECONNREFUSED");
      simulator().setFault("sim-gemini", undefined);
      assert.equal((await fetch(url)).status, 200);
    }
  });

  it("are what was asked for last, when a provider goes down and up faster than a port can", async () => {
    const fresh = await startSimulator({ speed: AT_ONCE });
    const url = baseUrlOf(fresh, "sim-openai");
    const turn = (kinds: readonly (FaultKind | undefined)[]) => {
      for (const kind of kinds) fresh.setFault("sim-openai", kind && { kind });
    };
    turn(["refuse", undefined, "refuse", undefined, "slow", undefined]);
    await openAiSdk(fresh).models.list();
    turn(["refuse", undefined, "refuse"]);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await connectError(url), "ECONNREFUSED");
    turn([undefined]);
    await fresh.stop();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await connectError(url), "ECONNREFUSED");
  });

  it("go on to the end of an answer that began before the outage", async () => {
    simulator().setSpeed("sim-openai", { firstTokenMs: 0, tokensPerSecond: 1000 });
    const stream = await openAiSdk(simulator()).chat.completions.create({ ...question, stream: true });
    simulator().setFault("sim-openai", { kind: "refuse" });
    let finish: string | null | undefined;
    for await (const chunk of stream) finish = chunk.choices[0]?.finish_reason ?? finish;
    assert.equal(finish, "stop");
    simulator().setSpeed("sim-openai", AT_ONCE);
  });

  it("that the client closes stop the answer at once", async () => {
    simulator().setSpeed("sim-openai", { firstTokenMs: 0, tokensPerSecond: 50 });
    const before = simulator().counts("sim-openai");
    const leave = new AbortController();
    const stream = await openAiSdk(simulator()).chat.completions.create(
      { ...question, stream: true },
      { signal: leave.signal },
    );
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content) leave.abort();
    }
    await until(() => simulator().counts("sim-openai").aborted === before.aborted + 1);
    const after = simulator().counts("sim-openai");
    const request = simulator().requests.at(-1);
    assert.equal(request?.outcome, "aborted");
    assert.ok(request.outputTokens < 10, `${request.outputTokens} tokens`);
    assert.equal(after.completed, before.completed);
    simulator().setSpeed("sim-openai", AT_ONCE);
  });

  it("take requests that no SDK would send, and answer each with an error", async () => {
    const base = baseUrlOf(simulator(), "sim-openai");
    for (const [start, body] of [
      ["GET //", ""],
      ["OPTIONS *", ""],
      ["POST /v1/chat/completions?a=%ff", "[]"],
      ["PUT /v1/models", "x"],
    ]) {
      const length = `content-length: ${body?.length}`;
      assert.match(
        await rawAnswer(base, `${start} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${length}\r\n\r\n${body}`),
        /^HTTP\/1\.1 4\d\d [^]*"error"/,
      );
    }
  });

  it("that break while the request is sent leave it aborted", async () => {
    const socket = connect(Number(new URL(baseUrlOf(simulator(), "sim-openai")).port), "127.0.0.1");
    const before = simulator().requests.length;
    socket.write("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    await until(() => simulator().requests.length > before);
    socket.destroy();
    await until(() => simulator().requests.at(-1)?.outcome !== "running");
    assert.equal(simulator().requests.at(-1)?.outcome, "aborted");
  });

  it("leave no trace of a key in the record of requests", async () => {
    const key = "sk-a-key-that-nobody-may-see";
    const base = baseUrlOf(simulator(), "sim-gemini");
    await fetch(`${base}/models?key=${key}`, { headers: { "x-goog-api-key": key } });
    const record = simulator().requests.at(-1);
    assert.equal(record?.hadKey, true);
    assert.ok(!JSON.stringify(simulator().requests).includes(key));
  });
});

describe("the simulator's speed", () => {
  /** A clock that runs to each appointment at once, and tells how long each was away. */
  const waits: number[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    schedule(delayMs, callback) {
      waits.push(delayMs);
      now += delayMs;
      const timer = setImmediate(callback);
      return () => clearImmediate(timer);
    },
  };
  const simulator = useSimulator({ clock, speed: { firstTokenMs: 300, tokensPerSecond: 100 } });

  const timesOf = async (fault?: Fault) => {
    waits.length = 0;
    simulator().setFault("sim-openai", fault);
    for await (const _ of await openAiSdk(simulator()).chat.completions.create({ ...question, stream: true }));
    return [waits[0], waits[1]];
  };

  it("is a time to the first token, and one between tokens", async () => {
    assert.deepEqual(await timesOf(), [300, 10]);
  });

  it("is a tenth of that when the provider is slow", async () => {
    assert.deepEqual(await timesOf({ kind: "slow" }), [3000, 100]);
  });

  it("lets an answer in one piece wait for all its tokens", async () => {
    waits.length = 0;
    simulator().setFault("sim-openai", undefined);
    const { usage } = await openAiSdk(simulator()).chat.completions.create(question);
    assert.deepEqual(waits, [300 + 10 * (usage?.completion_tokens ?? 0)]);
  });
});

describe("the simulator under load", () => {
  it("serves hundreds of streams at once, counts them, and leaves no socket behind", async () => {
    const simulator = await startSimulator({ speed: { firstTokenMs: 5, tokensPerSecond: 2000 } });
    const client = openAiSdk(simulator);
    const leaving = 50;
    const answers = Array.from({ length: 300 }, async (_, index) => {
      let text = "";
      const stream = await client.chat.completions.create({ ...question, stream: true });
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? "";
        if (index < leaving && text !== "") break;
      }
      return text;
    });
    const texts = await Promise.all(answers);
    await until(() => simulator.requests.every(({ outcome }) => outcome !== "running"));
    const counts = simulator.counts("sim-openai");
    assert.equal(counts.requests, 300);
    assert.equal(counts.completed + counts.aborted, 300);
    assert.ok(counts.aborted <= leaving);
    assert.ok(texts.slice(leaving).every((text) => text === texts.at(-1)));
    assert.ok(simulator.openSockets() > 0);
    await simulator.stop();
    assert.equal(simulator.openSockets(), 0);
  });

  it("stops though answers hang", async () => {
    const simulator = await startSimulator({ speed: AT_ONCE });
    simulator.setFault("sim-openai", { kind: "hang" });
    const asked = assert.rejects(openAiSdk(simulator).chat.completions.create(question));
    await until(() => simulator.requests.length === 1);
    await simulator.stop();
    await asked;
    assert.equal(simulator.openSockets(), 0);
    assert.equal(await connectError(baseUrlOf(simulator, "sim-openai")), "ECONNREFUSED");
  });
});

/** What comes back for a request sent as it is. */
async function rawAnswer(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.end(request);
  return Buffer.concat(await socket.toArray()).toString();
}

/** The code with which a connection fails; `undefined` when it succeeds. */
async function connectError(url: string): Promise<string | undefined> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  try {
    await once(socket, "connect");
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : undefined;
  } finally {
    socket.destroy();
  }
}
