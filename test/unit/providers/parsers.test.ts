import assert from "node:assert/strict";
import { createMessagesParser } from "../../../src/providers/anthropic-messages/parse-stream.ts";
import { createGeminiParser } from "../../../src/providers/gemini/parse-stream.ts";
import { InBandError } from "../../../src/providers/http/error-report.ts";
import { createChatParser } from "../../../src/providers/openai-chat/parse-stream.ts";
import type { StreamPart } from "../../../src/spec/stream.ts";

/** The class of the failure that a stream ends with, or the reason of its finish. */
function outcome(part: StreamPart): string | undefined {
  return part.type === "failure" ? part.failure.class : part.type === "finish" ? part.reason : undefined;
}

describe("a parser of chat completions", () => {
  const ends: readonly (readonly [string, boolean, string])[] = [
    ["stop", true, "stop"],
    ["length", true, "length"],
    ["model_length", true, "length"],
    ["content_filter", true, "content-filtered"],
    ["content_filter", false, "content-filtered"],
    ["insufficient_system_resource", true, "overloaded"],
    ["error", true, "server-error"],
    ["something new", true, "stop"],
  ];
  for (const [reason, answered, expected] of ends) {
    it(`takes ${reason} ${answered ? "after" : "without"} text for ${expected}`, () => {
      const parser = createChatParser("test");
      parser.push({ choices: [{ delta: { content: answered ? "x" : "" }, finish_reason: reason }] });
      const last = parser.end(true);
      assert.equal(outcome(last), expected);
      // A filter that leaves nothing is a failure, since another route may answer.
      if (expected === "content-filtered") assert.equal(last.type, answered ? "finish" : "failure");
    });
  }

  it("reads the usage in Moonshot's place, and a refusal as text", () => {
    const parser = createChatParser("test");
    const parts = parser.push({
      choices: [
        { delta: { refusal: "No." }, finish_reason: "stop", usage: { prompt_tokens: 1, completion_tokens: 2 } },
      ],
    });
    assert.deepEqual(
      parts.map((part) => part.type),
      ["text", "usage"],
    );
  });

  it("bears chunks with nothing in them", () => {
    const parser = createChatParser("test");
    for (const chunk of [{}, { choices: null }, { choices: [{}] }, { choices: [{ delta: null }] }, { usage: null }]) {
      assert.deepEqual(parser.push(chunk), []);
    }
  });

  it("takes arguments that come as an object, and calls without index or id", () => {
    const parser = createChatParser("test");
    const call = { function: { name: "f", arguments: { a: 1 } } };
    const [part] = parser.push({ choices: [{ delta: { tool_calls: [call] } }] });
    assert.ok(part?.type === "tool-call");
    const { id, ...rest } = part;
    assert.match(id, /^call_/);
    assert.deepEqual(rest, { type: "tool-call", index: 0, name: "f", arguments: '{"a":1}' });
  });

  it("throws an error that came as a chunk", () => {
    const parser = createChatParser("test");
    assert.throws(() => parser.push({ object: "error" }), InBandError);
  });
});

describe("a parser of Messages", () => {
  it("loses nothing of blocks that overlap, were never opened or never closed", () => {
    const parser = createMessagesParser("test");
    const parts = [
      parser.push({ type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "hm" } }),
      parser.push({
        type: "content_block_start",
        index: 1,
        content_block: { type: "tool_use", id: "a", name: "f", input: {} },
      }),
      parser.push({
        type: "content_block_start",
        index: 2,
        content_block: { type: "tool_use", id: "b", name: "g", input: {} },
      }),
      parser.push({ type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: "{1" } }),
      parser.push({ type: "content_block_delta", index: 2, delta: { type: "input_json_delta", partial_json: "{2" } }),
      parser.push({ type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: "}" } }),
      parser.push({ type: "content_block_stop", index: 1 }),
    ].flat();
    const json = (index: number) =>
      parts.flatMap((part) => (part.type === "tool-call" && part.index === index ? part.arguments : [])).join("");
    assert.equal(json(0), "{1}");
    assert.equal(json(1), "{2");
    assert.deepEqual(parts[0], { type: "reasoning", text: "hm" });
  });

  it("reads a gateway's blocks that come whole", () => {
    const parser = createMessagesParser("test");
    const whole = [
      parser.push({
        type: "content_block_start",
        index: 0,
        content_block: { type: "thinking", thinking: "hm", signature: "S" },
      }),
      parser.push({ type: "content_block_start", index: 1, content_block: { type: "text", text: "hi" } }),
      parser.push({
        type: "content_block_start",
        index: 2,
        content_block: { type: "tool_use", id: "a", name: "f", input: { x: 1 } },
      }),
      parser.push({ type: "content_block_stop", index: 2 }),
    ].flat();
    assert.deepEqual(whole, [
      { type: "reasoning", text: "hm" },
      { type: "reasoning", text: "", signature: { provider: "test", value: "S" } },
      { type: "text", text: "hi" },
      { type: "tool-call", index: 0, id: "a", name: "f", arguments: "" },
      { type: "tool-call", index: 0, id: "a", name: "f", arguments: '{"x":1}' },
    ]);
  });
});

describe("a parser of generateContent", () => {
  const parser = () => createGeminiParser("test", () => "new");

  it("gives an id to a call that has none, or an empty one", () => {
    const functionCalls = [{ name: "a" }, { name: "b", id: "" }, { name: "c", id: "own" }];
    const parts = functionCalls.map((functionCall) => ({ functionCall }));
    assert.deepEqual(
      parser()
        .push({ candidates: [{ content: { parts } }] })
        .map((part) => part.type === "tool-call" && part.id),
      ["call_new_0", "call_new_1", "own"],
    );
  });

  const ends: readonly (readonly [string, boolean, string])[] = [
    ["MAX_TOKENS", true, "length"],
    ["SAFETY", false, "content-filtered"],
    ["RECITATION", true, "content-filtered"],
    ["MALFORMED_FUNCTION_CALL", false, "server-error"],
    ["OTHER", true, "server-error"],
  ];
  for (const [finishReason, answered, expected] of ends) {
    it(`takes ${finishReason} ${answered ? "after" : "without"} text for ${expected}`, () => {
      const parsing = parser();
      parsing.push({ candidates: [{ content: { parts: answered ? [{ text: "x" }] : [] }, finishReason }] });
      const last = parsing.end(false);
      assert.equal(outcome(last), expected);
      if (expected === "content-filtered") assert.equal(last.type, answered ? "finish" : "failure");
    });
  }

  it("keeps the reason that counts when a trailing chunk says STOP", () => {
    const parsing = parser();
    parsing.push({ candidates: [{ content: { parts: [{ text: "x" }] }, finishReason: "MAX_TOKENS" }] });
    parsing.push({ candidates: [{ finishReason: "STOP" }] });
    assert.equal(outcome(parsing.end(false)), "length");
  });

  it("gives calls without ids one that is their own", () => {
    const parts = parser().push({
      candidates: [{ content: { parts: [{ functionCall: { name: "f" } }, { functionCall: { name: "g" } }] } }],
    });
    assert.deepEqual(
      parts.flatMap((part) => (part.type === "tool-call" ? part.id : [])),
      ["call_new_0", "call_new_1"],
    );
  });

  it("throws an error that came as a chunk", () => {
    assert.throws(() => parser().push({ error: { code: 500 } }), InBandError);
  });
});
