import assert from "node:assert/strict";
import { isPlainRequest } from "../../../../src/providers/openai-responses/plain-request.ts";

const CASES = [
  ["text alone", { input: "Hi" }, true],
  ["functions and their calls", { tools: [{ type: "function", name: "f" }], input: [{ type: "function_call" }] }, true],
  ["a message without a type", { input: [{ role: "user", content: "Hi" }] }, true],
  ["a tool of any text", { tools: [{ type: "custom", name: "apply_patch" }] }, false],
  ["tools in groups", { tools: [{ type: "namespace", name: "mcp__files", tools: [] }] }, false],
  ["a search of the web", { tools: [{ type: "web_search" }] }, false],
  ["a past call of a tool of any text", { input: [{ type: "custom_tool_call" }] }, false],
  ["tools that came up on the way", { input: [{ type: "additional_tools", tools: [] }] }, false],
] as const;

describe("a Responses request", () => {
  for (const [what, body, expected] of CASES) {
    it(`with ${what} ${expected ? "can go to any server of the format" : "is for OpenAI alone"}`, () => {
      assert.equal(isPlainRequest(body), expected);
    });
  }
});
