import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import { BadRequest } from "../../../../src/gateway/problem.ts";
import { HELLO, readAsk, TOOL } from "./chat-asks.ts";

describe("a wrong chat completion", () => {
  const message = (fields: Json) => ({ messages: [...HELLO, fields] });
  const part = (fields: Json) => message({ role: "user", content: [fields] });
  const wrong: readonly (readonly [fields: Json, param: string, says: RegExp])[] = [
    [{ model: undefined }, "model", /is missing/],
    [{ messages: undefined }, "messages", /at least one/],
    [{ messages: [] }, "messages", /at least one/],
    [{ messages: "Hello" }, "messages", /must be a list/],
    [{ messages: ["Hello"] }, "messages[0]", /must be an object/],
    [message({ content: "x" }), "messages[1].role", /is missing/],
    [message({ role: "robot", content: "x" }), "messages[1].role", /must be system/],
    [message({ role: "user" }), "messages[1].content", /is missing/],
    [message({ role: "user", content: 5 }), "messages[1].content", /text or a list of parts/],
    [
      {
        messages: [{ role: "system", content: [{ type: "image_url", image_url: { url: "https://e.com" } }] }, ...HELLO],
      },
      "messages[0].content",
      /text only/,
    ],
    [part({ text: "x" }), "messages[1].content[0].type", /is missing/],
    [part({ type: "text" }), "messages[1].content[0].text", /is missing/],
    [part({ type: "image_url" }), "messages[1].content[0].image_url", /is missing/],
    [
      part({ type: "image_url", image_url: { url: "file:///etc/passwd" } }),
      "messages[1].content[0].image_url.url",
      /http\(s\) address/,
    ],
    [part({ type: "image_url", image_url: "a.png" }), "messages[1].content[0].image_url", /http\(s\) address/],
    [
      part({ type: "input_audio", input_audio: { data: "x" } }),
      "messages[1].content[0].input_audio.format",
      /is missing/,
    ],
    [part({ type: "file", file: {} }), "messages[1].content[0].file.file_data", /is missing/],
    [message({ role: "tool", content: "x" }), "messages[1].tool_call_id", /is missing/],
    [message({ role: "function", content: "x" }), "messages[1].name", /is missing/],
    [message({ role: "assistant", tool_calls: [{ id: "a" }] }), "messages[1].tool_calls[0].function", /is missing/],
    [
      message({ role: "assistant", tool_calls: [{ id: "a", function: { name: "f", arguments: 5 } }] }),
      "messages[1].tool_calls[0].function.arguments",
      /JSON text/,
    ],
    [{ stream: "yes" }, "stream", /true or false/],
    [{ temperature: 3 }, "temperature", /at most 2/],
    [{ max_tokens: 0 }, "max_tokens", /at least 1/],
    [{ max_completion_tokens: 1.5 }, "max_completion_tokens", /whole number/],
    [{ n: 0 }, "n", /at least 1/],
    [{ stop: [1] }, "stop", /list of texts/],
    [{ reasoning_effort: 3 }, "reasoning_effort", /must be text/],
    [{ response_format: { type: "json_schema" } }, "response_format.json_schema", /is missing/],
    [{ stream_options: { include_usage: 1 } }, "stream_options.include_usage", /true or false/],
    [{ tools: [{ type: "function" }] }, "tools[0].function", /is missing/],
    [{ tools: [{ type: "function", function: { parameters: {} } }] }, "tools[0].function.name", /is missing/],
    [{ tools: [TOOL], tool_choice: "sometimes" }, "tool_choice", /must be "none"/],
    [
      { tools: [TOOL], tool_choice: { type: "function", function: { name: "run" } } },
      "tool_choice.function.name",
      /not among/,
    ],
    [
      { tools: [TOOL], tool_choice: { type: "allowed_tools", allowed_tools: { mode: "x" } } },
      "tool_choice.allowed_tools.mode",
      /"auto" or "required"/,
    ],
    [{ functions: [{}] }, "functions[0].name", /is missing/],
  ];
  for (const [fields, param, says] of wrong) {
    it(`is told what is wrong: ${param} ${says.source}`, () => {
      assert.throws(
        () => readAsk(fields),
        (error: unknown) => error instanceof BadRequest && error.param === param && says.test(error.message),
      );
    });
  }
});
