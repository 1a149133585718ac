import assert from "node:assert/strict";
import { CATALOG } from "../../../src/providers/catalog/catalog.ts";
import type { AccountReading } from "../../../src/spec/account.ts";
import type { Failure } from "../../../src/spec/failure.ts";
import type { ModelInfo, Provider } from "../../../src/spec/provider.ts";
import type { ChatRequest } from "../../../src/spec/request.ts";
import type { LimitReport, StreamPart } from "../../../src/spec/stream.ts";
import type { Usage } from "../../../src/spec/usage.ts";
import { READ_FILE, text, user } from "../../support/chat-calls.ts";
import { KEY, startEngine, type Engine, type Routes, type Told } from "./stand-in.ts";

/** An engine's documented API, and what is to be made of it. */
export interface EngineCase {
  readonly provider: Provider;
  readonly model: string;
  readonly listing: { readonly sent: unknown; readonly models: readonly ModelInfo[] };
  /** Of a good answer. */
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: readonly LimitReport[];
  readonly usage: { readonly sent: object; readonly read: Partial<Usage> };
  /** What its account calls tell, or the code of the failure where it has none. */
  readonly account: { readonly routes: Routes; readonly told: AccountReading | string };
  readonly refusals: readonly Refusal[];
}

/** An error as the engine sends it, and what it must be taken for. */
export interface Refusal {
  readonly of: string;
  readonly told: Told;
  readonly failure: Partial<Failure> & Pick<Failure, "class" | "scope">;
}

/** The catalog's row of an engine, at an address of the user's own. */
export function engineAt(id: string, baseUrl?: string): Provider {
  const row = CATALOG.find((provider) => provider.id === id);
  assert.ok(row, id);
  return baseUrl === undefined ? row : { ...row, baseUrl };
}

const QUESTION: ChatRequest = { kind: "chat", messages: [user(text("Hello?"))] };

/** The tests that every engine has to pass as a provider. */
export function describeEngine(name: string, engine: EngineCase): void {
  const { provider, model } = engine;
  const base = new URL(provider.baseUrl).pathname;
  const chatAt = `POST ${base}/chat/completions`;

  async function withEngine<T>(routes: Routes, use: (started: Engine) => Promise<T>): Promise<T> {
    const started = await startEngine(provider, routes);
    try {
      return await use(started);
    } finally {
      await started.stop();
    }
  }

  describe(name, () => {
    it("lists its models", () =>
      withEngine({ [`GET ${base}/models`]: { json: engine.listing.sent } }, async (started) => {
        const listed = await started.models();
        assert.deepEqual(listed, { ok: true, value: engine.listing.models });
        assert.equal(started.asked[0]?.headers.authorization, `Bearer ${KEY}`);
      }));

    it("streams an answer with its limits, its usage and what it says it cost", () =>
      withEngine(
        { [chatAt]: { headers: engine.headers, events: answerOf(engine, { content: "Hi!" }, "stop") } },
        async (started) => {
          const parts = await started.chat(model, QUESTION);
          assert.equal(parts.map((part) => (part.type === "text" ? part.text : "")).join(""), "Hi!");
          assert.deepEqual(limitsOf(parts), engine.limits);
          assert.deepEqual(usageOf(parts), { ...NOTHING, ...engine.usage.read });
          assert.deepEqual(parts.at(-1), { type: "finish", reason: "stop" });
        },
      ));

    it("is given tools, and streams the call of one in pieces", () =>
      withEngine({ [chatAt]: { events: answerOf(engine, ...toolCall()) } }, async (started) => {
        const parts = await started.chat(model, { ...QUESTION, tools: [READ_FILE] });
        const calls = parts.filter((part) => part.type === "tool-call");
        assert.deepEqual([calls[0]?.name, calls[0]?.id], ["read_file", "call_1"]);
        assert.equal(calls.map((call) => call.arguments).join(""), '{"path":"a.ts"}');
        assert.deepEqual(parts.at(-1), { type: "finish", reason: "tool-calls" });
        assertAsked(started.asked[0]?.body, model);
      }));

    it("tells of its account what its documentation promises", () =>
      withEngine(engine.account.routes, async (started) => {
        const told = await started.account();
        assert.deepEqual(told.ok ? told.value : told.failure.code, engine.account.told);
      }));

    for (const { of, told, failure } of engine.refusals) {
      it(`that says ${of} is ${failure.class}`, () =>
        withEngine({ [chatAt]: told }, async (started) => {
          const [last, ...others] = (await started.chat(model, QUESTION)).toReversed();
          assert.ok(last?.type === "failure" && !others.some((part) => part.type === "failure"));
          assert.deepEqual(last.failure, { ...last.failure, ...failure });
          assert.doesNotMatch(JSON.stringify(last.failure), new RegExp(KEY));
        }));
    }
  });
}

const NOTHING: Usage = {
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWriteLong: 0,
  output: 0,
  reasoning: 0,
  source: "reported",
};

function answerOf({ model, usage }: EngineCase, delta: object, finish: string, ...more: readonly object[]): unknown[] {
  const chunk = (choices: readonly object[], rest: object = {}) => ({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1,
    model,
    choices,
    ...rest,
  });
  return [
    chunk([{ index: 0, delta: { role: "assistant", ...delta }, finish_reason: null }]),
    ...more.map((next) => chunk([{ index: 0, delta: next, finish_reason: null }])),
    chunk([{ index: 0, delta: {}, finish_reason: finish }]),
    chunk([], { usage: usage.sent }),
    "[DONE]",
  ];
}

function toolCall(): [object, string, object] {
  const start = { index: 0, id: "call_1", type: "function", function: { name: "read_file", arguments: '{"path"' } };
  return [{ tool_calls: [start] }, "tool_calls", { tool_calls: [{ index: 0, function: { arguments: ':"a.ts"}' } }] }];
}

function assertAsked(body: unknown, model: string): void {
  assert.ok(typeof body === "object" && body !== null && "tools" in body && "model" in body);
  assert.equal(body.model, model);
  assert.match(JSON.stringify(body.tools), /"name":"read_file"/);
}

function limitsOf(parts: readonly StreamPart[]): readonly LimitReport[] {
  return parts.find((part) => part.type === "start")?.limits ?? [];
}

function usageOf(parts: readonly StreamPart[]): Usage | undefined {
  return parts.findLast((part) => part.type === "usage")?.usage;
}
