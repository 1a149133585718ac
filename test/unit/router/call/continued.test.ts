import assert from "node:assert/strict";
import type { Failure } from "../../../../src/spec/failure.ts";
import type { FillRequest } from "../../../../src/spec/request.ts";
import { usageOf } from "../../../support/call-records.ts";
import { cutAt } from "../../../support/continued-answers.ts";
import {
  chatRequest,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  finish,
  hang,
  pause,
  text,
  textOf,
  type Script,
} from "../../../support/scripted-router.ts";
import { kinds } from "./taught.ts";

const whole = "The quick brown fox jumps over the lazy dog, and then it sleeps in the sun for an hour or two.";
const shown = whole.slice(0, whole.indexOf(" sun"));
const cut = cutAt(whole, shown.length);
assert.ok(cut);
const repeating: Script = [text(cut.anchor), text(whole.slice(shown.length)), finish];

function createBench(breaking: Script, ...others: readonly Script[]) {
  const bench = createScriptedRouter();
  bench.script("a/m", breaking);
  bench.script("b/m", others[0] ?? repeating);
  bench.script("c/m", others[1] ?? repeating);
  return bench;
}
const breaking: Script = [text(shown), failing("network")];

describe("an answer that broke off", () => {
  const breaks: Readonly<Record<string, Script>> = {
    "its connection went": [failing("network")],
    "its stream just ended": [],
    "its server failed": [failing("server-error")],
    "its model had no more capacity, as an event of the stream": [failing("overloaded", { code: "overloaded_error" })],
    "there were too many requests, as an event of the stream": [failing("rate-limited", { retryAfterMs: 60_000 })],
    "nothing more came": [hang],
  };
  for (const [why, steps] of Object.entries(breaks)) {
    it(`goes on at the next route when ${why}`, async () => {
      const bench = createBench([text(shown), ...steps]);
      const events = await bench.call();
      assert.equal(textOf(events), whole);
      assert.deepEqual(kinds(events), ["attempt", "text", "broken", "attempt", "text", "finish", "end"]);
      const end = endOf(events);
      assert.equal(end.record.outcome, "succeeded");
      assert.equal(end.record.routeId, "b/m");
      assert.equal(end.failure, undefined);
      assert.equal(end.interrupted, false);
    });
  }

  it("goes on where the next model goes straight on, and where it tells all again", async () => {
    for (const said of [whole.slice(shown.length), whole]) {
      assert.equal(textOf(await createBench(breaking, [text(said), finish]).call()), whole);
    }
  });

  it("says which attempt broke and why, and what the next one is for", async () => {
    const events = await createBench(breaking).call();
    const broken = events.find(({ type }) => type === "broken");
    assert.ok(broken?.type === "broken");
    assert.equal(broken.index, 0);
    assert.equal(broken.from.id, "a/m");
    assert.equal(broken.failure.class, "network");
    const roles = events.flatMap((event) => (event.type === "attempt" ? [[event.index, event.role]] : []));
    assert.deepEqual(roles, [
      [0, undefined],
      [1, "continuation"],
    ]);
  });

  it("is asked for with what was shown, the same question before it, and the words to begin with", async () => {
    const bench = createBench(breaking);
    await bench.call();
    const [, request] = bench.requests;
    assert.ok(request?.kind === "chat");
    assert.deepEqual(request.messages[0], chatRequest.messages[0]);
    assert.deepEqual(request.messages[1], { role: "assistant", content: [{ type: "text", text: shown }] });
    const [instruction] = request.messages[2]?.content ?? [];
    assert.ok(instruction?.type === "text" && instruction.text.endsWith(`\n\n${cut.anchor}`));
  });

  it("is recorded with both attempts, its first token the first one's", async () => {
    const bench = createBench([pause(200), text(shown), pause(100), failing("network")], [pause(400), ...repeating]);
    const { record } = endOf(await bench.call());
    assert.deepEqual(
      record.attempts.map(({ routeId, role, outcome, firstTokenMs }) => ({ routeId, role, outcome, firstTokenMs })),
      [
        { routeId: "a/m", role: undefined, outcome: "failed", firstTokenMs: 200 },
        { routeId: "b/m", role: "continuation", outcome: "succeeded", firstTokenMs: 400 },
      ],
    );
    assert.equal(record.firstTokenMs, 200);
    assert.equal(record.durationMs, 700);
  });

  it("shows one usage, of both attempts together, while each is recorded by itself", async () => {
    const first = usageOf({ input: 10, cacheRead: 4, output: 5, reportedCost: 0.25 });
    const second = usageOf({ input: 30, cacheWrite: 7, output: 6, reasoning: 2, reportedCost: 0.5 });
    const bench = createBench(
      [text(shown), { type: "usage", usage: first }, failing("network")],
      [text(cut.anchor), text(whole.slice(shown.length)), { type: "usage", usage: second }, finish],
    );
    const events = await bench.call();
    const usages = events.flatMap((event) => (event.type === "usage" ? [event.usage] : []));
    const sum = { input: 40, cacheRead: 4, cacheWrite: 7, output: 11, reasoning: 2, reportedCost: 0.75 };
    assert.deepEqual(usages, [first, usageOf(sum)]);
    assert.deepEqual(
      endOf(events).record.attempts.map(({ usage }) => usage),
      [first, second],
    );
  });

  it("goes on at the third route when the second fails before its first word", async () => {
    const events = await createBench(breaking, [failing("overloaded")]).call();
    assert.equal(textOf(events), whole);
    const told = ["attempt", "text", "broken", "attempt", "failover", "attempt", "text", "finish", "end"];
    assert.deepEqual(kinds(events), told);
    const { record } = endOf(events);
    assert.deepEqual(
      record.attempts.map(({ role }) => role),
      [undefined, "continuation", "continuation"],
    );
    assert.equal(record.routeId, "c/m");
  });

  it("is begun anew elsewhere when nothing but reasoning was shown of it", async () => {
    const bench = createBench([{ type: "reasoning", text: "Hm." }, failing("network")], [text("So."), finish]);
    const events = await bench.call();
    assert.deepEqual(kinds(events), ["attempt", "reasoning", "broken", "attempt", "text", "finish", "end"]);
    assert.equal(bench.requests[1], bench.requests[0]);
  });
});

describe("an answer that breaks off with nobody else to go on", () => {
  const alone = (...scripts: readonly Script[]) => {
    const bench = createScriptedRouter({ chain: ["a/m"] });
    bench.script("a/m", ...scripts);
    return bench;
  };

  it("goes on at the same route, which is asked once more", async () => {
    const bench = alone(breaking, repeating);
    const events = await bench.call();
    assert.equal(textOf(events), whole);
    assert.deepEqual(kinds(events), ["attempt", "text", "broken", "attempt", "text", "finish", "end"]);
    assert.equal(endOf(events).record.durationMs, 0);
  });

  it("is told to have broken before the pause that the provider asks for", async () => {
    const bench = alone([text(shown), failing("rate-limited", { retryAfterMs: 4000 })], repeating);
    const events = await bench.call();
    assert.equal(textOf(events), whole);
    assert.deepEqual(kinds(events), ["attempt", "text", "broken", "wait", "attempt", "text", "finish", "end"]);
    assert.equal(endOf(events).record.durationMs, 4000);
  });

  it("is asked for once and not for ever", async () => {
    const bench = alone(breaking, [failing("server-error")]);
    const end = endOf(await bench.call());
    assert.deepEqual(bench.asked, ["a/m", "a/m"]);
    assert.equal(end.interrupted, true);
    assert.match(end.failure?.message ?? "", /What came is kept/);
  });

  it("stays as it is when the pause would be too long", async () => {
    const bench = alone([text(shown), failing("rate-limited", { retryAfterMs: 60_000 })]);
    const events = await bench.call();
    assert.deepEqual(kinds(events), ["attempt", "text", "end"]);
    assert.equal(endOf(events).interrupted, true);
  });
});

describe("a gap whose filling broke off", () => {
  const request: FillRequest = { ...fillRequest, prefix: "let a = ", maxOutputTokens: 100 };

  it("is filled from there on by the next route, which finds what was shown before its gap", async () => {
    const bench = createBench([text("one + two"), failing("network")], [text(" + three;"), finish]);
    const events = await bench.call({ task: "completion", request });
    assert.equal(textOf(events), "one + two + three;");
    assert.deepEqual(kinds(events), ["attempt", "text", "broken", "attempt", "text", "finish", "end"]);
    const asked = bench.requests[1];
    assert.ok(asked?.kind === "fill");
    assert.equal(asked.prefix, "let a = one + two");
    assert.equal(asked.suffix, request.suffix);
    assert.ok(asked.maxOutputTokens < 100 && asked.maxOutputTokens > 90);
  });

  it("may have been filled already, without its end", async () => {
    const events = await createBench([text("one;")], [{ type: "start" }, finish]).call({ task: "completion", request });
    assert.equal(textOf(events), "one;");
    assert.equal(endOf(events).record.outcome, "succeeded");
  });
});

describe("an answer that cannot be put together", () => {
  const failureOf = (end: { readonly failure?: Failure }) => end.failure?.class;

  it("is interrupted when it breaks off twice, and what came of both parts is kept", async () => {
    const events = await createBench(breaking, [text(`${cut.anchor} up and`), failing("truncated")]).call();
    assert.equal(textOf(events), `${shown} up and`);
    assert.deepEqual(kinds(events), ["attempt", "text", "broken", "attempt", "text", "end"]);
    const end = endOf(events);
    assert.equal(end.interrupted, true);
    assert.equal(failureOf(end), "truncated");
    assert.equal(end.record.outcome, "failed");
  });

  it("is interrupted when the next model tells it again and then says something else", async () => {
    const astray = [text(`${shown.slice(0, -6)}once upon a time there was a king.`), finish];
    const events = await createBench(breaking, astray).call();
    assert.equal(textOf(events), shown);
    assert.deepEqual(kinds(events), ["attempt", "text", "broken", "attempt", "end"]);
    const end = endOf(events);
    assert.equal(end.interrupted, true);
    assert.equal(failureOf(end), "network");
    assert.equal(end.record.outcome, "failed");
    assert.equal(end.record.routeId, "a/m");
  });

  it("is interrupted by what broke it when every other route fails", async () => {
    const bench = createBench(breaking, [failing("server-error")], [failing("credential-invalid")]);
    const end = endOf(await bench.call());
    assert.deepEqual(bench.asked, ["a/m", "b/m", "c/m"]);
    assert.equal(end.interrupted, true);
    assert.equal(failureOf(end), "network");
    assert.match(end.failure?.message ?? "", /What came is kept/);
  });
});
