import assert from "node:assert/strict";
import { anthropicFormat } from "../../../../src/gateway/formats/anthropic/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { BadRequest } from "../../../../src/gateway/problem.ts";
import { asking, bodyWith } from "./harness.ts";

const TOOL = { name: "f", input_schema: {} };

function user(...content: readonly unknown[]): Json {
  return { messages: [{ role: "user", content }] };
}

function assistant(...content: readonly unknown[]): Json {
  return {
    messages: [
      { role: "user", content: "Hi" },
      { role: "assistant", content },
    ],
  };
}

describe("A wrong Messages request is refused with the field that is wrong:", () => {
  const rows: readonly (readonly [string, Json])[] = [
    ["model", { model: undefined }],
    ["model", { model: "" }],
    ["max_tokens", { max_tokens: undefined }],
    ["max_tokens", { max_tokens: -1 }],
    ["max_tokens", { max_tokens: "100" }],
    ["messages", { messages: undefined }],
    ["messages", { messages: [] }],
    ["messages", { messages: "Hi" }],
    ["messages", { messages: [{ role: "system", content: "Hi" }] }],
    ["messages[0]", { messages: ["Hi"] }],
    ["messages[0].role", { messages: [{ role: "tool", content: "Hi" }] }],
    ["messages[0].content", { messages: [{ role: "user" }] }],
    ["messages[0].content", { messages: [{ role: "user", content: 7 }] }],
    ["messages[0].content[0]", user("Hi")],
    ["messages[0].content[0].type", user({ text: "Hi" })],
    ["messages[0].content[1].text", user({ type: "text", text: "a" }, { type: "text" })],
    ["messages[0].content[0].source", user({ type: "image" })],
    [
      "messages[0].content[0].source.data",
      user({ type: "image", source: { type: "base64", media_type: "image/png" } }),
    ],
    ["messages[0].content[0]", user({ type: "tool_use", id: "t", name: "f", input: {} })],
    ["messages[0].content[0].tool_use_id", user({ type: "tool_result", tool_use_id: "t" })],
    ["messages[1].content[0]", assistant({ type: "image", source: { type: "url", url: "https://a.example" } })],
    ["messages[1].content[0].input", assistant({ type: "tool_use", id: "t", name: "f", input: "{}" })],
    ["messages[1].content[0].thinking", assistant({ type: "thinking", signature: "s" })],
    ["system", { system: 7 }],
    ["system[0].text", { system: [{ type: "text" }] }],
    ["stream", { stream: "yes" }],
    ["temperature", { temperature: 3 }],
    ["top_p", { top_p: 2 }],
    ["stop_sequences", { stop_sequences: [7] }],
    ["tools", { tools: {} }],
    ["tools[0].name", { tools: [{ input_schema: {} }] }],
    ["tools[0].input_schema", { tools: [{ name: "f" }] }],
    ["tool_choice.type", { tools: [TOOL], tool_choice: { type: "required" } }],
    ["tool_choice.name", { tools: [TOOL], tool_choice: { type: "tool" } }],
    ["tool_choice.name", { tools: [TOOL], tool_choice: { type: "tool", name: "g" } }],
    ["thinking.type", { thinking: {} }],
    ["thinking.budget_tokens", { thinking: { type: "enabled", budget_tokens: 0.5 } }],
    ["output_config.effort", { output_config: { effort: "constructor" } }],
    ["output_config.format.type", { output_config: { format: { type: "xml" } } }],
    ["output_config.format.schema", { output_config: { format: { type: "json_schema" } } }],
  ];
  for (const [path, fields] of rows) {
    it(`${path} in ${JSON.stringify(fields)}`, () => {
      assert.throws(
        () => anthropicFormat.read(bodyWith(fields), asking()),
        (error) => {
          assert.ok(error instanceof BadRequest);
          assert.equal(error.param, path);
          assert.ok(error.message.includes(path), error.message);
          return true;
        },
      );
    });
  }
});
