import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import { openAiChatFormat } from "../../../../src/gateway/formats/openai-chat/format.ts";
import { HELLO, PARAMETERS, readAsk, readRequest, TOOL } from "./chat-asks.ts";
import { asking } from "./openai-reader.ts";

const sentOn = (fields: Json): Json => ({ ...readAsk(fields).request.verbatim?.body });

describe("a chat completion whose caller departs from the format", () => {
  const flat = { type: "function", name: "read", description: "Reads.", parameters: PARAMETERS };

  it("may have its tools flat, as in Responses", () => {
    const choice = { type: "function", name: "read" };
    const fields = { tools: [flat, { ...TOOL, function: { name: "write" } }], tool_choice: choice };
    const { tools, toolChoice } = readRequest(fields);
    assert.deepEqual(tools?.[0], { name: "read", description: "Reads.", parameters: PARAMETERS });
    assert.deepEqual(toolChoice, { name: "read" });
    const sent = sentOn(fields);
    assert.deepEqual(sent["tools"], [TOOL, { ...TOOL, function: { name: "write" } }]);
    assert.deepEqual(sent["tool_choice"], { type: "function", function: { name: "read" } });
  });

  it("may have a flat tool of any text, with a grammar", () => {
    const format = { type: "grammar", syntax: "lark", definition: "start: /.+/" };
    const { syntax, definition } = format;
    assert.deepEqual(sentOn({ tools: [{ type: "custom", name: "ApplyPatch", format }] })["tools"], [
      { type: "custom", custom: { name: "ApplyPatch", format: { type: "grammar", grammar: { syntax, definition } } } },
    ]);
  });

  it("may say that there is no limit by a limit below 0", () => {
    for (const name of ["max_tokens", "max_completion_tokens"]) {
      assert.equal(readRequest({ [name]: -1 }).maxOutputTokens, undefined);
      assert.deepEqual(sentOn({ [name]: -1 }), { model: "auto", messages: HELLO });
    }
  });

  it("may be one of Responses, and is answered as a chat completion", () => {
    const body = {
      model: "auto",
      instructions: "Be brief.",
      input: [
        {
          role: "user",
          content: [
            { type: "input_text", text: "Hi" },
            { type: "input_image", image_url: "https://e.com/a" },
          ],
        },
        { type: "reasoning", summary: [], encrypted_content: "E" },
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Well" }] },
        { type: "function_call", call_id: "c1", name: "read", arguments: "{}" },
        { type: "function_call", call_id: "c2", name: "read", arguments: "{}" },
        { type: "function_call_output", call_id: "c1", output: "one" },
        { type: "function_call_output", call_id: "c2", output: [{ type: "input_text", text: "two" }] },
      ],
      tools: [flat],
      max_output_tokens: 9,
      reasoning: { effort: "low", summary: "auto" },
      text: { format: { type: "json_schema", name: "n", schema: {} } },
      include: ["reasoning.encrypted_content"],
      store: false,
    };
    const { request } = openAiChatFormat.read(body, asking());
    assert.ok(request.kind === "chat");
    const calls = ["c1", "c2"].map((id) => ({ id, type: "function", function: { name: "read", arguments: "{}" } }));
    assert.deepEqual(request.verbatim?.body, {
      model: "auto",
      store: false,
      messages: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "Hi" },
            { type: "image_url", image_url: { url: "https://e.com/a" } },
          ],
        },
        { role: "assistant", content: [{ type: "text", text: "Well" }], tool_calls: calls },
        { role: "tool", tool_call_id: "c1", content: "one" },
        { role: "tool", tool_call_id: "c2", content: [{ type: "text", text: "two" }] },
      ],
      tools: [TOOL],
      max_completion_tokens: 9,
      reasoning_effort: "low",
      response_format: { type: "json_schema", json_schema: { name: "n", schema: {} } },
    });
    assert.equal(request.maxOutputTokens, 9);
    assert.equal(request.messages.length, 4);
  });

  it("goes on as it was sent where nothing is amiss", () => {
    const body = { model: "auto", messages: HELLO, tools: [TOOL], tool_choice: "auto", max_tokens: 5 };
    assert.equal(openAiChatFormat.read(body, asking()).request.verbatim?.body, body);
  });
});
