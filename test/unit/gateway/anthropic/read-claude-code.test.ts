import assert from "node:assert/strict";
import { asking, chat, read, verbatimBody } from "./harness.ts";

const SESSION = "57a121ec-f78c-48c3-a745-e3036a3ecc33";

/** As Claude Code asks in the middle of its work. */
const CLAUDE_CODE = {
  model: "claude-sonnet-5-5",
  max_tokens: 32_000,
  stream: true,
  metadata: { user_id: JSON.stringify({ device_id: "d", account_uuid: "", session_id: SESSION }) },
  system: [
    { type: "text", text: "x-anthropic-billing-header: cc_version=2.1.177.01c; cc_entrypoint=cli; cch=36ee5;" },
    { type: "text", text: "You are Claude Code.", cache_control: { type: "ephemeral" } },
    { type: "text", text: "Be brief.", cache_control: { type: "ephemeral", ttl: "1h" } },
  ],
  thinking: { type: "adaptive", display: "omitted" },
  context_management: { edits: [{ type: "clear_thinking_20251015", keep: "all" }] },
  output_config: { effort: "max" },
  tools: [
    {
      name: "Bash",
      description: "Runs a command",
      input_schema: { type: "object", properties: { command: { type: "string" } } },
    },
    { type: "web_search_20250305", name: "web_search", max_uses: 8 },
  ],
  messages: [
    { role: "user", content: [{ type: "text", text: "<system-reminder>x</system-reminder>" }] },
    { role: "system", content: [{ type: "text", text: "Plan first.", cache_control: { type: "ephemeral" } }] },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "", signature: "EqQBCgIYAhIM" },
        { type: "text", text: "I look." },
        { type: "tool_use", id: "toolu_1", name: "Bash", input: { command: "ls" }, caller: { type: "direct" } },
      ],
    },
    {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: "toolu_1",
          content: "a.ts",
          is_error: false,
          cache_control: { type: "ephemeral" },
        },
      ],
    },
  ],
};

describe("A request of Claude Code", () => {
  const ask = read(
    CLAUDE_CODE,
    asking({ "anthropic-version": "2023-06-01", "anthropic-beta": "a,b", "x-api-key": "k" }),
  );

  it("says its model, its session, and that it wants a stream", () => {
    assert.equal(ask.model, "claude-sonnet-5-5");
    assert.equal(ask.streamed, true);
    assert.equal(ask.task, "chat");
    assert.equal(ask.conversation, SESSION);
  });

  it("is read with its tools, its thinking and its history", () => {
    const { verbatim: _, ...request } = chat(CLAUDE_CODE);
    assert.deepEqual(request, {
      kind: "chat",
      system: "You are Claude Code.\n\nBe brief.",
      systemCache: "1h",
      messages: [
        { role: "user", content: [{ type: "text", text: "<system-reminder>x</system-reminder>" }] },
        { role: "user", content: [{ type: "text", text: "<system>\nPlan first.\n</system>", cache: "5m" }] },
        {
          role: "assistant",
          content: [
            { type: "reasoning", text: "", signature: { provider: "anthropic", value: "EqQBCgIYAhIM" } },
            { type: "text", text: "I look." },
            { type: "tool-call", id: "toolu_1", name: "Bash", arguments: '{"command":"ls"}' },
          ],
        },
        {
          role: "user",
          content: [{ type: "tool-result", callId: "toolu_1", name: "Bash", content: "a.ts", cache: "5m" }],
        },
      ],
      tools: [
        {
          name: "Bash",
          description: "Runs a command",
          parameters: { type: "object", properties: { command: { type: "string" } } },
        },
      ],
      maxOutputTokens: 32_000,
      effort: "xhigh",
    });
  });

  it("goes on other models without the web search and the care for its context", () => {
    assert.deepEqual(ask.droppable, ["context_management", "web_search_20250305"]);
  });

  it("goes to Anthropic as it is, with the format's headers and no key", () => {
    assert.deepEqual(ask.request.verbatim, {
      format: "anthropic-messages",
      body: CLAUDE_CODE,
      streamed: true,
      headers: { "anthropic-version": "2023-06-01", "anthropic-beta": "a,b" },
    });
    assert.deepEqual(verbatimBody(CLAUDE_CODE), CLAUDE_CODE);
  });

  it("is only for Anthropic where it is a search of the web and nothing else", () => {
    const tools = [{ type: "web_search_20250305", name: "web_search", max_uses: 8 }];
    const search = chat({ tools, tool_choice: { type: "tool", name: "web_search" } });
    assert.deepEqual(search.untranslatable, ["web_search_20250305"]);
    assert.equal(search.toolChoice, undefined);
  });
});

describe("The conversation of a request", () => {
  const rows: readonly (readonly [string, string | undefined, string | undefined, string | undefined])[] = [
    ["is the header's session", SESSION, undefined, SESSION],
    ["is the session in JSON", undefined, JSON.stringify({ session_id: SESSION }), SESSION],
    ["is the session at the end of an older user id", undefined, `user_0af_account__session_${SESSION}`, SESSION],
    ["is unknown for another program's user id", undefined, "user-17", undefined],
    ["is unknown for JSON without a session", undefined, '{"a":1}', undefined],
    ["is unknown for broken JSON", undefined, '{"session_id":', undefined],
    ["is unknown where nothing is said", undefined, undefined, undefined],
  ];
  for (const [title, header, userId, wanted] of rows) {
    it(title, () => {
      const headers = header === undefined ? {} : { "x-claude-code-session-id": header };
      assert.equal(read({ metadata: { user_id: userId } }, asking(headers)).conversation, wanted);
    });
  }
});
