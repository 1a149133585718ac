import assert from "node:assert/strict";
import { buildRequest } from "../../../src/providers/anthropic-messages/build-request.ts";
import { assistant, chatCall, EVERYTHING, READ_FILE, text, user } from "../../support/chat-calls.ts";
import { testProvider } from "../../support/test-providers.ts";

const PROVIDER = testProvider("anthropic-messages", {
  models: [{ id: "claude-sonnet-5-5", maxOutputTokens: 128_000 }],
});
const MARK = { type: "ephemeral" };

describe("a Messages request", () => {
  it("of a bare question to an unknown model is a bare request with a safe limit", () => {
    assert.deepEqual(buildRequest(chatCall("m"), PROVIDER), {
      model: "m",
      max_tokens: 8192,
      messages: [{ role: "user", content: [{ type: "text", text: "Hello?" }] }],
      stream: true,
    });
  });

  it("takes the limit from the request, then from what is known of the model", () => {
    const limit = (model: string, maxOutputTokens?: number) =>
      buildRequest(chatCall(model, maxOutputTokens === undefined ? {} : { maxOutputTokens }), PROVIDER).max_tokens;
    assert.equal(limit("claude-sonnet-5-5"), 32_000);
    assert.equal(limit("claude-sonnet-5-5", 100_000), 100_000);
    assert.equal(limit("claude-sonnet-5-5", 900_000), 128_000);
    assert.equal(limit("claude-opus-9"), 32_000);
    assert.equal(limit("claude-3-5-sonnet"), 8192);
    assert.equal(limit("m"), 8192);
    assert.equal(limit("m", 50_000), 50_000);
  });

  it("marks the system prompt for the cache, and the last block of a conversation that goes on", () => {
    const once = buildRequest(chatCall("m", { system: "Be brief." }), PROVIDER);
    assert.deepEqual(once.system, [{ type: "text", text: "Be brief.", cache_control: MARK }]);
    assert.equal(JSON.stringify(once.messages).includes("cache_control"), false);
    const again = buildRequest(
      chatCall("m", { messages: [user(text("a")), assistant(text("b")), user(text("c"))] }),
      PROVIDER,
    );
    assert.deepEqual(again.messages.at(-1), {
      role: "user",
      content: [{ type: "text", text: "c", cache_control: MARK }],
    });
  });

  it("carries picture, own thinking, tool call and result, and drops thinking that is not its own", () => {
    const { messages } = buildRequest(chatCall("m", { messages: EVERYTHING }), PROVIDER);
    assert.deepEqual(messages, [
      {
        role: "user",
        content: [
          { type: "text", text: "What is this?" },
          { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0=" } },
        ],
      },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Own.", signature: "reasoning_content" },
          { type: "text", text: "Let me look." },
          { type: "tool_use", id: "call_1", name: "read_file", input: { path: "a.ts" } },
        ],
      },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "call_1", content: "ENOENT", is_error: true },
          { type: "text", text: "And?", cache_control: MARK },
        ],
      },
    ]);
  });

  it("gives redacted thinking back as what it was, and pictures by their address", () => {
    const signature = { provider: "test", value: "redacted:Ep8C" };
    const image = {
      type: "image",
      mediaType: "image/png",
      source: { kind: "url", url: "https://x.invalid/a.png" },
    } as const;
    const { messages } = buildRequest(
      chatCall("m", {
        messages: [user(image), assistant({ type: "reasoning", text: "", signature }, text("b")), user(text("c"))],
      }),
      PROVIDER,
    );
    assert.deepEqual(messages[0]?.content, [
      { type: "image", source: { type: "url", url: "https://x.invalid/a.png" } },
    ]);
    const second = messages[1]?.content;
    assert.deepEqual(Array.isArray(second) && second[0], { type: "redacted_thinking", data: "Ep8C" });
  });

  it("hands on arguments that are no object as the text that they are", () => {
    const call = { type: "tool-call", id: "1", name: "f", arguments: '{"cut' } as const;
    const { messages } = buildRequest(
      chatCall("m", { messages: [user(text("a")), assistant(call), user(text("b"))] }),
      PROVIDER,
    );
    const second = messages[1]?.content;
    assert.deepEqual(Array.isArray(second) && second[0], {
      type: "tool_use",
      id: "1",
      name: "f",
      input: { arguments: '{"cut' },
    });
  });

  it("names tools and the choice among them, and forces none where that is refused", () => {
    const request = buildRequest(chatCall("m", { tools: [READ_FILE], toolChoice: "required" }), PROVIDER);
    assert.deepEqual(request.tools, [
      { name: "read_file", description: "Reads a file.", input_schema: READ_FILE.parameters },
    ]);
    const choice = (model: string, toolChoice: "none" | "required" | { name: string }) =>
      buildRequest(chatCall(model, { tools: [READ_FILE], toolChoice }), PROVIDER).tool_choice;
    assert.deepEqual(choice("m", "required"), { type: "any" });
    assert.deepEqual(choice("m", "none"), { type: "none" });
    assert.deepEqual(choice("m", { name: "read_file" }), { type: "tool", name: "read_file" });
    assert.deepEqual(choice("claude-opus-5-5", "required"), { type: "auto" });
    assert.deepEqual(choice("claude-haiku-5-5", "required"), { type: "any" });
  });

  it("has a temperature, of at most 1, only for models that take one", () => {
    const temperature = (model: string) => buildRequest(chatCall(model, { temperature: 1.5 }), PROVIDER).temperature;
    assert.equal(temperature("claude-haiku-4-5"), 1);
    assert.equal(temperature("claude-sonnet-4-6"), 1);
    assert.equal(temperature("claude-opus-4-7"), undefined);
    assert.equal(temperature("claude-haiku-5-5"), undefined);
  });

  it("leaves out stop sequences of white space, which are refused", () => {
    assert.deepEqual(buildRequest(chatCall("m", { stop: ["\n\n", "END"] }), PROVIDER).stop_sequences, ["END"]);
    assert.equal(buildRequest(chatCall("m", { stop: ["\n"] }), PROVIDER).stop_sequences, undefined);
  });

  const steering: readonly (readonly [string, object, object, number])[] = [
    [
      "claude-sonnet-5-5",
      { thinking: { type: "adaptive", display: "summarized" } },
      { thinking: { type: "between_tools" } },
      64,
    ],
    [
      "claude-haiku-5-5",
      { thinking: { type: "adaptive", display: "summarized" } },
      { thinking: { type: "disabled" } },
      64,
    ],
    [
      "claude-sonnet-5",
      { thinking: { type: "adaptive", display: "summarized" } },
      { thinking: { type: "disabled" } },
      64,
    ],
    [
      "claude-opus-5-5",
      { thinking: { type: "adaptive", display: "summarized" } },
      { output_config: { effort: "low" } },
      1088,
    ],
    [
      "claude-fable-5-1",
      { thinking: { type: "adaptive", display: "summarized" } },
      { output_config: { effort: "low" } },
      1088,
    ],
    ["claude-haiku-4-5", {}, {}, 64],
    ["claude-opus-4-8", {}, {}, 64],
  ];
  for (const [model, usual, least, limit] of steering) {
    it(`steers the thinking of ${model}`, () => {
      const pick = (reasoning: "usual" | "least") => {
        const { thinking, output_config, max_tokens } = buildRequest(
          chatCall(model, { maxOutputTokens: 64 }, reasoning),
          PROVIDER,
        );
        return { ...(thinking && { thinking }), ...(output_config && { output_config }), max_tokens };
      };
      assert.deepEqual(pick("usual"), { ...usual, max_tokens: 64 });
      assert.deepEqual(pick("least"), { ...least, max_tokens: limit });
    });
  }
});
