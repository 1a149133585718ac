import assert from "node:assert/strict";
import { verbatimLane } from "../../../src/providers/verbatim/lane.ts";
import type { Provider } from "../../../src/spec/provider.ts";
import type { ChatRequest, ModelRequest } from "../../../src/spec/request.ts";
import type { Verbatim, WireFormat } from "../../../src/spec/wire-format.ts";
import { READ_FILE } from "../../support/chat-calls.ts";
import { testProvider } from "../../support/test-providers.ts";

const openAi = testProvider("openai-chat", { baseUrl: "https://api.openai.com/v1", responses: true });
const lab = testProvider("openai-chat", { baseUrl: "http://lab.example/v1", responses: true });

function asked(format: WireFormat, more: Partial<Verbatim> = {}, request: Partial<ChatRequest> = {}): ModelRequest {
  return {
    kind: "chat",
    messages: [],
    ...request,
    verbatim: { format, body: { model: "x" }, streamed: true, ...more },
  };
}

async function bodyFor(request: ModelRequest, model: string, provider: Provider) {
  const lane = await verbatimLane(provider, request, model);
  return lane?.speaker.body(lane.verbatim, model, provider);
}

describe("the way for a request in its caller's own words", () => {
  const speak: readonly (readonly [WireFormat, Partial<Provider> & Pick<Provider, "dialect">, boolean])[] = [
    ["openai-chat", { dialect: "openai-chat" }, true],
    ["openai-chat", { dialect: "gemini" }, false],
    ["openai-responses", { dialect: "openai-chat" }, false],
    ["openai-responses", { dialect: "openai-chat", responses: true }, true],
    ["anthropic-messages", { dialect: "anthropic-messages" }, true],
    ["gemini", { dialect: "gemini" }, true],
    ["openai-embeddings", { dialect: "openai-chat" }, true],
    ["openai-embeddings", { dialect: "anthropic-messages" }, false],
    ["openai-completions", { dialect: "openai-chat" }, false],
    ["openai-completions", { dialect: "openai-chat", fill: { style: "prompt-suffix", models: ["m"] } }, true],
    ["openai-completions", { dialect: "openai-chat", fill: { style: "mistral-fim", models: ["m"] } }, false],
  ];
  for (const [format, { dialect, ...more }, isThere] of speak) {
    it(`is ${isThere ? "" : "not "}there for ${format} at ${JSON.stringify({ dialect, ...more })}`, async () => {
      const lane = await verbatimLane(testProvider(dialect, more), asked(format), "m");
      assert.equal(lane !== undefined, isThere);
    });
  }

  it("is not there for a request that was made here", async () => {
    assert.equal(await verbatimLane(openAi, { kind: "chat", messages: [] }, "m"), undefined);
  });

  it("is left for Responses where Chat Completions would refuse tools with reasoning", async () => {
    const withTools = (more: Partial<ChatRequest> = {}) => asked("openai-chat", {}, { tools: [READ_FILE], ...more });
    assert.equal(await verbatimLane(openAi, withTools(), "gpt-6-sol"), undefined);
    assert.ok(await verbatimLane(openAi, withTools({ effort: "none" }), "gpt-6-sol"));
    assert.ok(await verbatimLane(openAi, withTools(), "gpt-5"));
    assert.ok(await verbatimLane(lab, withTools(), "gpt-6-sol"));
  });

  it("is not taken to servers of open models with what OpenAI's alone know", async () => {
    const codex = asked("openai-responses", { body: { input: [], tools: [{ type: "custom", name: "apply_patch" }] } });
    assert.equal(await verbatimLane(lab, codex, "m"), undefined);
    assert.ok(await verbatimLane(openAi, codex, "m"));
    assert.ok(await verbatimLane(lab, asked("openai-responses", { body: { input: "Hello?" } }), "m"));
  });
});

describe("a chat completion in its caller's own words", () => {
  const body = { model: "x", unheard_of: { a: 1 }, messages: [{ role: "developer", content: "Be brief." }] };

  it("keeps fields that nobody here knows, and gets its model", async () => {
    const sent = await bodyFor(asked("openai-chat", { body }), "m", openAi);
    assert.deepEqual(sent, { ...body, model: "m", stream_options: { include_usage: true } });
  });

  it("has its usage asked for, and hides it from a caller who did not ask", async () => {
    const usage = { choices: [], usage: { prompt_tokens: 1 } };
    const hides = async (options?: object) => {
      const lane = await verbatimLane(
        openAi,
        asked("openai-chat", { body: { ...body, stream_options: options } }),
        "m",
      );
      return lane?.speaker.isOurs?.(usage, lane.verbatim);
    };
    assert.equal(await hides(), true);
    assert.equal(await hides({ include_usage: true }), false);
  });

  it("names the limit as the server takes it", async () => {
    const limited = asked("openai-chat", { body: { max_tokens: 5 } });
    assert.equal((await bodyFor(limited, "m", openAi))?.["max_completion_tokens"], 5);
    assert.equal((await bodyFor(limited, "m", openAi))?.["max_tokens"], undefined);
    const newer = asked("openai-chat", { body: { max_completion_tokens: 5 } });
    assert.equal((await bodyFor(newer, "m", lab))?.["max_tokens"], 5);
  });

  it("is not asked to be longer than its model can be", async () => {
    const short = { ...lab, models: [{ id: "m", maxOutputTokens: 100 }] };
    const long = asked("openai-chat", { body: { max_tokens: 32_000, messages: [] } });
    assert.equal((await bodyFor(long, "m", short))?.["max_tokens"], 100);
    assert.equal((await bodyFor(long, "other", short))?.["max_tokens"], 32_000);
  });

  it("leaves out what a reasoning model refuses, and nothing elsewhere", async () => {
    const warm = asked("openai-chat", { body: { temperature: 0.2, top_p: 0.5, messages: [] } });
    assert.equal((await bodyFor(warm, "gpt-5", openAi))?.["temperature"], undefined);
    assert.equal((await bodyFor(warm, "gpt-4.1", openAi))?.["temperature"], 0.2);
    const stopped = asked("openai-chat", { body: { stop: ["a"], messages: [] } });
    assert.equal((await bodyFor(stopped, "o4-mini", openAi))?.["stop"], undefined);
    assert.deepEqual((await bodyFor(stopped, "claude-opus-4-8", lab))?.["stop"], ["a"]);
  });

  describe("with what other servers have", () => {
    const thought = { reasoning: "Hm", reasoning_content: "Hm", reasoning_details: [], thinking_blocks: [] };
    const said = { role: "assistant", content: "Well" };
    const messages = [{ ...said, ...thought }];
    const left: readonly (readonly [host: string, message: object])[] = [
      ["api.openai.com", said],
      ["api.mistral.ai", said],
      ["api.groq.com", { ...said, reasoning: "Hm" }],
      ["api.deepseek.com", messages[0] ?? {}],
    ];
    for (const [host, message] of left) {
      it(`has of the reasoning in a message what ${host} takes`, async () => {
        const provider = testProvider("openai-chat", { baseUrl: `https://${host}/v1` });
        assert.deepEqual((await bodyFor(asked("openai-chat", { body: { messages } }), "m", provider))?.["messages"], [
          message,
        ]);
      });
    }

    it("tells OpenAI an effort in its own words, and nothing that it does not know", async () => {
      const foreign = { reasoning: { effort: "low" }, thinking: { type: "enabled" }, top_k: 5, enable_thinking: true };
      const request = asked("openai-chat", { body: { messages: [], ...foreign } });
      assert.deepEqual(await bodyFor(request, "m", openAi), {
        model: "m",
        messages: [],
        reasoning_effort: "low",
        stream_options: { include_usage: true },
      });
      assert.deepEqual((await bodyFor(request, "m", lab))?.["reasoning"], foreign.reasoning);
    });
  });

  it("calls the developer the system where only OpenAI knows one", async () => {
    const roles = async (provider: Provider) =>
      (await bodyFor(asked("openai-chat", { body }), "m", provider))?.["messages"];
    assert.deepEqual(await roles(openAi), body.messages);
    assert.deepEqual(await roles(lab), [{ role: "system", content: "Be brief." }]);
  });
});

describe("a completion in its caller's own words", () => {
  const fill = { style: "prompt-suffix", models: ["m"] } as const;
  const request: ModelRequest = {
    kind: "fill",
    prefix: "a",
    suffix: "",
    language: "",
    path: "",
    maxOutputTokens: 9,
    verbatim: { format: "openai-completions", body: { model: "x", prompt: ["a", "b"], n: 2 }, streamed: true },
  };
  const asIs = { model: "m", prompt: ["a", "b"], n: 2, stream_options: { include_usage: true } };

  it("has its usage asked for, and hides it from a caller who did not ask", async () => {
    const lane = (await verbatimLane({ ...lab, fill }, request, "m")) ?? assert.fail();
    assert.deepEqual(lane.speaker.body(lane.verbatim, "m", lab), asIs);
    assert.equal(lane.speaker.isOurs?.({ choices: [], usage: { prompt_tokens: 1 } }, lane.verbatim), true);
  });

  it("keeps DeepSeek's models from thinking, unless its caller says otherwise", async () => {
    const deepSeek = testProvider("openai-chat", { baseUrl: "https://api.deepseek.com/beta", fill });
    assert.deepEqual(await bodyFor(request, "m", deepSeek), { ...asIs, thinking: { type: "disabled" } });
    const { verbatim = assert.fail() } = request;
    const body = { ...verbatim.body, thinking: { type: "enabled" } };
    const thinking = await bodyFor({ ...request, verbatim: { ...verbatim, body } }, "m", deepSeek);
    assert.deepEqual(thinking?.["thinking"], { type: "enabled" });
  });
});

describe("a message in its caller's own words", () => {
  it("is not asked to be longer than its model can be", async () => {
    const short = testProvider("anthropic-messages", { models: [{ id: "m", maxOutputTokens: 100 }] });
    const long = asked("anthropic-messages", { body: { max_tokens: 64_000, messages: [] } });
    assert.equal((await bodyFor(long, "m", short))?.["max_tokens"], 100);
    assert.equal((await bodyFor(long, "other", short))?.["max_tokens"], 64_000);
  });

  const hi = { role: "user", content: "Hi" };
  const called = (...before: readonly object[]) => [
    hi,
    { role: "assistant", content: [...before, { type: "tool_use", id: "t", name: "f", input: {} }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: "r" }] },
  ];
  const enabled = { type: "enabled", budget_tokens: 20_000 };
  const sent = async (model: string, body: object, most?: number) =>
    bodyFor(
      asked("anthropic-messages", { body: { max_tokens: 32_000, messages: [hi], ...body } }),
      model,
      testProvider("anthropic-messages", most === undefined ? {} : { models: [{ id: model, maxOutputTokens: most }] }),
    );

  const rows: readonly (readonly [string, string, object, unknown])[] = [
    ["stays as it is where the model takes it", "claude-sonnet-4-5", enabled, enabled],
    [
      "is left to the model that takes no budget",
      "claude-opus-4-8",
      enabled,
      { type: "adaptive", display: "summarized" },
    ],
    ["stays as it is at other vendors", "glm-5", { type: "adaptive" }, { type: "adaptive" }],
    ["stays adaptive where that is known", "claude-opus-4-6", { type: "adaptive" }, { type: "adaptive" }],
    [
      "gets a budget before it could be adaptive",
      "claude-haiku-4-5",
      { type: "adaptive" },
      { type: "enabled", budget_tokens: 16_000 },
    ],
    ["is left out before there was any", "claude-3-5-haiku", { type: "adaptive" }, undefined],
    ["may be switched off", "claude-haiku-4-5", { type: "disabled" }, { type: "disabled" }],
    [
      "is kept between tools where it cannot be switched off",
      "claude-sonnet-5-5",
      { type: "disabled" },
      { type: "between_tools" },
    ],
    ["is not switched off where it cannot be", "claude-fable-5-1", { type: "disabled" }, undefined],
  ];
  for (const [what, model, thinking, wanted] of rows) {
    it(`has thinking that ${what}`, async () => {
      assert.deepEqual((await sent(model, { thinking }))?.["thinking"], wanted);
    });
  }

  it("keeps its budget below a limit that was lowered", async () => {
    assert.deepEqual((await sent("claude-x", { thinking: enabled }, 8192))?.["thinking"], {
      ...enabled,
      budget_tokens: 8191,
    });
    assert.deepEqual((await sent("m", { thinking: enabled }, 8192))?.["thinking"], { ...enabled, budget_tokens: 8191 });
    assert.equal((await sent("m", { thinking: enabled }, 1000))?.["thinking"], undefined);
  });

  it("does not think by a budget after calls that another model made without showing its thinking", async () => {
    const care = { edits: [{ type: "clear_thinking_20251015" }, { type: "clear_tool_uses_20250919" }] };
    const body = { thinking: enabled, messages: called(), context_management: care };
    const out = await sent("claude-sonnet-4-5", body);
    assert.equal(out && "thinking" in out, false);
    assert.deepEqual(out?.["context_management"], { edits: [{ type: "clear_tool_uses_20250919" }] });
    const own = { ...body, messages: called({ type: "thinking", thinking: "", signature: "s" }) };
    assert.deepEqual((await sent("claude-sonnet-4-5", own))?.["thinking"], enabled);
    assert.deepEqual((await sent("claude-sonnet-4-5", own))?.["context_management"], care);
    assert.deepEqual((await sent("glm-5", body))?.["thinking"], enabled);
  });

  it("has an effort only where the model knows it", async () => {
    const effort = async (model: string, more: object = {}) =>
      (await sent(model, { output_config: { effort: "xhigh", ...more } }))?.["output_config"];
    assert.deepEqual(await effort("claude-opus-4-8"), { effort: "xhigh" });
    assert.deepEqual(await effort("claude-opus-4-6"), { effort: "high" });
    assert.deepEqual(await effort("claude-opus-4-5"), { effort: "high" });
    assert.equal(await effort("claude-haiku-4-5"), undefined);
    assert.deepEqual(await effort("claude-haiku-4-5", { format: {} }), { format: {} });
    assert.deepEqual(await effort("glm-5"), { effort: "xhigh" });
  });
});

describe("a generateContent request in its caller's own words", () => {
  const call = (name: string, more: object = {}) => ({ functionCall: { name, args: {} }, ...more });
  const sent = async (model: string, parts: readonly object[]) =>
    (
      await bodyFor(asked("gemini", { body: { contents: [{ role: "model", parts }] } }), model, testProvider("gemini"))
    )?.["contents"];
  const stand = { thoughtSignature: "skip_thought_signature_validator" };

  it("has a stand-in for the signature that its caller did not keep, on the first call of a turn", async () => {
    const parts = [{ text: "I look." }, call("a"), call("b")];
    assert.deepEqual(await sent("gemini-3.8-flash", parts), [
      { role: "model", parts: [{ text: "I look." }, call("a", stand), call("b")] },
    ]);
    assert.deepEqual(await sent("gemini-2.5-flash", parts), [{ role: "model", parts }]);
  });

  it("keeps the signatures that it has", async () => {
    for (const own of [{ thoughtSignature: "s" }, { thought_signature: "s" }]) {
      const parts = [call("a", own), call("b")];
      assert.deepEqual(await sent("gemini-3.8-flash", parts), [{ role: "model", parts }]);
    }
  });
});
