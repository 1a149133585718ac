import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import { PARAMETERS, readRequest, TOOL } from "./chat-asks.ts";

const OTHER_TOOL = { type: "function", function: { name: "write" } };

describe("the settings of a chat completion", () => {
  const schema = { type: "object" };
  const table: readonly (readonly [name: string, fields: Json, wanted: Json])[] = [
    ["the newer limit before the older", { max_tokens: 5, max_completion_tokens: 9 }, { maxOutputTokens: 9 }],
    ["the older limit", { max_tokens: 5 }, { maxOutputTokens: 5 }],
    ["nothing where fields are null", { max_tokens: null, stop: null, temperature: null, tools: null, user: null }, {}],
    ["one stop", { stop: "END" }, { stop: ["END"] }],
    ["several stops", { stop: ["a", "b"] }, { stop: ["a", "b"] }],
    ["a temperature", { temperature: 0 }, { temperature: 0 }],
    [
      "how tokens are chosen",
      { top_p: 0.5, top_k: 40, seed: 7, presence_penalty: -1, frequency_penalty: 1 },
      { sampling: { topP: 0.5, topK: 40, seed: 7, presencePenalty: -1, frequencyPenalty: 1 } },
    ],
    ["no top_k where it says all", { top_k: -1 }, {}],
    ["an effort", { reasoning_effort: "minimal" }, { effort: "minimal" }],
    ["the highest effort that there is a word for", { reasoning_effort: "max" }, { effort: "xhigh" }],
    [
      "OpenRouter's effort and tokens",
      { reasoning: { effort: "low", max_tokens: 2000 } },
      { effort: "low", reasoningTokens: 2000 },
    ],
    ["OpenRouter's switch, off", { reasoning: { enabled: false } }, { effort: "none" }],
    ["OpenRouter's switch, on", { reasoning: { enabled: true } }, { effort: "medium" }],
    ["LiteLLM's budget", { thinking: { type: "enabled", budget_tokens: 1024 } }, { reasoningTokens: 1024 }],
    ["DeepSeek's switch, on", { thinking: { type: "enabled" } }, { effort: "medium" }],
    ["DeepSeek's switch, off", { thinking: { type: "disabled" } }, { effort: "none" }],
    ["Anthropic's newest, which leaves it to the model", { thinking: { type: "adaptive" } }, {}],
    ["Qwen's switch", { enable_thinking: false, reasoning_effort: "high" }, { effort: "none" }],
    ["Groq's usual effort", { reasoning_effort: "default" }, {}],
    ["no effort of an unknown word", { reasoning_effort: "constructor", reasoning: { effort: "extreme" } }, {}],
    ["plain text", { response_format: { type: "text" } }, {}],
    ["JSON", { response_format: { type: "json_object" } }, { format: { kind: "json" } }],
    [
      "JSON by a schema",
      { response_format: { type: "json_schema", json_schema: { name: "n", description: "d", schema, strict: true } } },
      { format: { kind: "json-schema", name: "n", description: "d", schema, strict: true } },
    ],
    [
      "JSON by a schema without a name",
      { response_format: { type: "json_schema", json_schema: { schema } } },
      { format: { kind: "json-schema", name: "answer", schema } },
    ],
    [
      "JSON by a schema in the place that llama.cpp has for it",
      { response_format: { type: "json_object", schema } },
      { format: { kind: "json-schema", name: "answer", schema } },
    ],
  ];
  for (const [name, fields, wanted] of table) {
    it(`are read: ${name}`, () => {
      const { messages: _messages, ...rest } = readRequest(fields);
      assert.deepEqual(rest, wanted);
    });
  }
});

describe("the tools of a chat completion", () => {
  const read = { name: "read", description: "Reads.", parameters: PARAMETERS };
  const write = { name: "write", description: "", parameters: { type: "object", properties: {} } };
  const table: readonly (readonly [name: string, fields: Json, wanted: Json])[] = [
    ["in their order", { tools: [TOOL, OTHER_TOOL] }, { tools: [read, write] }],
    [
      "held to their schema",
      { tools: [{ ...TOOL, function: { ...TOOL.function, strict: true } }] },
      { tools: [{ ...read, strict: true }] },
    ],
    ["one at a time", { tools: [TOOL], parallel_tool_calls: false }, { tools: [read], parallelToolCalls: false }],
    ["chosen freely", { tools: [TOOL], tool_choice: "auto" }, { tools: [read], toolChoice: "auto" }],
    ["not to be called", { tools: [TOOL], tool_choice: "none" }, { tools: [read], toolChoice: "none" }],
    [
      "of which one must be called",
      { tools: [TOOL], tool_choice: "required" },
      { tools: [read], toolChoice: "required" },
    ],
    ["the same in Mistral's word", { tools: [TOOL], tool_choice: "any" }, { tools: [read], toolChoice: "required" }],
    [
      "of which this one must be called",
      { tools: [TOOL, OTHER_TOOL], tool_choice: { type: "function", function: { name: "write" } } },
      { tools: [read, write], toolChoice: { name: "write" } },
    ],
    [
      "of which some may be called",
      {
        tools: [TOOL, OTHER_TOOL],
        tool_choice: {
          type: "allowed_tools",
          allowed_tools: { mode: "required", tools: [{ type: "function", function: { name: "write" } }] },
        },
      },
      { tools: [write], toolChoice: "required" },
    ],
    ["none, and then no choice either", { tools: [], tool_choice: "auto", parallel_tool_calls: true }, {}],
  ];
  for (const [name, fields, wanted] of table) {
    it(`are read: ${name}`, () => {
      const { messages: _messages, ...rest } = readRequest(fields);
      assert.deepEqual(rest, wanted);
    });
  }
});
