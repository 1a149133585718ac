import assert from "node:assert/strict";
import { InBandError } from "../../../../src/providers/http/error-report.ts";
import { createSseDecoder } from "../../../../src/providers/http/sse.ts";
import type { Json } from "../../../../src/providers/json.ts";
import { createResponsesParser } from "../../../../src/providers/openai-responses/parse-stream.ts";
import { openAiResponses } from "../../../../src/providers/verbatim/openai-responses.ts";
import type { StreamPart } from "../../../../src/spec/stream.ts";

const USAGE = {
  input_tokens: 20,
  input_tokens_details: { cached_tokens: 5, cache_write_tokens: 0 },
  output_tokens: 9,
  output_tokens_details: { reasoning_tokens: 4 },
  total_tokens: 29,
};

const REASONING = {
  id: "rs_1",
  type: "reasoning",
  summary: [
    { type: "summary_text", text: "**One**" },
    { type: "summary_text", text: "**Two**" },
  ],
  encrypted_content: "gAAAA",
};
const MESSAGE = {
  id: "msg_1",
  type: "message",
  status: "completed",
  role: "assistant",
  content: [{ type: "output_text", text: "Grüße 🦊", annotations: [] }],
};
const CALL = {
  id: "fc_1",
  type: "function_call",
  status: "completed",
  call_id: "call_1",
  name: "f",
  arguments: '{"a":1}',
};
const CUSTOM = { id: "ctc_1", type: "custom_tool_call", call_id: "call_2", name: "apply_patch", input: 'say "hi"\n' };
const SHELL = {
  id: "lsh_1",
  type: "local_shell_call",
  call_id: "call_3",
  action: { type: "exec", command: ["ls"], env: {} },
};
const SEARCH = { id: "ws_1", type: "web_search_call", status: "completed", action: { type: "search", query: "x" } };
const OUTPUT = [SEARCH, REASONING, MESSAGE, CALL, CUSTOM, SHELL];

/** What came, as OpenAI streams it. */
const EVENTS: readonly Json[] = [
  { type: "response.created", response: { status: "in_progress", error: null } },
  { type: "response.in_progress", response: { status: "in_progress" } },
  { type: "response.output_item.added", output_index: 0, item: { ...SEARCH, status: "in_progress" } },
  { type: "response.web_search_call.searching", output_index: 0, item_id: "ws_1" },
  { type: "response.output_item.done", output_index: 0, item: SEARCH },
  { type: "response.output_item.added", output_index: 1, item: { id: "rs_1", type: "reasoning", summary: [] } },
  { type: "response.reasoning_summary_part.added", output_index: 1, summary_index: 0, part: { text: "" } },
  { type: "response.reasoning_summary_text.delta", output_index: 1, summary_index: 0, delta: "**One**" },
  { type: "response.reasoning_summary_part.added", output_index: 1, summary_index: 1, part: { text: "" } },
  { type: "response.reasoning_summary_text.delta", output_index: 1, summary_index: 1, delta: "**Two**" },
  { type: "response.output_item.done", output_index: 1, item: REASONING },
  { type: "response.output_item.added", output_index: 2, item: { ...MESSAGE, content: [] } },
  { type: "response.output_text.delta", output_index: 2, content_index: 0, delta: "Grüße" },
  { type: "response.output_text.delta", output_index: 2, content_index: 0, delta: " 🦊" },
  { type: "response.output_text.done", output_index: 2, content_index: 0, text: "Grüße 🦊" },
  { type: "response.output_item.done", output_index: 2, item: MESSAGE },
  { type: "response.output_item.added", output_index: 3, item: { ...CALL, arguments: "" } },
  { type: "response.function_call_arguments.delta", output_index: 3, delta: '{"a"' },
  { type: "response.function_call_arguments.delta", output_index: 3, delta: ":1}" },
  { type: "response.function_call_arguments.done", output_index: 3, arguments: '{"a":1}' },
  { type: "response.output_item.done", output_index: 3, item: CALL },
  { type: "response.output_item.added", output_index: 4, item: { ...CUSTOM, input: "" } },
  { type: "response.custom_tool_call_input.delta", output_index: 4, delta: 'say "hi' },
  { type: "response.custom_tool_call_input.delta", output_index: 4, delta: '"\n' },
  { type: "response.custom_tool_call_input.done", output_index: 4, input: CUSTOM.input },
  { type: "response.output_item.done", output_index: 4, item: CUSTOM },
  { type: "response.output_item.added", output_index: 5, item: SHELL },
  { type: "response.output_item.done", output_index: 5, item: SHELL },
  { type: "response.completed", response: { status: "completed", output: OUTPUT, usage: USAGE } },
];

/** All parts, the last one included. */
function read(events: readonly Json[], terminated = true): readonly StreamPart[] {
  const parser = createResponsesParser("openai");
  return [...events.flatMap((event) => parser.push(event)), parser.end(terminated)];
}

/** What an answer says, however it was cut into pieces. */
function gist(parts: readonly StreamPart[]): Json {
  const calls: Record<string, string> = {};
  for (const part of parts) {
    if (part.type !== "tool-call") continue;
    const key = `${part.index} ${part.id} ${part.name}`;
    calls[key] = (calls[key] ?? "") + part.arguments;
  }
  const last = parts.at(-1);
  return {
    text: parts.map((part) => (part.type === "text" ? part.text : "")).join(""),
    reasoning: parts.map((part) => (part.type === "reasoning" ? part.text : "")).join(""),
    signatures: parts.flatMap((part) => (part.type === "reasoning" && part.signature ? [part.signature] : [])),
    calls,
    usage: parts.find((part) => part.type === "usage")?.usage,
    end: last?.type === "finish" ? last.reason : last?.type === "failure" ? last.failure.class : undefined,
  };
}

const GIST = {
  text: "Grüße 🦊",
  reasoning: "**One**\n\n**Two**",
  signatures: [{ provider: "openai", value: "openai-responses:gAAAA" }],
  calls: {
    "0 call_1 f": '{"a":1}',
    "1 call_2 apply_patch": JSON.stringify({ input: CUSTOM.input }),
    "2 call_3 local_shell": JSON.stringify(SHELL.action),
  },
  usage: {
    input: 20,
    cacheRead: 5,
    cacheWrite: 0,
    cacheWriteLong: 0,
    output: 9,
    reasoning: 4,
    source: "reported",
  },
  end: "tool-calls",
};

describe("a parser of Responses events", () => {
  it("reads a stream with everything in it", () => {
    assert.deepEqual(gist(read(EVENTS)), GIST);
  });

  it("reads the same of a whole answer", () => {
    const whole = { object: "response", status: "completed", error: null, output: OUTPUT, usage: USAGE };
    assert.deepEqual(gist(read(openAiResponses.chunksOf(whole))), GIST);
  });

  it("reads the same of items that came without their pieces", () => {
    const bare = EVENTS.filter(({ type }) => !String(type).endsWith(".delta"));
    assert.deepEqual(gist(read(bare.filter(({ type }) => !String(type).includes("summary_part")))), GIST);
  });

  it("reads the same wherever the bytes are cut, with event names or without", () => {
    for (const named of [true, false]) {
      const text = EVENTS.map(
        (event) => `${named ? `event: ${String(event["type"])}\n` : ""}data: ${JSON.stringify(event)}\n\n`,
      );
      const bytes = new TextEncoder().encode(text.join("") + 'data: {"after":"the end"}\n\n');
      for (const size of [1, 2, 3, 17]) {
        const decoder = createSseDecoder();
        const decode = new TextDecoder();
        const events: Json[] = [];
        let verdict = "pass";
        for (let at = 0; at < bytes.length; at += size) {
          for (const came of decoder.push(decode.decode(bytes.subarray(at, at + size), { stream: true }))) {
            if (verdict !== "pass") continue;
            verdict = openAiResponses.events.judge({
              ...came,
              event: came.event ?? openAiResponses.events.nameOf?.(came),
            });
            events.push(JSON.parse(came.data) as Json);
          }
        }
        assert.equal(verdict, "last");
        assert.deepEqual(gist(read(events)), GIST);
      }
    }
  });

  it("tells a call's name before its arguments", () => {
    const first = read(EVENTS).find((part) => part.type === "tool-call");
    assert.deepEqual(first, { type: "tool-call", index: 0, id: "call_1", name: "f", arguments: "" });
  });

  it("names a tool of a group with it", () => {
    const item = { ...CALL, namespace: "mcp__files" };
    const [part] = read([{ type: "response.output_item.done", output_index: 0, item }]);
    assert.ok(part?.type === "tool-call");
    assert.equal(part.name, "mcp__files__f");
  });

  it("takes a refusal for text", () => {
    const events = [{ type: "response.refusal.delta", output_index: 0, delta: "No." }, EVENTS.at(-1) ?? {}];
    assert.equal(gist(read(events))["text"], "No.");
  });

  for (const [reason, answered, expected] of [
    ["max_output_tokens", true, "length"],
    ["max_output_tokens", false, "length"],
    ["content_filter", true, "content-filtered"],
    ["content_filter", false, "content-filtered"],
  ] as const) {
    it(`takes ${reason} ${answered ? "after" : "without"} text for ${expected}`, () => {
      const said = answered ? [{ type: "response.output_text.delta", output_index: 0, delta: "x" }] : [];
      const parts = read([...said, { type: "response.incomplete", response: { incomplete_details: { reason } } }]);
      assert.equal(gist(parts)["end"], expected);
      // A filter that leaves nothing is a failure, since another route may answer.
      if (reason === "content_filter") assert.equal(parts.at(-1)?.type, answered ? "finish" : "failure");
    });
  }

  it("takes a stream without its last event for cut off, and none at all for unreadable", () => {
    assert.equal(gist(read(EVENTS.slice(0, -1), false))["end"], "truncated");
    assert.equal(
      gist(read(openAiResponses.chunksOf({ status: "queued", output: [], error: null }), true))["end"],
      "server-error",
    );
    assert.equal(gist(read([], false))["end"], "server-error");
  });

  for (const [what, event, expected] of [
    [
      "a failed response",
      { type: "response.failed", response: { error: { code: "rate_limit_exceeded", message: "Slow down." } } },
      "rate-limited",
    ],
    [
      "an error with its fields beside the type",
      { type: "error", code: "server_error", message: "Oops." },
      "server-error",
    ],
    [
      "an error inside an error event",
      { type: "error", error: { type: "insufficient_quota", code: "insufficient_quota", message: "No money." } },
      "quota-exhausted",
    ],
    [
      "a context that is too long",
      { type: "response.failed", response: { error: { code: "context_length_exceeded", message: "Too long." } } },
      "context-too-long",
    ],
    [
      "a picture that cannot be read",
      { type: "response.failed", response: { error: { code: "invalid_image", message: "Not a picture." } } },
      "caller-fault",
    ],
    ["a failure without words", { type: "response.failed", response: { error: null } }, "server-error"],
  ] as const) {
    it(`throws ${what}, which is then ${expected}`, () => {
      let thrown: unknown;
      try {
        read([event]);
      } catch (error) {
        thrown = error;
      }
      assert.ok(thrown instanceof InBandError);
      const failure = openAiResponses.failureOf({ body: thrown.body }, { key: undefined, now: 0 });
      assert.equal(failure.class, expected);
    });
  }

  it("throws a whole answer that failed", () => {
    const whole = { object: "response", status: "failed", error: { code: "server_error", message: "Oops." } };
    assert.throws(() => read(openAiResponses.chunksOf(whole)), InBandError);
  });

  it("bears events with nothing in them", () => {
    const parser = createResponsesParser("openai");
    for (const event of [
      {},
      { type: "keepalive" },
      { type: "response.output_item.added" },
      { type: "response.output_item.done", item: null },
      { type: "response.output_item.done", output_index: 7, item: {} },
      { type: "response.reasoning_summary_part.added", summary_index: 1, output_index: 9 },
    ]) {
      assert.deepEqual(parser.push(event), []);
    }
  });
});

describe("a Responses request that goes as it is", () => {
  const body = { model: "asked", store: false, temperature: 1, top_p: 1, anything: 1 };
  const provider = { id: "openai", name: "OpenAI", dialect: "openai-chat", baseUrl: "https://example.com/v1" } as const;
  const whole = { ...provider, needsKey: true, local: false, simulated: false, models: [] };
  const verbatim = { format: "openai-responses", body, streamed: false } as const;

  it("gets the model, and loses nothing but what that refuses", () => {
    assert.deepEqual(openAiResponses.body(verbatim, "gpt-4.1", whole), { ...body, model: "gpt-4.1" });
    assert.deepEqual(openAiResponses.body(verbatim, "gpt-5.6", whole), { model: "gpt-5.6", store: false, anything: 1 });
  });

  it("goes to its address with the key in its header", () => {
    assert.equal(openAiResponses.path("m", true), "/responses");
    assert.deepEqual(openAiResponses.headers("k"), { authorization: "Bearer k" });
  });
});
