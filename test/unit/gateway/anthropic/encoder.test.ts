import assert from "node:assert/strict";
import { APIError } from "@anthropic-ai/sdk";
import type { AnswerPart } from "../../../../src/gateway/formats/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { problemOf } from "../../../../src/gateway/problem.ts";
import type { Usage } from "../../../../src/spec/usage.ts";
import { encode, eventsOf, FACTS, QUESTION, read, sdkOver } from "./harness.ts";

const USAGE: Usage = {
  input: 100,
  cacheRead: 30,
  cacheWrite: 20,
  cacheWriteLong: 10,
  output: 7,
  reasoning: 3,
  source: "reported",
};
const STOP: AnswerPart = { type: "finish", reason: "stop" };
const TOOLS: AnswerPart = { type: "finish", reason: "tool-calls" };

function call(index: number, json: string): AnswerPart {
  return { type: "tool-call", index, id: `call_${index}`, name: `f${index}`, arguments: json };
}

async function final(parts: readonly AnswerPart[]) {
  return sdkOver(encode(parts)).messages.stream(QUESTION).finalMessage();
}

/** Each event in a word or two. */
function outline(text: string): readonly string[] {
  return eventsOf(text).map((event) => {
    const { index, content_block: block, delta } = event;
    const what = String(event["type"]).replace("content_block_", "");
    const detail = Object(block ?? delta)["type"];
    return [what, index, detail].filter((word) => word !== undefined).join(" ");
  });
}

describe("An answer as events of a message", () => {
  it("is read by the official SDK with its usage, cached tokens apart", async () => {
    const message = await final([
      { type: "usage", usage: { ...USAGE, output: 1 } },
      { type: "text", text: "Hel" },
      { type: "text", text: "lo" },
      { type: "usage", usage: USAGE },
      STOP,
    ]);
    assert.equal(message.id, `msg_${FACTS.id}`);
    assert.equal(message.model, "some-model");
    assert.equal(message.stop_reason, "end_turn");
    assert.deepEqual(message.content, [{ type: "text", text: "Hello", citations: null }]);
    assert.equal(message.usage.input_tokens, 40);
    assert.equal(message.usage.cache_read_input_tokens, 30);
    assert.equal(message.usage.cache_creation_input_tokens, 30);
    assert.deepEqual(message.usage.cache_creation, { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 10 });
    assert.equal(message.usage.output_tokens, 7);
    assert.deepEqual(message.usage.output_tokens_details, { thinking_tokens: 3 });
  });

  it("tells a usage that came first at its start", () => {
    const [start] = eventsOf(encode([{ type: "usage", usage: USAGE }]));
    assert.equal(Object(Object(start)["message"])["usage"]["input_tokens"], 40);
  });

  it("comes event by event", async () => {
    const stream = await sdkOver(encode([{ type: "text", text: "Hi" }, STOP])).messages.create({
      ...QUESTION,
      stream: true,
    });
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    assert.deepEqual(types, [
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
  });

  it("has thinking, text and a call one after the other, each written as it comes", () => {
    const parts: readonly AnswerPart[] = [
      { type: "reasoning", text: "h" },
      { type: "reasoning", text: "m", signature: { provider: "anthropic", value: "s" } },
      { type: "text", text: "I look." },
      call(0, '{"a"'),
      call(0, ":1}"),
      TOOLS,
    ];
    assert.deepEqual(outline(encode(parts)), [
      "message_start",
      "start 0 thinking",
      "delta 0 thinking_delta",
      "delta 0 thinking_delta",
      "delta 0 signature_delta",
      "stop 0",
      "start 1 text",
      "delta 1 text_delta",
      "stop 1",
      "start 2 tool_use",
      "delta 2 input_json_delta",
      "delta 2 input_json_delta",
      "stop 2",
      "message_delta",
      "message_stop",
    ]);
  });

  it("begins a second thought after a signature", async () => {
    const { content } = await final([
      { type: "reasoning", text: "a", signature: { provider: "anthropic", value: "1" } },
      { type: "reasoning", text: "b", signature: { provider: "anthropic", value: "2" } },
      STOP,
    ]);
    assert.deepEqual(content, [
      { type: "thinking", thinking: "a", signature: "1" },
      { type: "thinking", thinking: "b", signature: "2" },
    ]);
  });

  it("keeps calls whole whose pieces come in turns", async () => {
    const { content, stop_reason } = await final([
      call(0, '{"a":'),
      call(1, '{"b":'),
      call(0, '"x}"'),
      call(1, "2"),
      call(0, "}"),
      call(2, ""),
      call(1, "}"),
      TOOLS,
    ]);
    assert.equal(stop_reason, "tool_use");
    assert.deepEqual(content, [
      { type: "tool_use", id: "call_0", name: "f0", input: { a: "x}" } },
      { type: "tool_use", id: "call_1", name: "f1", input: { b: 2 } },
      { type: "tool_use", id: "call_2", name: "f2", input: {} },
    ]);
  });

  it("never has two blocks open, also where text comes amid a call", async () => {
    const parts: readonly AnswerPart[] = [
      call(0, '{"a":'),
      { type: "text", text: "Hm" },
      call(0, "1}"),
      { type: "text", text: "!" },
      TOOLS,
    ];
    assert.deepEqual((await final(parts)).content, [
      { type: "tool_use", id: "call_0", name: "f0", input: { a: 1 } },
      { type: "text", text: "Hm!", citations: null },
    ]);
    let open: unknown;
    for (const { type, index } of eventsOf(encode(parts))) {
      if (type === "content_block_start") {
        assert.equal(open, undefined);
        open = index;
      } else if (type === "content_block_delta") assert.equal(index, open);
      else if (type === "content_block_stop") {
        assert.equal(index, open);
        open = undefined;
      }
    }
  });

  it("does not hold back a call whose predecessor is whole", () => {
    const encoder = read({}).encoder(FACTS);
    encoder.push(call(0, '{"a":1}'));
    assert.deepEqual(outline(encoder.push(call(1, '{"b"'))), [
      "stop 0",
      "start 1 tool_use",
      "delta 1 input_json_delta",
    ]);
  });

  it("gives a call without arguments an empty object", () => {
    const deltas = eventsOf(encode([call(0, ""), TOOLS])).filter((event) => event["type"] === "content_block_delta");
    assert.deepEqual(
      deltas.map((event) => event["delta"]),
      [{ type: "input_json_delta", partial_json: "{}" }],
    );
  });

  const ends = [
    ["stop", "end_turn"],
    ["length", "max_tokens"],
    ["tool-calls", "tool_use"],
    ["content-filtered", "refusal"],
  ] as const;
  for (const [reason, wanted] of ends) {
    it(`says ${wanted} where it ended by ${reason}`, async () => {
      const message = await final([{ type: "finish", reason }]);
      assert.equal(message.stop_reason, wanted);
      assert.equal(message.stop_details?.type, wanted === "refusal" ? "refusal" : undefined);
    });
  }
});

describe("An answer that breaks off", () => {
  it("ends in an error that the official SDK throws with its type", async () => {
    const encoder = read({}).encoder(FACTS);
    const text = encoder.push({ type: "text", text: "Hel" }) + encoder.fail(problemOf("overloaded", "Busy."));
    await assert.rejects(sdkOver(text).messages.stream(QUESTION).finalMessage(), (error) => {
      assert.ok(error instanceof APIError);
      assert.equal(error.type, "overloaded_error");
      assert.equal(error.apiMessage, "Busy.");
      return true;
    });
  });

  it("goes on within what went through as it was", async () => {
    const encoder = read({}).encoder(FACTS);
    const start = JSON.stringify({
      type: "message_start",
      message: {
        id: "msg_theirs",
        type: "message",
        role: "assistant",
        content: [],
        usage: { input_tokens: 9, output_tokens: 0 },
      },
    });
    const block = JSON.stringify({
      type: "content_block_start",
      index: 0,
      content_block: { type: "text", text: "Hel" },
    });
    encoder.adopt({ type: "frame", event: "message_start", data: start });
    assert.equal(encoder.push({ type: "usage", usage: { ...USAGE, input: 9 } }), "");
    encoder.push({ type: "text", text: "Hel" });
    const rest = encoder.push({ type: "text", text: "lo" }) + encoder.push(STOP);
    const text = `event: message_start\ndata: ${start}\n\nevent: content_block_start\ndata: ${block}\n\n${rest}`;
    const message = await sdkOver(text).messages.stream(QUESTION).finalMessage();
    assert.equal(message.id, "msg_theirs");
    assert.deepEqual(message.content, [{ type: "text", text: "Hello" }]);
    assert.equal(encoder.terminator, "");
  });

  const start = (index: number, type: string) => ({ type: "content_block_start", index, content_block: { type } });
  const stop = (index: number) => ({ type: "content_block_stop", index });
  const searched = [
    start(0, "text"),
    stop(0),
    start(1, "server_tool_use"),
    stop(1),
    start(2, "web_search_tool_result"),
    stop(2),
    // Texts with sources are blocks of their own.
    start(3, "text"),
    stop(3),
  ];
  /** The events, without their texts, that the encoder adds to these with one word more. */
  function goesOnAfter(events: readonly Json[]): readonly unknown[] {
    const encoder = read({}).encoder(FACTS);
    for (const event of [{ type: "message_start" }, ...events]) {
      encoder.adopt({ type: "frame", data: JSON.stringify(event) });
      const { type: kind } = (event["content_block"] ?? {}) as Json;
      if (kind === "text") encoder.push({ type: "text", text: "a" });
    }
    return eventsOf(encoder.push({ type: "text", text: "b" }) + encoder.push(STOP))
      .slice(0, -2)
      .map(({ type, index }) => [type, index]);
  }

  it("counts the blocks that went through, also of the provider's own tools", () => {
    assert.deepEqual(goesOnAfter(searched), [
      ["content_block_start", 4],
      ["content_block_delta", 4],
      ["content_block_stop", 4],
    ]);
  });

  it("goes on within the block that was begun", () => {
    assert.deepEqual(goesOnAfter([...searched, start(4, "text")]), [
      ["content_block_delta", 4],
      ["content_block_stop", 4],
    ]);
  });

  it("ends a block that is none of its own before it begins another", () => {
    assert.deepEqual(goesOnAfter([...searched, start(4, "server_tool_use")]), [
      ["content_block_stop", 4],
      ["content_block_start", 5],
      ["content_block_delta", 5],
      ["content_block_stop", 5],
    ]);
  });
});
