import assert from "node:assert/strict";
import { countAnswer, readCountRequest } from "../../../../src/gateway/formats/anthropic/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import { asking, bodyWith, chat, read } from "./harness.ts";

/** Without what is the same in each. */
function rest(fields: Json): Partial<ChatRequest> {
  const { kind: _, messages: _messages, verbatim: _verbatim, maxOutputTokens: _most, ...others } = chat(fields);
  return others;
}

const TOOL = { name: "f", input_schema: { type: "object" } };
const TOOL_READ = { name: "f", description: "", parameters: { type: "object" } };
const SCHEMA = { type: "object", properties: { a: { type: "string" } } };

describe("The fields of a Messages request", () => {
  const rows: readonly (readonly [string, Json, Partial<ChatRequest>])[] = [
    ["a system prompt of text", { system: "Be brief." }, { system: "Be brief." }],
    [
      "the billing line in a system prompt of text",
      { system: "x-anthropic-billing-header: cch=1;\nHi" },
      { system: "Hi" },
    ],
    ["sampling", { temperature: 0.5, top_p: 0.9, top_k: 40 }, { temperature: 0.5, sampling: { topP: 0.9, topK: 40 } }],
    ["stop sequences", { stop_sequences: ["a", "b"] }, { stop: ["a", "b"] }],
    ["thinking with a budget", { thinking: { type: "enabled", budget_tokens: 2048 } }, { reasoningTokens: 2048 }],
    ["no thinking", { thinking: { type: "disabled" }, output_config: { effort: "high" } }, { effort: "none" }],
    ["thinking as the model likes", { thinking: { type: "adaptive" } }, {}],
    ["an effort", { output_config: { effort: "medium" } }, { effort: "medium" }],
    [
      "an answer's format",
      { output_config: { format: { type: "json_schema", schema: SCHEMA } } },
      { format: { kind: "json-schema", name: "answer", schema: SCHEMA, strict: true } },
    ],
    [
      "an answer's format in its first place",
      { output_format: { type: "json_schema", schema: SCHEMA } },
      { format: { kind: "json-schema", name: "answer", schema: SCHEMA, strict: true } },
    ],
    ["a tool", { tools: [TOOL] }, { tools: [TOOL_READ] }],
    [
      "a tool with everything",
      {
        tools: [
          { ...TOOL, type: "custom", description: "d", strict: true, cache_control: { type: "ephemeral", ttl: "1h" } },
        ],
      },
      { tools: [{ ...TOOL_READ, description: "d", strict: true, cache: "1h" }] },
    ],
    [
      "the choice of any tool",
      { tools: [TOOL], tool_choice: { type: "any" } },
      { tools: [TOOL_READ], toolChoice: "required" },
    ],
    [
      "the choice of none",
      { tools: [TOOL], tool_choice: { type: "none" } },
      { tools: [TOOL_READ], toolChoice: "none" },
    ],
    [
      "the choice of one tool, one at a time",
      { tools: [TOOL], tool_choice: { type: "tool", name: "f", disable_parallel_tool_use: true } },
      { tools: [TOOL_READ], toolChoice: { name: "f" }, parallelToolCalls: false },
    ],
    [
      "a computer",
      { tools: [TOOL, { type: "computer_20250124", name: "computer" }] },
      { tools: [TOOL_READ], untranslatable: ["computer_20250124"] },
    ],
    ["servers of tools beside own tools", { tools: [TOOL], mcp_servers: [{ type: "url" }] }, { tools: [TOOL_READ] }],
    ["servers of tools alone", { mcp_servers: [{ type: "url" }] }, { untranslatable: ["mcp_servers"] }],
    ["no servers of tools", { mcp_servers: [] }, {}],
    ["a kept thread", { thread: { type: "create" } }, { untranslatable: ["thread"] }],
    ["nothing at all", { system: null, tools: null, thinking: null, stop_sequences: null, output_config: null }, {}],
  ];
  for (const [title, fields, wanted] of rows) it(`say ${title}`, () => assert.deepEqual(rest(fields), wanted));

  it("warm the cache with a limit of nothing, which is Anthropic's alone", () => {
    const request = chat({ max_tokens: 0 });
    assert.equal(request.maxOutputTokens, undefined);
    assert.deepEqual(request.untranslatable, ["max_tokens"]);
  });

  it("name what is left out elsewhere, also what is not known yet", () => {
    const fields = {
      service_tier: "auto",
      speed: "fast",
      inference_geo: null,
      novelty: 1,
      output_config: { task_budget: {} },
    };
    assert.deepEqual(read(fields).droppable, ["service_tier", "speed", "novelty", "output_config.task_budget"]);
    assert.equal(read({}).droppable, undefined);
  });

  it("ask for one piece unless they say otherwise", () => {
    assert.equal(read({}).streamed, false);
    assert.equal(chat({}).verbatim?.streamed, false);
  });
});

describe("Tools of Anthropic's that the caller carries out", () => {
  it("are offered to any model with what they take", () => {
    const tools = [
      { type: "bash_20250124", name: "bash" },
      { type: "text_editor_20250728", name: "str_replace_based_edit_tool" },
      { type: "text_editor_20250124", name: "str_replace_editor" },
      { type: "memory_20250818", name: "memory" },
    ];
    const request = chat({ tools, tool_choice: { type: "tool", name: "bash" } });
    assert.equal(request.untranslatable, undefined);
    assert.deepEqual(request.toolChoice, { name: "bash" });
    assert.deepEqual(
      request.tools?.map((tool) => [
        tool.name,
        Object.keys(Object(tool.parameters["properties"])).toSorted().join(" "),
      ]),
      [
        ["bash", "command restart"],
        ["str_replace_based_edit_tool", "command file_text insert_line insert_text new_str old_str path view_range"],
        ["str_replace_editor", "command file_text insert_line new_str old_str path view_range"],
        ["memory", "command file_text insert_line insert_text new_path new_str old_path old_str path view_range"],
      ],
    );
  });

  it("are offered without the search among them", () => {
    const tools = [TOOL, { type: "tool_search_tool_regex_20251119", name: "tool_search_tool_regex" }];
    assert.deepEqual(chat({ tools }).tools, [TOOL_READ]);
    assert.deepEqual(read({ tools }).droppable, ["tool_search_tool_regex_20251119"]);
  });
});

describe("A count of tokens", () => {
  it("is asked as an answer is, without a limit, and answered in one field", () => {
    const { max_tokens: _, ...body } = bodyWith({ system: "Be brief.", tools: [TOOL] });
    const { model, request } = readCountRequest(body, asking({ "anthropic-beta": "a" }));
    assert.equal(model, "claude-x");
    assert.equal(request.system, "Be brief.");
    assert.deepEqual(request.verbatim, {
      format: "anthropic-messages",
      body,
      streamed: false,
      headers: { "anthropic-beta": "a" },
    });
    assert.deepEqual(countAnswer(17), { input_tokens: 17 });
  });
});
