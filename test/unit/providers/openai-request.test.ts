import assert from "node:assert/strict";
import { buildRequest } from "../../../src/providers/openai-chat/build-request.ts";
import { chatCall, EVERYTHING, READ_FILE } from "../../support/chat-calls.ts";
import { testProvider } from "../../support/test-providers.ts";

const COMPATIBLE = testProvider("openai-chat");
const at = (baseUrl: string) => testProvider("openai-chat", { baseUrl });
const OPENAI = at("https://api.openai.com/v1");
const MISTRAL = at("https://api.mistral.ai/v1");

describe("a chat completion", () => {
  it("of a bare question is a bare request", () => {
    assert.deepEqual(buildRequest(chatCall("m"), COMPATIBLE), {
      model: "m",
      messages: [{ role: "user", content: "Hello?" }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it("carries system, picture, reasoning of its own provider, tool call, result and what the user adds", () => {
    const { messages } = buildRequest(chatCall("m", { system: "Be brief.", messages: EVERYTHING }), COMPATIBLE);
    assert.deepEqual(messages, [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "What is this?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0=" } },
        ],
      },
      {
        role: "assistant",
        content: "Let me look.",
        reasoning_content: "Own.",
        tool_calls: [{ id: "call:1", type: "function", function: { name: "read_file", arguments: '{"path":"a.ts"}' } }],
      },
      { role: "tool", tool_call_id: "call:1", content: "ENOENT" },
      { role: "user", content: "And?" },
    ]);
  });

  it("names tools in their order, and the choice among them", () => {
    const choose = (toolChoice: "required" | { name: string }) =>
      buildRequest(chatCall("m", { tools: [READ_FILE], toolChoice }), COMPATIBLE).tool_choice;
    assert.equal(choose("required"), "required");
    assert.deepEqual(choose({ name: "read_file" }), { type: "function", function: { name: "read_file" } });
    const { tools } = buildRequest(chatCall("m", { tools: [READ_FILE] }), COMPATIBLE);
    assert.deepEqual(tools, [
      {
        type: "function",
        function: { name: "read_file", description: "Reads a file.", parameters: READ_FILE.parameters },
      },
    ]);
  });

  it("limits the answer by the field that the server knows", () => {
    const ours = buildRequest(chatCall("gpt-4.1", { maxOutputTokens: 100 }), OPENAI);
    assert.equal(ours.max_completion_tokens, 100);
    assert.equal("max_tokens" in ours, false);
    const theirs = buildRequest(chatCall("gpt-4.1", { maxOutputTokens: 100 }), COMPATIBLE);
    assert.equal(theirs.max_tokens, 100);
    assert.equal("max_completion_tokens" in theirs, false);
  });

  it("never asks for more than the model has", () => {
    const provider = testProvider("openai-chat", { models: [{ id: "m", maxOutputTokens: 50 }] });
    assert.equal(buildRequest(chatCall("m", { maxOutputTokens: 100 }), provider).max_tokens, 50);
  });

  const temperatures: readonly (readonly [string, boolean])[] = [
    ["gpt-4.1", true],
    ["gpt-4o-mini", true],
    ["gpt-6-luna", false],
    ["gpt-5.4-mini", false],
    ["openai/gpt-5.6-terra", false],
    ["o4-mini", false],
    ["openai/o3", false],
    ["openai/gpt-oss-20b", true],
    ["kimi-k3", false],
    ["moonshotai/kimi-k2.6", false],
    ["kimi-k2-0905-preview", true],
    ["claude-opus-4-7", false],
    ["anthropic/claude-opus-4.8", false],
    ["anthropic/claude-sonnet-5", false],
    ["claude-fable-5-1", false],
    ["claude-haiku-4-5", true],
    ["claude-3-7-sonnet-latest", true],
    ["llama-4-scout", true],
  ];
  for (const [model, taken] of temperatures) {
    it(`has ${taken ? "a" : "no"} temperature for ${model}`, () => {
      const request = buildRequest(chatCall(model, { temperature: 0.2 }), COMPATIBLE);
      assert.equal(request.temperature, taken ? 0.2 : undefined);
    });
  }

  it("has stops unless the model is one of OpenAI's that reason, since only these refuse them", () => {
    const models = temperatures.map(([model]) => model);
    const stopsOf = (model: string) => buildRequest(chatCall(model, { stop: ["\n"] }), COMPATIBLE).stop;
    assert.deepEqual(
      models.filter((model) => stopsOf(model) === undefined),
      ["gpt-6-luna", "gpt-5.4-mini", "openai/gpt-5.6-terra", "o4-mini", "openai/o3"],
    );
  });

  it("does not ask Mistral for usage, and gives tool calls ids that it takes", () => {
    const request = buildRequest(chatCall("m", { messages: EVERYTHING }), MISTRAL);
    assert.equal("stream_options" in request, false);
    const ids = request.messages.flatMap((message) => {
      if (message.role === "tool") return message.tool_call_id;
      return message.role === "assistant" ? (message.tool_calls ?? []).map((call) => call.id) : [];
    });
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1]);
    assert.match(ids[0] ?? "", /^[a-zA-Z0-9]{9}$/);
  });

  const least: readonly (readonly [string, string, string, unknown, number])[] = [
    ["https://api.openai.com/v1", "gpt-6-luna", "reasoning_effort", "none", 64],
    ["https://api.openai.com/v1", "gpt-5.4-mini", "reasoning_effort", "none", 64],
    ["https://api.openai.com/v1", "gpt-5-mini", "reasoning_effort", "minimal", 64 + 1024],
    ["https://api.openai.com/v1", "gpt-6-astra", "reasoning_effort", "low", 64 + 1024],
    ["https://api.openai.com/v1", "o4-mini", "reasoning_effort", "low", 64 + 1024],
    ["https://api.openai.com/v1", "gpt-4.1-mini", "reasoning_effort", undefined, 64],
    ["https://api.groq.com/openai/v1", "openai/gpt-oss-20b", "reasoning_effort", "low", 64 + 1024],
    ["https://openrouter.ai/api/v1", "x/y", "reasoning", { effort: "minimal" }, 64 + 1024],
    ["https://open.bigmodel.cn/api/paas/v4", "glm-5.3-flash", "thinking", { type: "disabled" }, 64],
    ["https://example.com/v1", "some-model", "reasoning_effort", undefined, 64],
  ];
  for (const [baseUrl, model, field, value, limit] of least) {
    it(`with the least reasoning of ${model} at ${new URL(baseUrl).hostname} says ${field} ${JSON.stringify(value)}`, () => {
      const request: object = buildRequest(chatCall(model, { maxOutputTokens: 64 }, "least"), at(baseUrl));
      const fields = new Map(Object.entries(request));
      assert.deepEqual(fields.get(field), value);
      assert.equal(fields.get("max_completion_tokens") ?? fields.get("max_tokens"), limit);
    });
  }

  it("turns reasoning off where OpenAI takes tools only without it", () => {
    const effort = (model: string) => buildRequest(chatCall(model, { tools: [READ_FILE] }), OPENAI).reasoning_effort;
    assert.equal(effort("gpt-6-sol"), "none");
    assert.equal(effort("gpt-5.6-terra"), "none");
    assert.equal(effort("gpt-5.4"), undefined);
    assert.equal(buildRequest(chatCall("gpt-6-sol"), OPENAI).reasoning_effort, undefined);
  });
});
