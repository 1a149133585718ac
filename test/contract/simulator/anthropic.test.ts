import assert from "node:assert/strict";
import type Anthropic from "@anthropic-ai/sdk";
import { anthropicSdk, baseUrlOf, useSimulator } from "../../support/simulator-clients.ts";

const messages: Anthropic.MessageParam[] = [{ role: "user", content: "What is 6 * 7?" }];
const question = { model: "sim-anthropic-large", max_tokens: 1000, messages };

const weather: Anthropic.Tool = {
  name: "get_weather",
  input_schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};

function textOf(message: Anthropic.Message): string {
  return message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
}

describe("the simulator through Anthropic's SDK", () => {
  const simulator = useSimulator();

  it("lists its models, and tells of one", async () => {
    const client = anthropicSdk(simulator());
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    assert.deepEqual(ids, ["sim-anthropic-large", "sim-anthropic-small"]);
    assert.equal((await client.models.retrieve("sim-anthropic-small")).display_name, "Simulated Anthropic Small");
  });

  it("answers in one piece, with usage", async () => {
    const message = await anthropicSdk(simulator()).messages.create(question);
    assert.match(textOf(message), /\*\*42\*\*/);
    assert.equal(message.stop_reason, "end_turn");
    assert.equal(message.usage.input_tokens, 4);
    assert.equal(message.usage.output_tokens, Math.ceil(textOf(message).length / 4));
  });

  it("streams the same answer, event by event", async () => {
    const client = anthropicSdk(simulator());
    const whole = await client.messages.create(question);
    const stream = client.messages.stream(question);
    const types = new Set<string>();
    stream.on("streamEvent", ({ type }) => types.add(type));
    const message = await stream.finalMessage();
    assert.equal(textOf(message), textOf(whole));
    assert.deepEqual(message.usage.output_tokens, whole.usage.output_tokens);
    assert.deepEqual(
      [...types],
      [
        "message_start",
        "content_block_start",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop",
      ],
    );
  });

  it("stops at the token limit and names the stop sequence that ended it", async () => {
    const client = anthropicSdk(simulator());
    const short = await client.messages.create({ ...question, max_tokens: 5 });
    assert.equal(short.stop_reason, "max_tokens");
    const stopped = await client.messages.create({ ...question, stop_sequences: ["never", "**42"] });
    assert.equal(stopped.stop_reason, "stop_sequence");
    assert.equal(stopped.stop_sequence, "**42");
  });

  it("calls a tool that is forced, whole and streamed, and reads its answer", async () => {
    const client = anthropicSdk(simulator());
    const asked: Anthropic.MessageParam = { role: "user", content: "How is the weather in Paris?" };
    const request = {
      ...question,
      messages: [asked],
      tools: [weather],
      tool_choice: { type: "any" as const },
    };
    for (const message of [
      await client.messages.create(request),
      await client.messages.stream(request).finalMessage(),
    ]) {
      assert.equal(message.stop_reason, "tool_use");
      const call = message.content[0];
      assert.equal(call?.type, "tool_use");
      assert.deepEqual(call.input, { city: "Paris" });
      const result: Anthropic.ToolResultBlockParam = {
        type: "tool_result",
        tool_use_id: call.id,
        content: "11 degrees",
      };
      const answer = await client.messages.create({
        ...question,
        tools: [weather],
        messages: [asked, { role: "assistant", content: message.content }, { role: "user", content: [result] }],
      });
      assert.match(textOf(answer), /11 degrees/);
    }
  });

  it("caches what is marked, and only that", async () => {
    const client = anthropicSdk(simulator());
    const system: Anthropic.TextBlockParam = { type: "text", text: "You know everything about windmills." };
    const unmarked = await client.messages.create({ ...question, system: [system] });
    assert.equal(unmarked.usage.cache_creation_input_tokens, 0);

    const marked = { ...question, system: [{ ...system, cache_control: { type: "ephemeral" as const } }] };
    const written = await client.messages.create(marked);
    const read = await client.messages.create(marked);
    const size = Math.ceil(system.text.length / 4);
    assert.equal(written.usage.cache_creation_input_tokens, size);
    assert.equal(written.usage.cache_creation?.ephemeral_5m_input_tokens, size);
    assert.equal(read.usage.cache_read_input_tokens, size);
    assert.equal(read.usage.cache_creation_input_tokens, 0);
    assert.equal(read.usage.input_tokens, written.usage.input_tokens);
  });

  it("counts tokens without answering", async () => {
    const { input_tokens } = await anthropicSdk(simulator()).messages.countTokens({
      model: "sim-anthropic-large",
      messages,
    });
    assert.equal(input_tokens, 4);
  });

  it("sends limits and a request id with every answer", async () => {
    const { response } = await anthropicSdk(simulator()).messages.create(question).withResponse();
    assert.match(response.headers.get("request-id") ?? "", /^req_sim/);
    assert.ok(Number(response.headers.get("anthropic-ratelimit-tokens-remaining")) > 0);
    assert.match(response.headers.get("anthropic-ratelimit-requests-reset") ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  const refused: readonly [string, object, number, RegExp][] = [
    ["a model it does not have", { ...question, model: "claude-99" }, 404, /model: claude-99/],
    ["no token limit", { ...question, max_tokens: undefined }, 400, /max_tokens: Field required/],
    ["a token limit above the model's", { ...question, max_tokens: 20_000 }, 400, /which is the maximum allowed/],
    [
      "an assistant who speaks first",
      { ...question, messages: [{ role: "assistant", content: "Hi" }] },
      400,
      /first message/,
    ],
    ["an unknown role", { ...question, messages: [{ role: "robot", content: "Hi" }] }, 400, /messages\.0\.role/],
    ["an empty text", { ...question, messages: [{ role: "user", content: " " }] }, 400, /non-whitespace text/],
    [
      "a tool's answer to no call",
      { ...question, messages: [{ role: "user", content: [{ type: "tool_result", tool_use_id: "t1", content: "" }] }] },
      400,
      /unexpected `tool_use_id`/,
    ],
    [
      "a prompt beyond the model's window",
      { ...question, model: "sim-anthropic-small", messages: [{ role: "user", content: "x".repeat(70_000) }] },
      400,
      /prompt is too long: 17500 tokens > 16000 maximum/,
    ],
  ];
  for (const [what, request, status, message] of refused) {
    it(`refuses ${what} as Anthropic does`, async () => {
      // The SDK's types would not let most of these pass.
      const wrong = request as Anthropic.MessageCreateParamsNonStreaming;
      await assert.rejects(anthropicSdk(simulator()).messages.create(wrong), {
        status,
        type: status === 404 ? "not_found_error" : "invalid_request_error",
        message,
      });
    });
  }

  it("refuses JSON that is none, a missing version, and paths it does not know", async () => {
    const base = baseUrlOf(simulator(), "sim-anthropic");
    const post = async (path: string, body: string, headers = {}) => {
      const response = await fetch(base + path, { method: "POST", body, headers });
      return { status: response.status, text: await response.text() };
    };
    assert.match((await post("/messages", "{")).text, /The request body is not valid JSON/);
    assert.match((await post("/messages", "{}")).text, /anthropic-version: header is required/);
    const lost = await post("/nothing", "{}");
    assert.equal(lost.status, 404);
    assert.match(lost.text, /"type":"error","error":\{"type":"not_found_error"/);
  });
});
