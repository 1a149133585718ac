import assert from "node:assert/strict";
import fc from "fast-check";
import { draft } from "../../../src/simulator/draft.ts";
import { createFaultSwitch } from "../../../src/simulator/fault.ts";
import { createPromptCache } from "../../../src/simulator/prompt-cache.ts";
import type { CacheUse, ChatPrompt } from "../../../src/simulator/prompt.ts";
import { createRateWindow } from "../../../src/simulator/rate-window.ts";
import { createRequestLog } from "../../../src/simulator/request-log.ts";
import { splitTokens, tokensOf } from "../../../src/simulator/tokens.ts";
import { goDuration } from "../../../src/simulator/formats/openai/headers.ts";

function clockAt(start: number) {
  let at = start;
  return { now: () => at, schedule: () => () => undefined, move: (ms: number) => (at += ms) };
}

function conversation(cache: CacheUse, ...texts: string[]): ChatPrompt {
  const turns = texts.map((text) => ({ role: "user" as const, text }));
  return { kind: "chat", model: "m", system: "12345678", turns, tools: [], stop: [], cache };
}

describe("simulated tokens", () => {
  it("join to the text, and never cut a character in two", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const tokens = splitTokens(text);
        assert.equal(tokens.join(""), text);
        assert.ok(tokens.every((token) => token.isWellFormed()));
        assert.ok(tokens.length <= tokensOf(text.length));
      }),
    );
  });
});

describe("a draft", () => {
  const prompt = conversation({ kind: "none" }, "");
  const text = { kind: "text", text: "one two three" } as const;

  it("ends at the first of the stop sequences, before the limit", () => {
    const { tokens, end } = draft(text, { ...prompt, stop: ["three", " two"], maxTokens: 2 });
    assert.equal(tokens.join(""), "one");
    assert.deepEqual(end, { reason: "stop", output: 1, stopSequence: " two" });
  });

  it("ends at the limit", () => {
    assert.deepEqual(draft(text, { ...prompt, maxTokens: 2 }).end, { reason: "length", output: 2 });
  });

  it("leaves a tool call whole", () => {
    const call = { kind: "tool-call", name: "f", arguments: '{"a":"long enough"}' } as const;
    assert.equal(draft(call, { ...prompt, maxTokens: 1 }).tokens.join(""), call.arguments);
  });
});

describe("a simulated prompt cache", () => {
  it("reads what an earlier prompt began with, but never the newest message", () => {
    const cache = createPromptCache(clockAt(0));
    assert.equal(cache.charge(conversation({ kind: "automatic" }, "abcd")).cacheRead, 0);
    assert.equal(cache.charge(conversation({ kind: "automatic" }, "abcd")).cacheRead, 2);
    const longer = cache.charge(conversation({ kind: "automatic" }, "abcd", "efgh"));
    assert.deepEqual([longer.input, longer.cacheRead, longer.cacheWrite], [4, 3, 0]);
    assert.equal(cache.charge(conversation({ kind: "automatic" }, "other", "efgh")).cacheRead, 2);
  });

  it("forgets after five minutes, or after an hour where that was asked", () => {
    const clock = clockAt(0);
    const cache = createPromptCache(clock);
    const short = conversation({ kind: "marked", segments: 1, life: "5m" }, "abcd");
    const long = { ...conversation({ kind: "marked", segments: 1, life: "1h" }, "abcd"), model: "other" };
    assert.equal(cache.charge(short).cacheWrite, 2);
    assert.equal(cache.charge(long).cacheWriteLong, 2);
    clock.move(6 * 60_000);
    assert.equal(cache.charge(short).cacheRead, 0);
    assert.equal(cache.charge(long).cacheRead, 2);
  });
});

describe("simulated limits", () => {
  it("go down with use, and are whole again after a minute", () => {
    const clock = clockAt(1000);
    const window = createRateWindow(clock);
    const whole = window.states();
    window.spend(1, 500);
    clock.move(20_000);
    const used = window.states();
    assert.equal(whole.requests.remaining - used.requests.remaining, 1);
    assert.equal(whole.tokens.remaining - used.tokens.remaining, 500);
    assert.equal(used.tokens.resetMs, 40_000);
    clock.move(40_000);
    assert.deepEqual(window.states(), whole);
  });

  it("are written as OpenAI writes durations", () => {
    assert.deepEqual([12, 1500, 20_000, 360_000, 61_250].map(goDuration), ["12ms", "1.5s", "20s", "6m0s", "1m1.25s"]);
  });
});

describe("a fault switch", () => {
  it("counts answers down, and leaves listings alone meanwhile", () => {
    const faults = createFaultSwitch();
    faults.set({ kind: "server-error", times: 1 });
    assert.equal(faults.take("other"), undefined);
    assert.equal(faults.take("answer")?.kind, "server-error");
    assert.equal(faults.take("answer"), undefined);
  });

  it("takes a count of none for no fault", () => {
    const faults = createFaultSwitch();
    faults.set({ kind: "cut", times: 0 });
    assert.equal(faults.current(), undefined);
  });
});

describe("the record of requests", () => {
  const request = { provider: "p", method: "POST", path: "/", at: 0, hadKey: false };

  it("keeps the last thousand, and counts all of them", () => {
    const log = createRequestLog();
    for (let index = 0; index < 1200; index += 1) {
      const entry = log.begin({ ...request, at: index });
      entry.purpose = "answer";
      entry.outputTokens = 2;
      log.end(entry, index % 2 === 0 ? "completed" : "failed", index + 1);
    }
    assert.equal(log.requests.length, 1000);
    assert.equal(log.requests[0]?.at, 200);
    assert.deepEqual(log.counts("p"), {
      requests: 1200,
      completed: 600,
      failed: 600,
      aborted: 0,
      inputTokens: 0,
      outputTokens: 2400,
    });
  });

  it("counts what is under way, and no listings", () => {
    const log = createRequestLog();
    log.end(log.begin(request), "completed", 1);
    log.begin(request).purpose = "answer";
    assert.equal(log.counts("p").requests, 1);
    assert.equal(log.counts("p").completed, 0);
    assert.equal(log.counts("other").requests, 0);
  });
});
