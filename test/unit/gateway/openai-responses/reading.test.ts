import assert from "node:assert/strict";
import { BadRequest } from "../../../../src/gateway/problem.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import { ask, chat } from "./helpers.ts";

const text = (said: string) => ({ type: "text", text: said }) as const;

/** What a request says, and what is read of it. */
const READ: Readonly<Record<string, readonly [Json, Partial<ChatRequest>]>> = {
  "input that is plain text": [{ input: "Hi" }, { messages: [{ role: "user", content: [text("Hi")] }] }],
  "a message without a type": [
    { input: [{ role: "user", content: "Hi" }] },
    { messages: [{ role: "user", content: [text("Hi")] }] },
  ],
  "instructions and leading system messages as one system text": [
    {
      instructions: "A",
      input: [
        { role: "developer", content: "B" },
        { role: "system", content: [{ type: "input_text", text: "C" }] },
        { role: "user", content: "Hi" },
      ],
    },
    { system: "A\n\nB\n\nC", messages: [{ role: "user", content: [text("Hi")] }] },
  ],
  "a later system message in its place": [
    {
      input: [
        { role: "user", content: "Hi" },
        { role: "developer", content: "Be brief." },
      ],
    },
    { messages: [{ role: "user", content: [text("Hi"), text("<system>\nBe brief.\n</system>")] }] },
  ],
  "pictures, files and recordings": [
    {
      input: [
        {
          role: "user",
          content: [
            { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "auto" },
            { type: "input_image", image_url: "https://example.com/a.png" },
            { type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,BBBB" },
            { type: "input_file", file_url: "https://example.com/b.pdf" },
            { type: "input_audio", input_audio: { data: "CCCC", format: "mp3" } },
          ],
        },
      ],
    },
    {
      messages: [
        {
          role: "user",
          content: [
            { type: "image", mediaType: "image/png", source: { kind: "base64", data: "AAAA" } },
            { type: "image", mediaType: "", source: { kind: "url", url: "https://example.com/a.png" } },
            { type: "file", mediaType: "application/pdf", name: "a.pdf", source: { kind: "base64", data: "BBBB" } },
            { type: "file", mediaType: "application/pdf", source: { kind: "url", url: "https://example.com/b.pdf" } },
            { type: "file", mediaType: "audio/mpeg", source: { kind: "base64", data: "CCCC" } },
          ],
        },
      ],
    },
  ],
  "an answer with text, a refusal and two calls as one turn, and their results as the next": [
    {
      input: [
        { role: "user", content: "Hi" },
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Well" }] },
        { type: "message", role: "assistant", content: [{ type: "refusal", refusal: "No" }] },
        { type: "function_call", call_id: "c1", name: "f", arguments: "{}" },
        { type: "function_call", call_id: "c2", name: "g", arguments: '{"a":1}' },
        { type: "function_call_output", call_id: "c1", output: "one" },
        {
          type: "function_call_output",
          call_id: "c2",
          output: [
            { type: "input_text", text: "two" },
            { type: "input_image", image_url: "data:image/png;base64,AAAA" },
          ],
        },
      ],
    },
    {
      messages: [
        { role: "user", content: [text("Hi")] },
        {
          role: "assistant",
          content: [
            text("Well"),
            text("No"),
            { type: "tool-call", id: "c1", name: "f", arguments: "{}" },
            { type: "tool-call", id: "c2", name: "g", arguments: '{"a":1}' },
          ],
        },
        {
          role: "user",
          content: [
            { type: "tool-result", callId: "c1", name: "f", content: "one" },
            {
              type: "tool-result",
              callId: "c2",
              name: "g",
              content: "two",
              media: [{ type: "image", mediaType: "image/png", source: { kind: "base64", data: "AAAA" } }],
            },
          ],
        },
      ],
    },
  ],
  "reasoning that OpenAI sealed, without its seal, and past searches not at all": [
    {
      input: [
        { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "Hm" }], encrypted_content: "gAAAA" },
        { type: "reasoning", id: "rs_2", summary: [], encrypted_content: "gAAAA" },
        { type: "web_search_call", id: "ws_1", status: "completed", action: { type: "search", query: "x" } },
      ],
    },
    { messages: [{ role: "assistant", content: [{ type: "reasoning", text: "Hm" }] }] },
  ],
  "limits, sampling and effort": [
    {
      max_output_tokens: 100,
      temperature: 0.5,
      top_p: 0.9,
      parallel_tool_calls: false,
      reasoning: { effort: "max", summary: "auto" },
    },
    {
      maxOutputTokens: 100,
      temperature: 0.5,
      sampling: { topP: 0.9 },
      parallelToolCalls: false,
      effort: "xhigh",
    },
  ],
  "an effort and a format that were changed in mid-conversation": [
    {
      reasoning: { effort: "low" },
      input: [
        { role: "user", content: "Hi" },
        { type: "configuration_update", reasoning: { effort: "high" }, text: { format: { type: "json_object" } } },
      ],
    },
    { effort: "high", format: { kind: "json" } },
  ],
  "a schema for the answer": [
    { text: { format: { type: "json_schema", name: "n", schema: { type: "object" }, strict: true } } },
    { format: { kind: "json-schema", name: "n", schema: { type: "object" }, strict: true } },
  ],
};

/** What is wrong with a request, the field at fault, and words of the message. */
const WRONG: readonly (readonly [Json, string, RegExp])[] = [
  [{ model: undefined }, "model", /missing/],
  [{ input: undefined }, "input", /missing/],
  [{ input: 1 }, "input", /must be a list/],
  [{ input: ["x"] }, "input[0]", /must be an object/],
  [{ input: [{ content: "x" }] }, "input[0].type", /missing/],
  [{ input: [{ role: "tool", content: "x" }] }, "input[0].role", /user, assistant, system or developer/],
  [{ input: [{ role: "user" }] }, "input[0].content", /missing/],
  [{ input: [{ role: "user", content: [{ type: "input_image" }] }] }, "input[0].content[0].image_url", /missing/],
  [{ input: [{ type: "function_call", call_id: "c", name: "f" }] }, "input[0].arguments", /missing/],
  [{ input: [{ type: "function_call_output", output: "x" }] }, "input[0].call_id", /missing/],
  [{ tools: [{ type: "function" }] }, "tools[0].name", /missing/],
  [{ tools: [{ type: "namespace", name: "n", tools: [{ type: "function" }] }] }, "tools[0].tools[0].name", /missing/],
  [{ tool_choice: "sometimes" }, "tool_choice", /auto, none, required/],
  [{ tool_choice: { type: "function", name: "nope" } }, "tool_choice", /not among the tools/],
  [{ temperature: 3 }, "temperature", /at most 2/],
  [{ max_output_tokens: 1.5 }, "max_output_tokens", /whole number/],
  [{ text: { format: { type: "xml" } } }, "text.format.type", /json_schema/],
  [{ background: true }, "background", /not supported/],
  [{ conversation: "conv_1" }, "conversation", /previous_response_id/],
];

describe("a request in the Responses format", () => {
  for (const [what, [body, expected]] of Object.entries(READ)) {
    it(`is read with ${what}`, () => {
      const { verbatim: _verbatim, ...found } = chat(body);
      assert.deepEqual({ ...found, ...expected }, found);
    });
  }

  for (const [body, param, message] of WRONG) {
    it(`is refused for ${param} in ${JSON.stringify(body).slice(0, 80)}`, () => {
      assert.throws(
        () => ask(body),
        (error) => error instanceof BadRequest && error.param === param && message.test(error.message),
      );
    });
  }

  it("goes as it is to a provider of its format", () => {
    const body = { model: "m", input: "Hi", stream: true, anything: { new: 1 } };
    const { request, streamed } = ask(body);
    assert.equal(streamed, true);
    assert.deepEqual(request.verbatim, { format: "openai-responses", body, streamed: true });
  });

  it("tells a conversation by its cache key", () => {
    assert.equal(ask({ prompt_cache_key: "k" }).conversation, "k");
    assert.equal(ask({}).conversation, undefined);
  });

  it("names hints that others lack as droppable, and those that say nothing not at all", () => {
    const hints = {
      metadata: { a: "b" },
      service_tier: "flex",
      truncation: "disabled",
      context_management: [],
      text: { verbosity: "low" },
      include: ["reasoning.encrypted_content"],
    };
    assert.deepEqual(ask(hints).droppable, ["metadata", "service_tier", "text.verbosity"]);
    assert.equal(chat(hints).untranslatable, undefined);
  });

  it("names what makes another answer of it as untranslatable", () => {
    const { untranslatable } = chat({
      prompt: { id: "pmpt_1" },
      top_logprobs: 2,
      include: ["message.output_text.logprobs"],
      input: [
        { role: "user", content: [{ type: "input_file", file_id: "file-1" }] },
        { type: "compaction", encrypted_content: "x" },
        { type: "item_reference", id: "msg_elsewhere" },
      ],
    });
    assert.deepEqual(untranslatable, [
      "input[0].content[0].file_id",
      "input[1] (compaction)",
      "input[2] (item_reference)",
      "prompt",
      "top_logprobs",
      "include (message.output_text.logprobs)",
    ]);
  });
});
