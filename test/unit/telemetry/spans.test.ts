import assert from "node:assert/strict";
import fc from "fast-check";
import type { AttemptRecord } from "../../../src/spec/call.ts";
import { hrTimeOf } from "../../../src/telemetry/readable-span.ts";
import { spansOf, type SpanFacts } from "../../../src/telemetry/spans.ts";
import type { Surroundings } from "../../../src/telemetry/surroundings.ts";
import { usageOf } from "../../support/call-records.ts";
import { listed, pricedAttemptOf, pricedCallOf } from "./priced-calls.ts";

const id = "5f0c3a52-9f0e-4f6b-8a39-2d7c11f0a4be";
const spans = (call: ReturnType<typeof pricedCallOf>, around: Surroundings = {}, workspace = false) => {
  const [root, ...attempts] = spansOf(call, { around, workspace });
  assert.ok(root);
  return { root, attempts };
};
const first = (attempts: readonly SpanFacts[]): SpanFacts => {
  assert.ok(attempts[0]);
  return attempts[0];
};
const overloaded: Partial<AttemptRecord> = {
  provider: "anthropic",
  model: "claude-haiku-5-5",
  routeId: "anthropic/claude-haiku-5-5#work",
  outcome: "failed",
  failure: { class: "overloaded", scope: "model", message: "Overloaded: you said 'hunter2'", status: 529, code: "x" },
};

describe("the spans of a call", () => {
  it("are one for the call and one for each attempt, in one trace that is the call's id", () => {
    const { root, attempts } = spans(pricedCallOf({ id, attempts: [pricedAttemptOf(), pricedAttemptOf()] }));
    assert.equal(root.traceId, "5f0c3a529f0e4f6b8a392d7c11f0a4be");
    assert.equal(root.parentId, undefined);
    assert.equal(attempts.length, 2);
    for (const attempt of attempts) {
      assert.equal(attempt.traceId, root.traceId);
      assert.equal(attempt.parentId, root.spanId);
    }
    assert.equal(new Set([root, ...attempts].map(({ spanId }) => spanId)).size, 3);
  });

  it("are the same each time they are made, so that nothing becomes two traces", () => {
    const call = pricedCallOf({ id, attempts: [pricedAttemptOf(), pricedAttemptOf()] });
    assert.deepEqual(spansOf(call, { around: {}, workspace: false }), spansOf(call, { around: {}, workspace: false }));
  });

  it("have valid ids, whatever the call's id is", () => {
    const ids = fc.oneof(fc.uuid(), fc.string(), fc.constant("00000000-0000-0000-0000-000000000000"));
    fc.assert(
      fc.property(ids, fc.nat(4), (callId, attempts) => {
        const call = pricedCallOf({ id: callId, attempts: Array.from({ length: attempts }, () => pricedAttemptOf()) });
        for (const span of spansOf(call, { around: {}, workspace: false })) {
          assert.match(span.traceId, /^(?!0+$)[0-9a-f]{32}$/);
          assert.match(span.spanId, /^(?!0+$)[0-9a-f]{16}$/);
        }
      }),
    );
  });

  it("say of an attempt what the conventions ask for", () => {
    const usage = usageOf({
      input: 1000,
      cacheRead: 400,
      cacheWrite: 50,
      cacheWriteLong: 25,
      output: 200,
      reasoning: 80,
    });
    const attempt = pricedAttemptOf({ startedAt: 1_000, firstTokenMs: 300, durationMs: 900, usage });
    const around: Surroundings = {
      provider: () => ({ baseUrl: "https://api.openai.com/v1", dialect: "openai-chat" }),
    };
    const call = pricedCallOf({ id, attempts: [attempt], experiment: "terse" });
    const span = first(spans(call, around).attempts);
    assert.equal(span.name, "chat gpt-5-mini");
    assert.equal(span.kind, "client");
    assert.deepEqual([span.startedAt, span.endedAt, span.failed], [1_000, 1_900, false]);
    assert.deepEqual(span.attributes, {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5-mini",
      "server.address": "api.openai.com",
      "server.port": 443,
      "gen_ai.request.stream": true,
      "gen_ai.response.time_to_first_chunk": 0.3,
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.usage.input_tokens": 1000,
      "gen_ai.usage.output_tokens": 200,
      "gen_ai.usage.cache_read.input_tokens": 400,
      "gen_ai.usage.cache_write.input_tokens": 75,
      "gen_ai.usage.reasoning.output_tokens": 80,
      "switchyard.usage_source": "reported",
      "switchyard.cost_usd": 0.005,
      "switchyard.cost_source": "list",
      "switchyard.task": "chat",
      "switchyard.client": "editor",
      "switchyard.outcome": "succeeded",
      "switchyard.route": "openai/gpt-5-mini",
      "switchyard.probe": false,
      "switchyard.experiment": "terse",
    });
  });

  it("say of the call what became of it, and nothing that would be counted twice", () => {
    const failed = pricedAttemptOf({ ...overloaded, cost: listed(0.001) });
    const call = pricedCallOf({ id, startedAt: 5, durationMs: 1_500, attempts: [failed, pricedAttemptOf()] });
    const { root } = spans(call);
    assert.equal(root.name, "switchyard chat");
    assert.equal(root.kind, "internal");
    assert.deepEqual([root.startedAt, root.endedAt, root.failed], [5, 1_505, false]);
    assert.deepEqual(root.attributes, {
      "switchyard.task": "chat",
      "switchyard.client": "editor",
      "switchyard.outcome": "succeeded",
      "switchyard.attempts": 2,
      "switchyard.failovers": 1,
      "switchyard.route": "openai/gpt-5-mini",
      "switchyard.call.time_to_first_chunk": 0.3,
      "switchyard.call.cost_usd": 0.006,
      "switchyard.call.cost_source": "list",
    });
  });

  it("say how an attempt failed by class and status, without the provider's words", () => {
    const { attempts, root } = spans(pricedCallOf({ id, outcome: "failed", attempts: [pricedAttemptOf(overloaded)] }));
    const span = first(attempts);
    assert.equal(span.failed, true);
    assert.equal(span.attributes["error.type"], "overloaded");
    assert.equal(span.attributes["http.response.status_code"], 529);
    assert.equal(root.failed, true);
    assert.equal(root.attributes["error.type"], "overloaded");
    assert.doesNotMatch(JSON.stringify([root, attempts]), /hunter2|Overloaded:/);
  });

  it("name the clock that ran out", () => {
    const failure = { class: "timeout", scope: "model", message: "Too late", deadline: "first-token" } as const;
    const call = pricedCallOf({ attempts: [pricedAttemptOf({ outcome: "failed", failure })] });
    const span = first(spans(call).attempts);
    assert.equal(span.attributes["error.type"], "timeout");
    assert.equal(span.attributes["switchyard.deadline"], "first-token");
  });

  it("call a call without any attempt one that had no route", () => {
    const { root, attempts } = spans(pricedCallOf({ id, outcome: "failed", attempts: [] }));
    assert.deepEqual(attempts, []);
    assert.equal(root.attributes["error.type"], "no-route");
    assert.equal("switchyard.route" in root.attributes, false);
  });

  it("never take cancelled for failed", () => {
    const failure = { class: "cancelled", scope: "none", message: "Cancelled" } as const;
    const { root, attempts } = spans(
      pricedCallOf({ id, outcome: "cancelled", attempts: [pricedAttemptOf({ outcome: "cancelled", failure })] }),
    );
    for (const span of [root, ...attempts]) {
      assert.equal(span.failed, false);
      assert.equal("error.type" in span.attributes, false);
      assert.equal(span.attributes["switchyard.outcome"], "cancelled");
    }
  });

  it("have no cost where it is unknown, and 0 where it is known to be free", () => {
    const unknown = spans(pricedCallOf({ attempts: [pricedAttemptOf({ cost: { kind: "unknown" } })] }));
    for (const span of [unknown.root, ...unknown.attempts])
      assert.deepEqual(
        Object.keys(span.attributes).filter((name) => name.includes("cost")),
        [],
      );
    const free = spans(
      pricedCallOf({ attempts: [pricedAttemptOf({ cost: { kind: "known", usd: 0, source: "free" } })] }),
    );
    assert.equal(first(free.attempts).attributes["switchyard.cost_usd"], 0);
    assert.equal(first(free.attempts).attributes["switchyard.cost_source"], "free");
  });

  it("say that usage was estimated, and leave out what nobody counted", () => {
    const usage = usageOf({ input: 10, output: 3, source: "estimated" });
    const { usage: _, ...unsent } = pricedAttemptOf();
    const { attempts } = spans(pricedCallOf({ attempts: [pricedAttemptOf({ usage }), unsent] }));
    const [estimated, none] = attempts;
    assert.equal(estimated?.attributes["switchyard.usage_source"], "estimated");
    assert.equal("gen_ai.usage.cache_read.input_tokens" in (estimated?.attributes ?? {}), false);
    assert.deepEqual(
      Object.keys(none?.attributes ?? {}).filter((name) => name.includes("usage")),
      [],
    );
  });

  it("tell hedges, continuations, probes and fire drills from other tries", () => {
    const roles = ["hedge", "continuation", "drill"] as const;
    const call = pricedCallOf({ attempts: roles.map((role) => pricedAttemptOf({ role, probe: role === "hedge" })) });
    const { attempts } = spans(call);
    assert.deepEqual(
      attempts.map(({ attributes, kind }) => [attributes["switchyard.role"], attributes["switchyard.probe"], kind]),
      [
        ["hedge", true, "client"],
        ["continuation", false, "client"],
        ["drill", false, "internal"],
      ],
    );
  });

  it("know providers and finish reasons by the conventions' names", () => {
    const names = (provider: string) =>
      first(spans(pricedCallOf({ attempts: [pricedAttemptOf({ provider })] })).attempts).attributes[
        "gen_ai.provider.name"
      ];
    assert.deepEqual(
      ["openai", "anthropic", "gemini", "mistral", "xai", "moonshot", "deepseek", "groq", "my-server"].map(names),
      ["openai", "anthropic", "gcp.gemini", "mistral_ai", "x_ai", "moonshot_ai", "deepseek", "groq", "my-server"],
    );
    const reasons = (["stop", "length", "tool-calls", "content-filtered"] as const).map(
      (finish) =>
        first(spans(pricedCallOf({ attempts: [pricedAttemptOf({ finish })] })).attempts).attributes[
          "gen_ai.response.finish_reasons"
        ],
    );
    assert.deepEqual(reasons, [["stop"], ["length"], ["tool_call"], ["content_filter"]]);
  });

  it("name the operation by the task and by Google's own way", () => {
    const operation = (task: "chat" | "completion", provider: string, around: Surroundings = {}) =>
      first(spans(pricedCallOf({ task, attempts: [pricedAttemptOf({ provider })] }), around).attempts).name;
    assert.equal(operation("completion", "openai"), "text_completion gpt-5-mini");
    assert.equal(operation("chat", "gemini"), "generate_content gpt-5-mini");
    const own: Surroundings = { provider: () => ({ baseUrl: "http://localhost:8080", dialect: "gemini" }) };
    assert.equal(operation("chat", "my-google", own), "generate_content gpt-5-mini");
  });

  it("name a server with its port, and none where its address cannot be read", () => {
    const server = (baseUrl: string) => {
      const around: Surroundings = { provider: () => ({ baseUrl, dialect: "openai-chat" }) };
      const { attributes } = first(spans(pricedCallOf(), around).attempts);
      return [attributes["server.address"], attributes["server.port"]];
    };
    assert.deepEqual(server("http://localhost:11434/v1"), ["localhost", 11434]);
    assert.deepEqual(server("http://box/v1"), ["box", 80]);
    assert.deepEqual(server("nonsense"), [undefined, undefined]);
  });

  it("never hold a credential's id, and what the user calls it only where that is given", () => {
    const attempt = pricedAttemptOf({ credential: "secret-credential-id", routeId: "openai/gpt-5-mini#work" });
    const call = pricedCallOf({ routeId: "openai/gpt-5-mini#work", attempts: [attempt] });
    assert.doesNotMatch(JSON.stringify(spans(call)), /secret-credential-id|work/);
    const { attempts } = spans(call, {
      keyLabel: (credential) => (credential === attempt.credential ? "work" : undefined),
    });
    assert.equal(first(attempts).attributes["switchyard.key_label"], "work");
    assert.doesNotMatch(JSON.stringify(attempts), /secret-credential-id/);
  });

  it("name the folder only where that is allowed", () => {
    const call = pricedCallOf({ workspace: "payroll" });
    assert.doesNotMatch(JSON.stringify(spans(call)), /payroll/);
    assert.equal(spans(call, {}, true).root.attributes["switchyard.workspace"], "payroll");
  });

  it("never end before they begin", () => {
    const { root } = spans(pricedCallOf({ startedAt: 100, durationMs: -5 }));
    assert.equal(root.endedAt, 100);
  });
});

describe("a time in seconds and nanoseconds", () => {
  it("is that of the milliseconds", () => {
    assert.deepEqual(hrTimeOf(1_730_538_000_123), [1_730_538_000, 123_000_000]);
    assert.deepEqual(hrTimeOf(0.25), [0, 250_000]);
    assert.deepEqual(hrTimeOf(1_999.999_999), [2, 0]);
  });

  it("has fewer nanoseconds than a second has, and is not off by more than a microsecond", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4e12, noNaN: true }), (ms) => {
        const [seconds, nanos] = hrTimeOf(ms);
        assert.ok(Number.isInteger(seconds) && Number.isInteger(nanos) && nanos >= 0 && nanos < 1e9);
        assert.ok(Math.abs(seconds * 1000 + nanos / 1e6 - ms) <= 0.001);
      }),
    );
  });
});
