import assert from "node:assert/strict";
import { buildRequest } from "../../../../src/providers/openai-chat/build-request.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import { assistant, chatCall, READ_FILE, text, user } from "../../../support/chat-calls.ts";
import { testProvider } from "../../../support/test-providers.ts";
import {
  CLOSED_SCHEMA,
  IMAGE,
  NOTES,
  PDF,
  REMOTE,
  RESULTS_WITH_MEDIA,
  SCHEMA_FORMAT,
  SOUND,
  STRICT_TOOL,
} from "./conversations.ts";

const at = (baseUrl: string) => testProvider("openai-chat", { baseUrl });
const OPENAI = at("https://api.openai.com/v1");
const OPENROUTER = at("https://openrouter.ai/api/v1");
const MISTRAL = at("https://api.mistral.ai/v1");
const DEEPSEEK = at("https://api.deepseek.com/v1");
const ZHIPU = at("https://open.bigmodel.cn/api/paas/v4");
const XAI = at("https://api.x.ai/v1");
const GROQ = at("https://api.groq.com/openai/v1");
const LOCAL = testProvider("openai-chat", { local: true });

/** The fields of a request that are named. */
function fields(
  model: string,
  request: Partial<ChatRequest>,
  provider: Parameters<typeof buildRequest>[1],
  ...names: readonly string[]
): readonly unknown[] {
  const body = new Map<string, unknown>(Object.entries(buildRequest(chatCall(model, request), provider)));
  return names.map((name) => body.get(name));
}

const messagesOf = (request: Partial<ChatRequest>, provider = OPENAI, model = "gpt-4.1") =>
  buildRequest(chatCall(model, request), provider).messages;

describe("sampling in a chat completion", () => {
  const sampling = { topP: 0.9, topK: 40, seed: 7, presencePenalty: 0.1, frequencyPenalty: 0.2 };
  const NAMES = ["top_p", "top_k", "seed", "random_seed", "presence_penalty", "frequency_penalty"];
  const none = undefined;
  const cases: readonly (readonly [string, string, typeof OPENAI, readonly unknown[]])[] = [
    ["has OpenAI's fields", "gpt-4.1", OPENAI, [0.9, none, 7, none, 0.1, 0.2]],
    ["is only the seed for its reasoning models", "gpt-6-luna", OPENAI, [none, none, 7, none, none, none]],
    ["has top_k at OpenRouter", "meta/llama", OPENROUTER, [0.9, 40, 7, none, 0.1, 0.2]],
    ["has top_k for a server on this machine", "llama", LOCAL, [0.9, 40, 7, none, 0.1, 0.2]],
    ["names the seed as Mistral does", "codestral-latest", MISTRAL, [0.9, none, none, 7, 0.1, 0.2]],
    [
      "has no penalties for Gemini, whoever serves it",
      "google/gemini-3.8-flash",
      OPENROUTER,
      [0.9, 40, 7, none, none, none],
    ],
    ["has penalties for Gemini 2.0", "google/gemini-2.0-flash", OPENROUTER, [0.9, 40, 7, none, 0.1, 0.2]],
    ["has no penalties for a Grok that reasons", "grok-4.6", XAI, [0.9, none, 7, none, none, none]],
    ["has penalties for a Grok that does not", "grok-4-1-fast-non-reasoning", XAI, [0.9, none, 7, none, 0.1, 0.2]],
    ["has no penalties at Zhipu", "glm-5.3", ZHIPU, [0.9, none, 7, none, none, none]],
    ["is only the seed for a Kimi that fixes its own", "kimi-k3", OPENROUTER, [none, none, 7, none, none, none]],
  ];
  for (const [what, model, provider, expected] of cases) {
    it(what, () => assert.deepEqual(fields(model, { sampling }, provider, ...NAMES), expected));
  }
});

describe("the format of a chat completion's answer", () => {
  it("is a schema with its name, description and strictness", () => {
    assert.deepEqual(fields("gpt-4.1", { format: SCHEMA_FORMAT }, OPENAI, "response_format"), [
      {
        type: "json_schema",
        json_schema: { name: "size", description: "How big.", schema: CLOSED_SCHEMA, strict: true },
      },
    ]);
  });

  it("is not strict with a schema that OpenAI would refuse then", () => {
    const schema = { type: "object", properties: { inner: { type: "object", properties: { a: {} } } } };
    const [format] = fields("m", { format: { ...SCHEMA_FORMAT, schema } }, OPENAI, "response_format");
    assert.deepEqual(format, {
      type: "json_schema",
      json_schema: { name: "size", description: "How big.", schema, strict: false },
    });
  });

  it("is said in words, and enforced as JSON, where schemas are not taken", () => {
    for (const [model, provider] of [
      ["deepseek-v4-pro", DEEPSEEK],
      ["glm-5.3", ZHIPU],
      ["llama-3.3-70b-versatile", GROQ],
    ] as const) {
      const request = buildRequest(chatCall(model, { system: "Be brief.", format: SCHEMA_FORMAT }), provider);
      assert.deepEqual(request.response_format, { type: "json_object" });
      const system = request.messages[0]?.content;
      assert.ok(typeof system === "string" && system.startsWith("Be brief.\n\n"));
      assert.ok(system.includes(JSON.stringify(CLOSED_SCHEMA)));
    }
    assert.equal(messagesOf({ format: SCHEMA_FORMAT }, GROQ, "openai/gpt-oss-20b").length, 1);
  });

  it("of any JSON says so only where the conversation does not, since it would be refused", () => {
    const format = { kind: "json" } as const;
    assert.deepEqual(fields("gpt-4.1", { format }, OPENAI, "response_format"), [{ type: "json_object" }]);
    assert.match(JSON.stringify(messagesOf({ format })[0]), /"role":"system".*JSON/);
    assert.equal(messagesOf({ format, messages: [user(text("Give me json."))] }).length, 1);
  });
});

describe("tools in a chat completion", () => {
  it("are strict where the server has that and the schema allows it", () => {
    const strict = (provider: typeof OPENAI, tool = STRICT_TOOL) =>
      JSON.stringify(buildRequest(chatCall("m", { tools: [tool] }), provider).tools).includes('"strict":true');
    assert.equal(strict(OPENAI), true);
    assert.equal(strict(DEEPSEEK), false);
    assert.equal(strict(OPENAI, { ...STRICT_TOOL, parameters: { type: "object", properties: { a: {} } } }), false);
  });

  it("are called one at a time where that is wanted and can be said", () => {
    const single = (model: string, provider: typeof OPENAI, request: Partial<ChatRequest> = { tools: [READ_FILE] }) =>
      fields(model, { parallelToolCalls: false, ...request }, provider, "parallel_tool_calls")[0];
    assert.equal(single("gpt-4.1", OPENAI), false);
    assert.equal(single("gpt-4.1", OPENAI, {}), undefined);
    assert.equal(single("gpt-4.1", OPENAI, { tools: [READ_FILE], parallelToolCalls: true }), undefined);
    assert.equal(single("o4-mini", OPENAI), undefined);
    assert.equal(single("deepseek-v4-pro", DEEPSEEK), undefined);
  });

  it("stay in their order", () => {
    const tools = ["b", "a", "c"].map((name) => ({ ...READ_FILE, name }));
    const sent = buildRequest(chatCall("m", { tools }), OPENAI).tools ?? [];
    assert.deepEqual(
      sent.map((tool) => tool.type === "function" && tool.function.name),
      ["b", "a", "c"],
    );
  });
});

describe("the effort that a caller asks of a chat completion", () => {
  type Case = readonly [string, typeof OPENAI, Partial<ChatRequest>, object, number];
  const effort = (value: string) => ({ reasoning_effort: value });
  const cases: readonly Case[] = [
    ["gpt-6-luna", OPENAI, { effort: "high" }, effort("high"), 64],
    ["gpt-6-luna", OPENAI, { effort: "xhigh" }, effort("xhigh"), 64],
    ["gpt-6-luna", OPENAI, { effort: "minimal" }, effort("low"), 64],
    ["gpt-6-luna", OPENAI, { effort: "none" }, effort("none"), 64],
    ["gpt-6-luna", OPENAI, { effort: "high", tools: [READ_FILE] }, effort("none"), 64],
    ["gpt-5-mini", OPENAI, { effort: "minimal" }, effort("minimal"), 64],
    ["gpt-5-mini", OPENAI, { effort: "xhigh" }, effort("high"), 64],
    ["o4-mini", OPENAI, { effort: "none" }, effort("low"), 64 + 1024],
    ["gpt-4.1", OPENAI, { effort: "high" }, {}, 64],
    ["gpt-6-luna", OPENAI, { reasoningTokens: 5000 }, effort("medium"), 64],
    ["gpt-6-luna", OPENAI, { reasoningTokens: 0 }, effort("none"), 64],
    ["x/y", OPENROUTER, { effort: "xhigh" }, { reasoning: { effort: "xhigh" } }, 64],
    ["x/y", OPENROUTER, { effort: "low", reasoningTokens: 3000 }, { reasoning: { max_tokens: 3000 } }, 64],
    ["deepseek-v4-pro", DEEPSEEK, { effort: "none" }, { thinking: { type: "disabled" } }, 64],
    ["deepseek-v4-pro", DEEPSEEK, { effort: "minimal" }, { thinking: { type: "enabled" }, ...effort("low") }, 64],
    ["deepseek-v4-pro", DEEPSEEK, { effort: "xhigh" }, { thinking: { type: "enabled" }, ...effort("high") }, 64],
    ["glm-4.7", ZHIPU, { effort: "high" }, { thinking: { type: "enabled" } }, 64],
    ["glm-5.3", ZHIPU, { effort: "none" }, { thinking: { type: "enabled" }, ...effort("low") }, 64 + 1024],
    ["grok-4.6", XAI, { effort: "none" }, effort("low"), 64 + 1024],
    ["grok-4.3", XAI, { effort: "none" }, effort("none"), 64],
    ["grok-4.20-reasoning", XAI, { effort: "high" }, {}, 64],
    ["openai/gpt-oss-120b", GROQ, { effort: "xhigh" }, effort("high"), 64],
    ["openai/gpt-oss-120b", GROQ, { effort: "none" }, effort("low"), 64 + 1024],
    ["llama-3.3-70b-versatile", GROQ, { effort: "high" }, {}, 64],
    ["qwen3:8b", LOCAL, { effort: "minimal" }, effort("low"), 64],
    ["magistral-small", MISTRAL, { effort: "high" }, {}, 64],
  ];
  for (const [model, provider, request, expected, limit] of cases) {
    const asked = JSON.stringify({ ...request, ...(request.tools && { tools: "some" }) });
    it(`is ${JSON.stringify(expected)} for ${model} at ${new URL(provider.baseUrl).hostname} and ${asked}`, () => {
      const body = buildRequest(chatCall(model, { ...request, maxOutputTokens: 64 }), provider);
      const names = new Set(["reasoning_effort", "reasoning", "thinking"]);
      assert.deepEqual(Object.fromEntries(Object.entries(body).filter(([name]) => names.has(name))), expected);
      assert.equal(body.max_completion_tokens ?? body.max_tokens, limit);
    });
  }
});

describe("files in a chat completion", () => {
  const parts = (provider: typeof OPENAI) =>
    messagesOf({ messages: [user(PDF, SOUND, NOTES, REMOTE)] }, provider)[0]?.content;
  const document = "data:application/pdf;base64,JVBERi0=";
  const sound = { type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } };
  const notes = { type: "text", text: "notes.md:\n\n# Grüße" };

  it("are documents, sound and text, and an address is told where it cannot be followed", () => {
    assert.deepEqual(parts(OPENAI), [
      { type: "file", file: { filename: "a.pdf", file_data: document } },
      sound,
      notes,
      { type: "text", text: "[The file b.pdf is at https://files.invalid/b.pdf]" },
    ]);
  });

  it("may be addresses at OpenRouter and Mistral, which has its own word for documents", () => {
    assert.deepEqual(parts(OPENROUTER), [
      { type: "file", file: { filename: "a.pdf", file_data: document } },
      sound,
      notes,
      { type: "file", file: { filename: "b.pdf", file_data: "https://files.invalid/b.pdf" } },
    ]);
    assert.deepEqual(parts(MISTRAL), [
      { type: "document_url", document_url: document, document_name: "a.pdf" },
      sound,
      notes,
      { type: "document_url", document_url: "https://files.invalid/b.pdf", document_name: "b.pdf" },
    ]);
  });

  it("of a tool's result follow all results, with the tool's name", () => {
    assert.deepEqual(messagesOf({ messages: RESULTS_WITH_MEDIA }).slice(2), [
      { role: "tool", tool_call_id: "1", content: "Done." },
      { role: "tool", tool_call_id: "2", content: "y" },
      {
        role: "user",
        content: [
          { type: "text", text: "From shoot:" },
          { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0=" } },
          { type: "file", file: { filename: "a.pdf", file_data: document } },
          { type: "text", text: "And?" },
        ],
      },
    ]);
  });
});

describe("cache marks in a chat completion", () => {
  const messages = [
    user({ type: "text", text: "a", cache: "1h" }, { ...IMAGE, cache: "5m" }),
    assistant({ type: "text", text: "b", cache: "5m" }, { type: "tool-call", id: "1", name: "f", arguments: "{}" }),
    user({ type: "tool-result", callId: "1", name: "f", content: "c", cache: "5m" }, text("d")),
  ];
  const mark = { type: "ephemeral" };

  it("are on the parts of a Claude at OpenRouter", () => {
    assert.deepEqual(messagesOf({ messages }, OPENROUTER, "anthropic/claude-sonnet-5"), [
      {
        role: "user",
        content: [
          { type: "text", text: "a", cache_control: { type: "ephemeral", ttl: "1h" } },
          { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0=" }, cache_control: mark },
        ],
      },
      {
        role: "assistant",
        content: [{ type: "text", text: "b", cache_control: mark }],
        tool_calls: [{ id: "1", type: "function", function: { name: "f", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "1", content: [{ type: "text", text: "c", cache_control: mark }] },
      { role: "user", content: "d" },
    ]);
  });

  it("are nowhere else", () => {
    for (const [provider, model] of [
      [OPENROUTER, "openai/gpt-6-sol"],
      [OPENAI, "gpt-6-sol"],
      [LOCAL, "anthropic/claude-sonnet-5"],
    ] as const) {
      assert.equal(JSON.stringify(messagesOf({ messages }, provider, model)).includes("cache_control"), false);
    }
  });
});
