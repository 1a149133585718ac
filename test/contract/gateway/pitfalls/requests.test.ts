import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { startGatewayStand } from "../../../support/gateway-stand.ts";
import { record, records } from "../matrix/reading.ts";
import { upstreams } from "../matrix/upstreams/stand-in.ts";
import {
  chatChunk,
  geminiChunk,
  message,
  blockDelta,
  blockStart,
  blockStop,
  sse,
  startReplay,
} from "./replay-bench.ts";
import type { ReplayBench } from "./replay-bench.ts";

const CHAT = sse(
  chatChunk({ content: "Hi." }),
  chatChunk({}, "stop"),
  { ...chatChunk({}), choices: [], usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 } },
  "[DONE]",
);
const CLAUDE = sse(
  ...message(
    "end_turn",
    blockStart(0, { type: "text", text: "" }),
    blockDelta(0, { type: "text_delta", text: "Hi." }),
    blockStop(0),
  ),
);
const GEMINI = sse(geminiChunk([{ text: "Hi." }], { finishReason: "STOP" }));

const call = (id: string, name: string) => ({ id, type: "function" as const, function: { name, arguments: "{}" } });

describe("Requests that a provider of another format would refuse", () => {
  let bench: ReplayBench;
  before(async () => (bench = await startReplay()));
  after(() => bench.stop());

  const openai = () => new OpenAI({ baseURL: `${bench.stand.url}/v1`, apiKey: bench.stand.token, maxRetries: 0 });
  const anthropic = () => new Anthropic({ baseURL: bench.stand.url, apiKey: bench.stand.token, maxRetries: 0 });
  const sent = () => bench.arrived[0]?.body ?? assert.fail("nothing arrived");

  it("have their tool results right behind the calls, however they were split", async () => {
    bench.answers(CLAUDE);
    await openai().chat.completions.create({
      model: "claude-sonnet-4-6",
      messages: [
        { role: "user", content: "Look." },
        { role: "assistant", tool_calls: [call("a", "read"), call("b", "list")] },
        { role: "tool", tool_call_id: "b", content: "B" },
        { role: "user", content: "And now?" },
        { role: "tool", tool_call_id: "a", content: "A" },
      ],
    });
    const turns = records(sent()["messages"], "messages");
    const kinds = turns.map(({ role, content }) => [role, records(content, "content").map(({ type }) => type)]);
    assert.deepEqual(kinds, [
      ["user", ["text"]],
      ["assistant", ["tool_use", "tool_use"]],
      ["user", ["tool_result", "tool_result", "text"]],
    ]);
    const results = records(turns[2]?.["content"], "content").slice(0, 2);
    assert.deepEqual(
      results.map(({ content }) => content),
      ["A", "B"],
    );
  });

  it("alternate in their roles, open with the user, and hold nothing empty", async () => {
    bench.answers(GEMINI);
    await openai().chat.completions.create({
      model: "gemini-3.8-flash",
      messages: [
        { role: "assistant", content: "Welcome." },
        { role: "user", content: "One." },
        { role: "user", content: "" },
        { role: "user", content: "Two." },
        { role: "assistant", content: "" },
        { role: "user", content: "Three." },
      ],
    });
    const contents = records(sent()["contents"], "contents");
    assert.deepEqual(
      contents.map(({ role }) => role),
      ["user"],
    );
    assert.deepEqual(
      records(contents[0]?.["parts"], "parts").map(({ text }) => text),
      ["One.", "Two.", "Three."],
    );
  });

  it("keep to the part of JSON Schema that Gemini knows", async () => {
    bench.answers(GEMINI);
    await anthropic().messages.create({
      model: "gemini-3.8-flash",
      max_tokens: 100,
      messages: [{ role: "user", content: "Go." }],
      tools: [{ name: "go", description: "Goes.", input_schema: SCHEMA as Anthropic.Tool.InputSchema }],
    });
    const said = JSON.stringify(sent()["tools"]);
    assert.doesNotMatch(said, /\$schema|exclusiveMinimum|additionalProperties|prefixItems|\$ref|\$defs|"const"/);
    assert.match(said, /"steps"/);
  });

  it("name the limit of the answer as the server does", async () => {
    bench.answers(CHAT);
    await openai().chat.completions.create({
      ...QUESTION,
      model: "qwen3-coder",
      max_completion_tokens: 60,
      stream: true,
    });
    assert.deepEqual([sent()["max_tokens"], sent()["max_completion_tokens"]], [60, undefined]);
  });

  it("leave out the temperature for a model that refuses one, translated or not, and say so where it is translated", async () => {
    const [compatible] = upstreams;
    assert.ok(compatible);
    const provider = { ...compatible.provider(bench.upstreamUrl), models: [{ id: "o3" }] };
    const stand = await startGatewayStand({ providers: [provider] });
    try {
      bench.answers(CHAT);
      const ours = new OpenAI({ baseURL: `${stand.url}/v1`, apiKey: stand.token, maxRetries: 0 });
      await ours.chat.completions.create({ ...QUESTION, model: "o3", temperature: 0.5, top_p: 0.5, stream: true });
      assert.deepEqual([sent()["temperature"], sent()["top_p"]], [undefined, undefined]);
      bench.answers(CHAT);
      const theirs = new Anthropic({ baseURL: stand.url, apiKey: stand.token, maxRetries: 0 });
      const asked = { ...QUESTION_OF_CLAUDE, model: "o3", temperature: 0.5 };
      const { response } = await theirs.messages.create(asked).withResponse();
      assert.equal(sent()["temperature"], undefined);
      assert.equal(response.headers.get("x-switchyard-left-out"), "temperature");
    } finally {
      await stand.close();
    }
  });

  it("ask for the usage whether the caller does or not, and keep it from who did not", async () => {
    bench.answers(CHAT);
    const stream = await openai().chat.completions.create({ ...QUESTION, model: "qwen3-coder", stream: true });
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    assert.deepEqual(record(sent()["stream_options"], "stream_options"), { include_usage: true });
    assert.ok(chunks.every(({ usage }) => usage == null));
    assert.deepEqual(bench.stand.calls.at(-1)?.attempts.at(-1)?.usage?.source, "reported");
  });
});

const QUESTION = { messages: [{ role: "user" as const, content: "Hello?" }] };
const QUESTION_OF_CLAUDE = { ...QUESTION, max_tokens: 100 };

const SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  additionalProperties: false,
  $defs: { step: { type: "object", properties: { x: { const: 1 } }, additionalProperties: false } },
  properties: {
    steps: { type: "array", items: { $ref: "#/$defs/step" } },
    pair: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] },
    size: { type: "number", exclusiveMinimum: 0 },
  },
};
