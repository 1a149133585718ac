import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import { answerOf, ask, chat, eventsIn, written } from "./helpers.ts";

const PATCH_TOOL = {
  type: "custom",
  name: "apply_patch",
  description: "Edits files.",
  format: { type: "grammar", syntax: "lark", definition: "start: anything" },
};

/** The last event's output, for an answer that calls `name` with `args`. */
function calledItems(tools: readonly Json[], name: string, args: string): readonly Json[] {
  const call = { type: "tool-call", index: 0, id: "c1", name } as const;
  const halves = [args.slice(0, 5), args.slice(5)];
  const events = eventsIn(written(ask({ tools }), answerOf(...halves.map((each) => ({ ...call, arguments: each })))));
  const response = events.at(-1)?.["response"] as { readonly output: readonly Json[] } | undefined;
  return response?.output ?? [];
}

describe("the tools of a Responses request", () => {
  it("are offered as functions in their order, whatever they are", () => {
    const { tools, untranslatable } = chat({
      tools: [
        { type: "function", name: "f", description: "d", parameters: { type: "object" }, strict: false },
        PATCH_TOOL,
        { type: "namespace", name: "mcp__files", description: "", tools: [{ type: "function", name: "read" }] },
        { type: "local_shell" },
        { type: "tool_search", execution: "client", description: "Finds tools.", parameters: { type: "object" } },
      ],
    });
    assert.deepEqual(
      tools?.map(({ name }) => name),
      ["f", "apply_patch", "mcp__files__read", "local_shell", "tool_search"],
    );
    assert.deepEqual(tools?.[0], { name: "f", description: "d", parameters: { type: "object" }, strict: false });
    assert.match(JSON.stringify(tools?.[1]?.parameters), /lark grammar:\\nstart: anything/);
    assert.equal(untranslatable, undefined);
  });

  it("run at OpenAI: those that an agent can do without are left out, the others need it", () => {
    const asked = ask({
      tools: [
        { type: "web_search" },
        { type: "image_generation", output_format: "png" },
        { type: "tool_search" },
        { type: "file_search", vector_store_ids: ["v"] },
        { type: "code_interpreter", container: { type: "auto" } },
        { type: "shell", environment: { type: "container_auto" } },
      ],
    });
    assert.deepEqual(asked.droppable, ["tools (web_search)", "tools (image_generation)", "tools (tool_search)"]);
    assert.ok(asked.request.kind === "chat");
    assert.deepEqual(asked.request.untranslatable, [
      "tools (file_search)",
      "tools (code_interpreter)",
      "tools (shell)",
    ]);
    assert.equal(asked.request.tools, undefined);
  });

  it("that were found on the way are offered too", () => {
    const found = [{ type: "namespace", name: "cal", tools: [{ type: "function", name: "add" }] }];
    const { tools, messages } = chat({
      input: [
        { role: "user", content: "Hi" },
        { type: "additional_tools", role: "developer", tools: [{ type: "function", name: "extra" }] },
        { type: "tool_search_call", call_id: "s", execution: "client", arguments: { query: "calendar" } },
        { type: "tool_search_output", call_id: "s", execution: "client", tools: found },
      ],
    });
    assert.deepEqual(
      tools?.map(({ name }) => name),
      ["extra", "cal__add"],
    );
    assert.deepEqual(messages.at(-1)?.content, [
      { type: "tool-result", callId: "s", name: "tool_search", content: "Tools that can be called now: cal__add" },
    ]);
  });

  it("keep one name when a long one is shortened, and two apart", () => {
    const group = (name: string) => ({
      type: "namespace",
      name: "mcp__a_server_with_a_very_long_name_indeed",
      tools: [{ type: "function", name }],
    });
    const long = "and_a_tool_whose_name_is_long_as_well";
    const [one, other] = chat({ tools: [group(`${long}_1`), group(`${long}_2`)] }).tools ?? [];
    assert.ok(one && other && one.name !== other.name);
    assert.equal(one.name.length, 64);
    assert.equal(chat({ tools: [group(`${long}_1`)] }).tools?.[0]?.name, one.name);
  });

  for (const [choice, expected] of [
    ["required", { names: ["f", "apply_patch"], toolChoice: "required" }],
    [
      { type: "custom", name: "apply_patch" },
      { names: ["f", "apply_patch"], toolChoice: { name: "apply_patch" } },
    ],
    [
      { type: "allowed_tools", mode: "required", tools: [{ type: "function", name: "f" }] },
      { names: ["f"], toolChoice: "required" },
    ],
  ] as const) {
    it(`may be chosen by ${JSON.stringify(choice)}`, () => {
      const { tools, toolChoice } = chat({ tools: [{ type: "function", name: "f" }, PATCH_TOOL], tool_choice: choice });
      assert.deepEqual({ names: tools?.map(({ name }) => name), toolChoice }, expected);
    });
  }

  it("that run at OpenAI cannot be chosen elsewhere", () => {
    const { untranslatable } = chat({ tool_choice: { type: "file_search" } });
    assert.deepEqual(untranslatable, ["tool_choice (file_search)"]);
  });

  for (const [what, tool, name, args, expected] of [
    [
      "a custom call with its plain input",
      PATCH_TOOL,
      "apply_patch",
      '{"input":"*** Begin\\nPatch"}',
      { type: "custom_tool_call", status: "completed", call_id: "c1", name: "apply_patch", input: "*** Begin\nPatch" },
    ],
    [
      "a custom call whose input the model wrote as it is",
      PATCH_TOOL,
      "apply_patch",
      "*** Begin Patch",
      { type: "custom_tool_call", status: "completed", call_id: "c1", name: "apply_patch", input: "*** Begin Patch" },
    ],
    [
      "a call with the tool's own name and its namespace",
      { type: "namespace", name: "mcp__files", tools: [{ type: "function", name: "read" }] },
      "mcp__files__read",
      '{"path":"a"}',
      {
        type: "function_call",
        status: "completed",
        call_id: "c1",
        name: "read",
        namespace: "mcp__files",
        arguments: '{"path":"a"}',
      },
    ],
    [
      "a call of the local shell",
      { type: "local_shell" },
      "local_shell",
      '{"command":["ls","-l"],"timeout_ms":5}',
      {
        type: "local_shell_call",
        status: "completed",
        call_id: "c1",
        action: { type: "exec", command: ["ls", "-l"], env: {}, timeout_ms: 5 },
      },
    ],
    [
      "a shell call",
      { type: "shell", environment: { type: "local" } },
      "shell",
      '{"commands":["ls"]}',
      {
        type: "shell_call",
        status: "completed",
        call_id: "c1",
        action: { commands: ["ls"], timeout_ms: null, max_output_length: null },
        environment: { type: "local" },
      },
    ],
    [
      "a patch",
      { type: "apply_patch" },
      "apply_patch",
      '{"type":"delete_file","path":"a","diff":"x"}',
      { type: "apply_patch_call", status: "completed", call_id: "c1", operation: { type: "delete_file", path: "a" } },
    ],
    [
      "a search for tools",
      { type: "tool_search", execution: "client" },
      "tool_search",
      '{"query":"x"}',
      {
        type: "tool_search_call",
        status: "completed",
        call_id: "c1",
        arguments: { query: "x" },
        execution: "client",
      },
    ],
  ] as const) {
    it(`are called back as ${what}, which is read as the same call again`, () => {
      const [item = {}] = calledItems([tool], name, args);
      const { id, ...rest } = item;
      assert.match(String(id), /^[a-z]+_abcdefghijklmnopqrstuvwx_0$/);
      assert.deepEqual(rest, expected);
      const [turn] = chat({ input: [item] }).messages;
      const [call] = turn?.content ?? [];
      assert.ok(call?.type === "tool-call");
      assert.deepEqual([call.id, call.name], ["c1", name]);
    });
  }

  for (const [what, item, expected] of [
    ["a custom tool", { type: "custom_tool_call_output", call_id: "c", output: "ok" }, { content: "ok" }],
    ["the local shell", { type: "local_shell_call_output", id: "c", output: "ok" }, { content: "ok" }],
    [
      "the shell",
      {
        type: "shell_call_output",
        call_id: "c",
        output: [{ stdout: "a", stderr: "b", outcome: { type: "exit", exit_code: 1 } }],
      },
      { content: "a\nb\n(exit code 1)" },
    ],
    [
      "a patch",
      { type: "apply_patch_call_output", call_id: "c", status: "failed" },
      { content: "failed", isError: true },
    ],
  ] as const) {
    it(`are answered: the result of ${what} is read`, () => {
      const [turn] = chat({ input: [item] }).messages;
      assert.deepEqual(turn?.content, [{ type: "tool-result", callId: "c", name: "", ...expected }]);
    });
  }
});
