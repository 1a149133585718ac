import assert from "node:assert/strict";
import { APIError } from "openai";
import type { AnswerPart } from "../../../../src/gateway/formats/format.ts";
import { openAiChatFormat } from "../../../../src/gateway/formats/openai-chat/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { problemOf } from "../../../../src/gateway/problem.ts";
import type { FinishReason } from "../../../../src/spec/stream.ts";
import { asking, eventsIn, FACTS, sdkThatReads, USAGE, written } from "./openai-reader.ts";

const BODY = { model: "auto", messages: [{ role: "user" as const, content: "Hello?" }] };
const read = (fields: Json = {}) => openAiChatFormat.read({ ...BODY, ...fields }, asking());
const WITH_USAGE = { stream_options: { include_usage: true } };

const text = (value: string): AnswerPart => ({ type: "text", text: value });
const thought = (value: string): AnswerPart => ({ type: "reasoning", text: value });
const call = (index: number, piece: string): AnswerPart => ({
  type: "tool-call",
  index,
  id: `call_${index}`,
  name: `tool_${index}`,
  arguments: piece,
});
const usage: AnswerPart = { type: "usage", usage: USAGE };
const finish = (reason: FinishReason): AnswerPart => ({ type: "finish", reason });

const head = {
  id: `chatcmpl-${FACTS.id}`,
  object: "chat.completion.chunk",
  created: 1_780_000_000,
  model: FACTS.model,
};
const chunk = (delta: Json, finished: string | null = null) => ({
  ...head,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finished }],
});
const role = (content: "" | null) => chunk({ role: "assistant", content, refusal: null });
const WIRE_USAGE = {
  prompt_tokens: 100,
  completion_tokens: 50,
  total_tokens: 150,
  prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
  completion_tokens_details: { reasoning_tokens: 30 },
};

describe("an answer as chat completion chunks", () => {
  it("begins with the role, goes on with reasoning and text, and ends with [DONE]", () => {
    assert.deepEqual(eventsIn(written(read(), [thought("Hm"), text("Yes"), text("."), usage, finish("stop")])), [
      role(""),
      chunk({ reasoning_content: "Hm" }),
      chunk({ content: "Yes" }),
      chunk({ content: "." }),
      chunk({}, "stop"),
      "[DONE]",
    ]);
  });

  it("has the usage in an event of its own if it is asked for, and null before", () => {
    const events = eventsIn(written(read(WITH_USAGE), [text("Yes"), usage, finish("stop")]));
    assert.deepEqual(events.slice(0, -2), [
      { ...role(""), usage: null },
      { ...chunk({ content: "Yes" }), usage: null },
      { ...chunk({}, "stop"), usage: null },
    ]);
    assert.deepEqual(events.slice(-2), [{ ...head, choices: [], usage: WIRE_USAGE }, "[DONE]"]);
  });

  it("invents no usage that nobody counted", () => {
    const events = eventsIn(written(read(WITH_USAGE), [text("Yes"), finish("stop")]));
    assert.deepEqual(events.slice(-2), [{ ...chunk({}, "stop"), usage: null }, "[DONE]"]);
  });

  it("names each call once, then gives its arguments piece by piece, interleaved as they come", () => {
    const parts = [call(0, ""), call(0, '{"a"'), call(1, '{"b"'), call(0, ":1}"), call(1, ":2}"), finish("tool-calls")];
    const started = (index: number) => ({
      tool_calls: [
        { index, id: `call_${index}`, type: "function", function: { name: `tool_${index}`, arguments: "" } },
      ],
    });
    const piece = (index: number, given: string) => ({ tool_calls: [{ index, function: { arguments: given } }] });
    assert.deepEqual(eventsIn(written(read(), parts)), [
      role(null),
      chunk(started(0)),
      chunk(piece(0, '{"a"')),
      chunk(started(1)),
      chunk(piece(1, '{"b"')),
      chunk(piece(0, ":1}")),
      chunk(piece(1, ":2}")),
      chunk({}, "tool_calls"),
      "[DONE]",
    ]);
  });

  it("gives a call without arguments an empty object, so that it can be parsed", async () => {
    const stream = sdkThatReads(written(read(), [call(0, ""), finish("tool-calls")])).chat.completions.stream(BODY);
    const { tool_calls } = (await stream.finalChatCompletion()).choices[0]?.message ?? {};
    assert.equal(tool_calls?.[0]?.type === "function" && tool_calls[0].function.arguments, "{}");
  });

  it("has one call as a function call where it was asked for in the older form", () => {
    const older = read({ functions: [{ name: "tool_0" }] });
    assert.deepEqual(eventsIn(written(older, [call(0, "{}"), call(1, "{}"), finish("tool-calls")])), [
      role(null),
      chunk({ function_call: { name: "tool_0", arguments: "" } }),
      chunk({ function_call: { arguments: "{}" } }),
      chunk({}, "function_call"),
      "[DONE]",
    ]);
  });

  it("leaves the reasoning out if it is to be", () => {
    const events = eventsIn(
      written(read({ reasoning: { exclude: true } }), [thought("Hm"), text("Yes"), finish("stop")]),
    );
    assert.deepEqual(events.slice(0, 2), [role(""), chunk({ content: "Yes" })]);
  });

  it("of nothing still has its role and its end", () => {
    assert.deepEqual(eventsIn(written(read(), [finish("stop")])), [role(""), chunk({}, "stop"), "[DONE]"]);
  });

  for (const [reason, word] of Object.entries({
    stop: "stop",
    length: "length",
    "tool-calls": "tool_calls",
    "content-filtered": "content_filter",
  } as const)) {
    it(`ends with ${word} for ${reason}`, () => {
      const parts = [text("Yes"), finish(reason as FinishReason)];
      assert.deepEqual(eventsIn(written(read(), parts)).at(-2), chunk({}, word));
    });
  }

  it("goes on under the ids of a provider that began it", () => {
    const encoder = read().encoder(FACTS);
    encoder.adopt({ type: "frame", data: '{"id":"chatcmpl-x","created":17,"model":"gpt-5","choices":[]}' });
    encoder.push(text("Once upon"));
    assert.deepEqual(eventsIn(encoder.push(text(" a time"))), [
      { ...chunk({ content: " a time" }), id: "chatcmpl-x", created: 17, model: "gpt-5" },
    ]);
    assert.equal(encoder.terminator, "data: [DONE]\n\n");
  });

  it("keeps its own ids where the provider's first event leaves them empty", () => {
    const encoder = read().encoder(FACTS);
    encoder.adopt({ type: "frame", data: '{"id":"","created":0,"model":"","choices":[],"prompt_filter_results":[]}' });
    assert.deepEqual(eventsIn(encoder.push(text("a"))), [role(""), chunk({ content: "a" })]);
  });

  it("tells of a failure, and then of nothing that looks like success", () => {
    const encoder = read().encoder(FACTS);
    encoder.push(text("Once"));
    const events = encoder.fail(problemOf("overloaded", "All are busy."));
    assert.deepEqual(eventsIn(events), [
      {
        error: {
          message: "All are busy.",
          type: "service_unavailable_error",
          param: null,
          code: "server_is_overloaded",
        },
      },
    ]);
  });
});

describe("an answer as one chat completion", () => {
  it("has text, reasoning, calls and usage", () => {
    const whole = read().whole(
      {
        content: [
          { type: "reasoning", text: "Hm." },
          { type: "text", text: "I look." },
          { type: "tool-call", id: "a", name: "read", arguments: '{"path":"a"}' },
          { type: "tool-call", id: "b", name: "list", arguments: "" },
        ],
        finish: "tool-calls",
        usage: USAGE,
      },
      FACTS,
    );
    assert.deepEqual(whole, {
      ...head,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: "I look.",
            refusal: null,
            reasoning_content: "Hm.",
            tool_calls: [
              { id: "a", type: "function", function: { name: "read", arguments: '{"path":"a"}' } },
              { id: "b", type: "function", function: { name: "list", arguments: "{}" } },
            ],
          },
          logprobs: null,
          finish_reason: "tool_calls",
        },
      ],
      usage: WIRE_USAGE,
    });
  });

  it("has null for text where there are only calls, and a function call for a caller of the older form", () => {
    const content = [{ type: "tool-call", id: "a", name: "read", arguments: "{}" }] as const;
    const whole = read({ functions: [{ name: "read" }] }).whole({ content, finish: "tool-calls" }, FACTS);
    assert.deepEqual(whole["choices"], [
      {
        index: 0,
        message: {
          role: "assistant",
          content: null,
          refusal: null,
          function_call: { name: "read", arguments: "{}" },
        },
        logprobs: null,
        finish_reason: "function_call",
      },
    ]);
    assert.equal("usage" in whole, false);
  });
});

describe("OpenAI's SDK, reading what is written", () => {
  it("puts a stream together, whatever the text holds", async () => {
    const parts = [thought("Hm"), text("Grüße\u2028"), text("🎉\n\ndata: x"), usage, finish("length")];
    const stream = sdkThatReads(written(read(WITH_USAGE), parts)).chat.completions.stream({ ...BODY, ...WITH_USAGE });
    const deltas: string[] = [];
    stream.on("content", (delta) => deltas.push(delta));
    const answer = await stream.finalChatCompletion();
    assert.deepEqual(deltas, ["Grüße\u2028", "🎉\n\ndata: x"]);
    assert.equal(answer.id, head.id);
    assert.equal(answer.choices[0]?.finish_reason, "length");
    assert.equal(answer.choices[0]?.message.content, "Grüße\u2028🎉\n\ndata: x");
    assert.deepEqual(answer.usage, WIRE_USAGE);
  });

  it("puts parallel calls together", async () => {
    const parts = [call(0, '{"a"'), call(1, '{"b":'), call(0, ":1}"), call(1, "2}"), finish("tool-calls")];
    const answer = await sdkThatReads(written(read(), parts)).chat.completions.stream(BODY).finalChatCompletion();
    assert.deepEqual(
      answer.choices[0]?.message.tool_calls?.map(
        (each) => each.type === "function" && [each.id, each.function.name, each.function.arguments],
      ),
      [
        ["call_0", "tool_0", '{"a":1}'],
        ["call_1", "tool_1", '{"b":2}'],
      ],
    );
  });

  it("parses what a schema describes, streamed and whole", async () => {
    const response_format = {
      type: "json_schema" as const,
      json_schema: { name: "n", strict: true, schema: { type: "object" } },
    };
    const ask = read({ response_format });
    const streamed = sdkThatReads(written(ask, [text('{"a"'), text(":1}"), finish("stop")]));
    const answer = await streamed.chat.completions.stream({ ...BODY, response_format }).finalChatCompletion();
    assert.deepEqual(answer.choices[0]?.message.parsed, { a: 1 });
    const whole = ask.whole({ content: [{ type: "text", text: '{"a":1}' }], finish: "stop", usage: USAGE }, FACTS);
    const parsed = await sdkThatReads(whole).chat.completions.parse({ ...BODY, response_format });
    assert.deepEqual(parsed.choices[0]?.message.parsed, { a: 1 });
    assert.equal(parsed.usage?.prompt_tokens_details?.cached_tokens, 60);
  });

  it("throws when an answer breaks off", async () => {
    const encoder = read().encoder(FACTS);
    const broken = encoder.push(text("Once")) + encoder.fail(problemOf("truncated", "The answer broke off."));
    const seen: string[] = [];
    const chunks = await sdkThatReads(broken).chat.completions.create({ ...BODY, stream: true });
    await assert.rejects(
      async () => {
        for await (const each of chunks) seen.push(each.choices[0]?.delta.content ?? "");
      },
      (error: unknown) => error instanceof APIError && error.type === "server_error" && /broke off/.test(error.message),
    );
    assert.deepEqual(seen, ["", "Once"]);
  });
});
