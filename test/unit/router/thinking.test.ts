import assert from "node:assert/strict";
import type { ChatRequest, ReasoningEffort } from "../../../src/spec/request.ts";
import {
  answer,
  chatRequest,
  createScriptedRouter,
  deadlines,
  endOf,
  failing,
  finish,
  pause,
  text,
  type Step,
} from "../../support/scripted-router.ts";

const thinking: Step = { type: "thinking" };
const proof: Step = { type: "reasoning", text: "", signature: { provider: "a", value: "proof" } };

describe("a model that thinks without a word", () => {
  it("may be silent for longer than a first token may take", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "start" }, thinking, pause(20_000), ...answer("done").slice(1)]);
    const events = await bench.call();
    assert.deepEqual(bench.asked, ["a/m"]);
    assert.equal(
      events.some(({ type }) => (type as string) === "thinking"),
      false,
    );
  });

  it("is given up when the whole takes too long", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [thinking, pause(100_000), text("late"), finish]);
    const [first] = endOf(await bench.call()).record.attempts;
    assert.equal(first?.failure?.deadline, "total");
  });

  it("has not answered by that, so that the call can go elsewhere", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [thinking, failing("overloaded")]);
    assert.equal(endOf(await bench.call()).record.routeId, "b/m");
  });
});

describe("a second attempt beside one that is slow to begin", () => {
  const silent = (...first: readonly Step[]) =>
    [{ type: "start" }, ...first, pause(25_000), text("1"), finish] as const;
  const patient = { ...deadlines, firstTokenMs: 60_000 };

  it("is not started beside a model that is known to think", async () => {
    const bench = createScriptedRouter({ deadlines: patient });
    bench.script("a/m", silent(thinking));
    await bench.call();
    assert.deepEqual(bench.asked, ["a/m"]);
  });

  it("is started later where much thinking is asked for", async () => {
    const bench = createScriptedRouter({ deadlines: patient });
    bench.script("a/m", silent());
    await bench.call({ request: { ...chatRequest, effort: "high" } });
    assert.deepEqual(bench.asked, ["a/m"]);
    bench.script("a/m", silent());
    await bench.call();
    assert.deepEqual(bench.asked, ["a/m", "a/m", "b/m"]);
  });
});

describe("the proof of a model's reasoning", () => {
  const proofsIn = async (...script: readonly Step[]) => {
    const bench = createScriptedRouter();
    bench.script("a/m", script);
    return (await bench.call()).map((event) => (event.type === "reasoning" && event.signature ? "proof" : event.type));
  };

  it("goes along where it comes before the first word", async () => {
    assert.deepEqual(await proofsIn(proof, text("1"), finish), ["attempt", "proof", "text", "finish", "end"]);
  });

  it("goes along where it comes after the first word", async () => {
    assert.deepEqual(await proofsIn(text("1"), proof, finish), ["attempt", "text", "proof", "finish", "end"]);
  });

  it("is no answer by itself", async () => {
    assert.deepEqual(await proofsIn(proof, finish), ["attempt", "failover", "attempt", "text", "finish", "end"]);
  });
});

describe("a caller that asks for thinking", () => {
  /** For how long a silent route is waited for, in milliseconds. */
  async function waitedMs(more: Partial<ChatRequest>) {
    const bench = createScriptedRouter({ hedge: "never" });
    bench.script("a/m", [{ type: "start" }, pause(59_000), text("late"), finish]);
    const [first] = endOf(await bench.call({ request: { ...chatRequest, ...more } })).record.attempts;
    return first?.durationMs;
  }
  const waits: readonly (readonly [ReasoningEffort, number])[] = [
    ["none", 5000],
    ["low", 5000],
    ["medium", 10_000],
    ["high", 20_000],
    ["xhigh", 40_000],
  ];
  for (const [effort, ms] of waits) {
    it(`waits ${ms} ms for the first token at the effort ${effort}`, async () => {
      assert.equal(await waitedMs({ effort }), ms);
    });
  }

  it("waits as for a high effort where it counts many tokens", async () => {
    assert.equal(await waitedMs({ reasoningTokens: 16_000 }), 20_000);
    assert.equal(await waitedMs({ reasoningTokens: 1024 }), 5000);
  });
});
