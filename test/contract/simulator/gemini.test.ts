import assert from "node:assert/strict";
import { FunctionCallingMode, SchemaType, type Tool } from "@google/generative-ai";
import { baseUrlOf, geminiSdk, useSimulator } from "../../support/simulator-clients.ts";

const question = "What is 6 * 7?";

const weather: Tool = {
  functionDeclarations: [
    {
      name: "get_weather",
      parameters: { type: SchemaType.OBJECT, properties: { city: { type: SchemaType.STRING } }, required: ["city"] },
    },
  ],
};

describe("the simulator through Gemini's SDK", () => {
  const simulator = useSimulator();

  it("lists its models, and tells of one", async () => {
    const base = baseUrlOf(simulator(), "sim-gemini");
    const listing = await (await fetch(`${base}/models`)).text();
    assert.match(listing, /"name":"models\/sim-gemini-large".*"name":"models\/sim-gemini-small"/);
    assert.equal((await fetch(`${base}/models/sim-gemini-small`)).status, 200);
  });

  it("answers in one piece, with usage", async () => {
    const { response } = await geminiSdk(simulator()).generateContent(question);
    assert.match(response.text(), /\*\*42\*\*/);
    assert.equal(response.candidates?.[0]?.finishReason, "STOP");
    assert.equal(response.usageMetadata?.promptTokenCount, 4);
    assert.equal(response.usageMetadata.candidatesTokenCount, Math.ceil(response.text().length / 4));
  });

  it("streams the same answer, with counts that grow", async () => {
    const whole = await geminiSdk(simulator()).generateContent(question);
    const { stream, response } = await geminiSdk(simulator()).generateContentStream(question);
    let text = "";
    let tokens = 0;
    for await (const chunk of stream) {
      text += chunk.text();
      const sent = chunk.usageMetadata?.candidatesTokenCount ?? 0;
      assert.ok(sent >= tokens);
      tokens = sent;
    }
    assert.equal(text, whole.response.text());
    assert.equal(tokens, whole.response.usageMetadata?.candidatesTokenCount);
    assert.equal((await response).candidates?.[0]?.finishReason, "STOP");
  });

  it("streams a JSON array when events are not asked for", async () => {
    const base = baseUrlOf(simulator(), "sim-gemini");
    const body = JSON.stringify({ contents: [{ parts: [{ text: question }] }] });
    const response = await fetch(`${base}/models/sim-gemini-large:streamGenerateContent`, { method: "POST", body });
    const chunks: unknown = await response.json();
    assert.ok(Array.isArray(chunks) && chunks.length > 2);
  });

  it("stops at the token limit and at a stop sequence", async () => {
    const ask = (generationConfig: object) =>
      geminiSdk(simulator()).generateContent({
        contents: [{ role: "user", parts: [{ text: question }] }],
        generationConfig,
      });
    const short = await ask({ maxOutputTokens: 5 });
    assert.equal(short.response.candidates?.[0]?.finishReason, "MAX_TOKENS");
    const stopped = await ask({ stopSequences: ["**42"] });
    assert.match(stopped.response.text(), /is $/);
  });

  it("calls a tool that is forced, whole and streamed", async () => {
    const request = {
      contents: [{ role: "user", parts: [{ text: "How is the weather in Paris?" }] }],
      tools: [weather],
      toolConfig: { functionCallingConfig: { mode: FunctionCallingMode.ANY } },
    };
    const model = geminiSdk(simulator());
    const whole = await model.generateContent(request);
    const streamed = await model.generateContentStream(request);
    for (const response of [whole.response, await streamed.response]) {
      assert.deepEqual(response.functionCalls(), [{ name: "get_weather", args: { city: "Paris" } }]);
    }
  });

  it("counts tokens without answering", async () => {
    assert.deepEqual(await geminiSdk(simulator()).countTokens(question), { totalTokens: 4 });
  });

  it("holds a conversation, and reads its beginning from the cache", async () => {
    const chat = geminiSdk(simulator()).startChat();
    await chat.sendMessage("Remember the number of this quay: 17.");
    const { response } = await chat.sendMessage("What did I say before?");
    assert.match(response.text(), /Remember the number of this quay: 17/);
    assert.ok((response.usageMetadata?.cachedContentTokenCount ?? 0) > 0);
  });

  it("refuses a model it does not have, an unknown role, no content and an unknown field as Gemini does", async () => {
    const contents = [{ role: "user", parts: [{ text: question }] }];
    await assert.rejects(geminiSdk(simulator(), "gemini-99").generateContent(question), {
      status: 404,
      message: /models\/gemini-99 is not found for API version v1beta/,
    });
    const model = geminiSdk(simulator());
    const rejects = (request: object, message: RegExp) =>
      assert.rejects(model.generateContent({ contents, ...request }), { status: 400, message });
    await rejects({ contents: [] }, /contents is not specified/);
    await rejects({ contents: [{ role: "robot", parts: [{ text: "" }] }] }, /valid role: user, model/);
    await rejects({ tool_choice: "auto" }, /Unknown name "tool_choice"/);
  });

  it("refuses a prompt beyond the model's window, JSON that is none, and paths it does not know", async () => {
    await assert.rejects(geminiSdk(simulator(), "sim-gemini-small").generateContent("x".repeat(70_000)), {
      status: 400,
      message: /input token count \(17500\) exceeds/,
    });
    const base = baseUrlOf(simulator(), "sim-gemini");
    const broken = await fetch(`${base}/models/sim-gemini-large:generateContent`, { method: "POST", body: "{" });
    assert.equal(broken.status, 400);
    assert.match(await broken.text(), /"status":"INVALID_ARGUMENT"/);
    assert.equal((await fetch(`${base}/nothing`)).status, 404);
  });
});
