import assert from "node:assert/strict";
import type OpenAI from "openai";
import { baseUrlOf, openAiSdk, useSimulator } from "../../support/simulator-clients.ts";

const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "What is 6 * 7?" }];
const question = { model: "sim-openai-large", messages };

const weather: OpenAI.ChatCompletionTool = {
  type: "function",
  function: {
    name: "get_weather",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};

describe("the simulator through OpenAI's SDK", () => {
  const simulator = useSimulator();

  it("lists its models, and tells of one", async () => {
    const client = openAiSdk(simulator());
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    assert.deepEqual(ids, ["sim-openai-large", "sim-openai-small"]);
    assert.equal((await client.models.retrieve("sim-openai-small")).id, "sim-openai-small");
  });

  it("answers in one piece, with usage", async () => {
    const { choices, usage } = await openAiSdk(simulator()).chat.completions.create(question);
    const text = choices[0]?.message.content ?? "";
    assert.match(text, /\*\*42\*\*/);
    assert.equal(choices[0]?.finish_reason, "stop");
    assert.equal(usage?.completion_tokens, Math.ceil(text.length / 4));
    assert.equal(usage.prompt_tokens, 4);
  });

  it("streams the same answer, with usage when it is asked for", async () => {
    const client = openAiSdk(simulator());
    const whole = await client.chat.completions.create(question);
    const stream = await client.chat.completions.create({
      ...question,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
    assert.equal(text, whole.choices[0]?.message.content);
    assert.equal(chunks.at(-2)?.choices[0]?.finish_reason, "stop");
    assert.deepEqual(chunks.at(-1)?.choices, []);
    assert.equal(chunks.at(-1)?.usage?.completion_tokens, whole.usage?.completion_tokens);
  });

  it("streams no usage unasked", async () => {
    const stream = await openAiSdk(simulator()).chat.completions.create({ ...question, stream: true });
    for await (const chunk of stream) assert.equal("usage" in chunk, false);
  });

  it("stops at the token limit and at a stop sequence", async () => {
    const client = openAiSdk(simulator());
    const short = await client.chat.completions.create({ ...question, max_completion_tokens: 5 });
    assert.equal(short.choices[0]?.finish_reason, "length");
    assert.equal(short.usage?.completion_tokens, 5);
    const stopped = await client.chat.completions.create({ ...question, stop: ["**42"] });
    assert.equal(stopped.choices[0]?.finish_reason, "stop");
    assert.match(stopped.choices[0].message.content ?? "", /is $/);
  });

  it("calls a tool that is forced, whole and streamed", async () => {
    const client = openAiSdk(simulator());
    const request = {
      model: "sim-openai-large",
      messages: [{ role: "user" as const, content: "How is the weather in Paris?" }],
      tools: [weather],
      tool_choice: { type: "function" as const, function: { name: "get_weather" } },
    };
    const { choices } = await client.chat.completions.create(request);
    assert.equal(choices[0]?.finish_reason, "tool_calls");
    const call = choices[0].message.tool_calls?.[0];
    assert.deepEqual(call?.type === "function" && JSON.parse(call.function.arguments), { city: "Paris" });

    const stream = await client.chat.completions.create({ ...request, stream: true });
    let streamed = "";
    for await (const chunk of stream) {
      streamed += chunk.choices[0]?.delta.tool_calls?.[0]?.function?.arguments ?? "";
    }
    assert.deepEqual(JSON.parse(streamed), { city: "Paris" });
  });

  it("reads from its cache what it has seen before", async () => {
    const client = openAiSdk(simulator());
    const first: OpenAI.ChatCompletionMessageParam[] = [
      { role: "system", content: "You answer questions about an unusual harbour." },
      { role: "user", content: "What is a bollard?" },
    ];
    const before = await client.chat.completions.create({ model: "sim-openai-large", messages: first });
    assert.equal(before.usage?.prompt_tokens_details?.cached_tokens, 0);
    const after = await client.chat.completions.create({
      model: "sim-openai-large",
      messages: [...first, { role: "assistant", content: "A post." }, { role: "user", content: "And a cleat?" }],
    });
    const cached = after.usage?.prompt_tokens_details?.cached_tokens ?? 0;
    assert.ok(cached > 0 && cached < (after.usage?.prompt_tokens ?? 0), String(cached));
  });

  it("sends limits and a request id with every answer", async () => {
    const { response } = await openAiSdk(simulator()).chat.completions.create(question).withResponse();
    assert.match(response.headers.get("x-request-id") ?? "", /^req_sim/);
    assert.ok(Number(response.headers.get("x-ratelimit-remaining-requests")) > 0);
    assert.match(response.headers.get("x-ratelimit-reset-tokens") ?? "", /^(\d+ms|(\d+m)?[\d.]+s)$/);
    assert.equal(response.headers.get("x-simulated"), "true");
  });

  it("fills a gap, by completions with a suffix and by Mistral's call, whole and streamed", async () => {
    const client = openAiSdk(simulator(), "sim-fim");
    const gap = { model: "sim-fill", prompt: "def add(a, b):\n    ", suffix: "\n" };
    const whole = await client.completions.create(gap);
    assert.equal(whole.choices[0]?.text, "return a + b");
    let streamed = "";
    for await (const chunk of await client.completions.create({ ...gap, stream: true })) {
      streamed += chunk.choices[0]?.text ?? "";
    }
    assert.equal(streamed, "return a + b");

    const mistral = await client.post<OpenAI.ChatCompletion>("/fim/completions", { body: gap });
    assert.equal(mistral.choices[0]?.message.content, "return a + b");
    const stream = await client.post("/fim/completions", { body: { ...gap, stream: true }, __binaryResponse: true });
    const events = await (stream as Response).text();
    assert.match(events, /"finish_reason":"stop"\}\],"usage":.*\n\ndata: \[DONE\]\n\n$/);
  });

  const refused: readonly [string, OpenAI.ChatCompletionCreateParamsNonStreaming, number, object][] = [
    ["a model it does not have", { ...question, model: "gpt-9" }, 404, { code: "model_not_found" }],
    ["no messages", { ...question, messages: [] }, 400, { param: "messages" }],
    [
      "an unknown role",
      { ...question, messages: [{ role: "robot" as "user", content: "" }] },
      400,
      { param: "messages[0].role" },
    ],
    [
      "a tool's answer to no call",
      { ...question, messages: [{ role: "tool", tool_call_id: "1", content: "" }] },
      400,
      { param: "messages[0].role" },
    ],
    [
      "a prompt beyond the model's window",
      { model: "sim-openai-small", messages: [{ role: "user", content: "x".repeat(70_000) }] },
      400,
      { code: "context_length_exceeded" },
    ],
  ];
  for (const [what, request, status, facts] of refused) {
    it(`refuses ${what} as OpenAI does`, async () => {
      await assert.rejects(openAiSdk(simulator()).chat.completions.create(request), {
        status,
        type: "invalid_request_error",
        ...facts,
      });
    });
  }

  it("refuses a gap to a model that only chats", async () => {
    await assert.rejects(
      openAiSdk(simulator()).completions.create({ model: "sim-openai-large", prompt: "a", suffix: "b" }),
      {
        status: 404,
        message: /chat model/,
      },
    );
  });

  it("refuses JSON that is none, and paths it does not know", async () => {
    const base = baseUrlOf(simulator(), "sim-openai");
    const broken = await fetch(`${base}/chat/completions`, { method: "POST", body: "{" });
    assert.equal(broken.status, 400);
    assert.match(await broken.text(), /"type":"invalid_request_error"/);
    const lost = await fetch(`${base}/nothing`, { method: "POST", body: "{}" });
    assert.equal(lost.status, 404);
    assert.match(await lost.text(), /Invalid URL \(POST \/v1\/nothing\)/);
  });
});
