import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import { BadRequest } from "../../../../src/gateway/problem.ts";
import { hello, read } from "./asking.ts";

const user = (...parts: readonly unknown[]): Json => ({ contents: [{ role: "user", parts }] });
const model = (...parts: readonly unknown[]): Json => ({ contents: [{ role: "model", parts }] });
const config = (generationConfig: Json): Json => ({ ...hello, generationConfig });
const choosing = (functionCallingConfig: Json): Json => ({
  ...hello,
  tools: [{ functionDeclarations: [{ name: "f" }] }],
  toolConfig: { functionCallingConfig },
});

const wrong: readonly (readonly [string, Json])[] = [
  ["contents", {}],
  ["contents", { contents: [] }],
  ["contents", { contents: "Hello" }],
  ["contents[0].role", { contents: [{ role: "assistant", parts: [] }] }],
  ["contents[0].parts", { contents: [{ role: "user", parts: "Hello" }] }],
  ["contents[0].parts[1].text", user({ text: "a" }, { text: 1 })],
  ["contents[0].parts[0].inlineData.mimeType", user({ inlineData: { data: "A" } })],
  ["contents[0].parts[0].fileData.fileUri", user({ fileData: { mimeType: "a/b" } })],
  ["contents[0].parts[0]", user({ functionCall: { name: "f" } })],
  ["contents[0].parts[0]", model({ functionResponse: { name: "f" } })],
  ["contents[0].parts[0].functionCall.name", model({ functionCall: {} })],
  ["contents[0].parts[0].functionCall.args", model({ functionCall: { name: "f", args: "{}" } })],
  ["contents[0].parts[0].functionResponse.response", user({ functionResponse: { name: "f", response: "done" } })],
  ["systemInstruction", { ...hello, systemInstruction: 1 }],
  ["tools[0].functionDeclarations[0].name", { ...hello, tools: [{ functionDeclarations: [{}] }] }],
  ["toolConfig.functionCallingConfig.mode", choosing({ mode: "SOMETIMES" })],
  ["toolConfig.functionCallingConfig.allowedFunctionNames", choosing({ mode: "ANY", allowedFunctionNames: ["g"] })],
  ["generationConfig", { ...hello, generationConfig: [] }],
  ["generationConfig.temperature", config({ temperature: 3 })],
  ["generationConfig.maxOutputTokens", config({ maxOutputTokens: 0 })],
  ["generationConfig.topP", config({ topP: "high" })],
  ["generationConfig.stopSequences", config({ stopSequences: [1] })],
  ["generationConfig.responseSchema", config({ responseSchema: "OBJECT" })],
  ["generationConfig.thinkingConfig.thinkingLevel", config({ thinkingConfig: { thinkingLevel: "DEEP" } })],
];

describe("a wrong Gemini request", () => {
  for (const [param, body] of wrong) {
    it(`is refused with the path ${param}: ${JSON.stringify(body).slice(0, 80)}`, () => {
      assert.throws(
        () => read(body),
        (error) => error instanceof BadRequest && error.param === param && error.message.startsWith(param),
      );
    });
  }

  it("is refused where the address names no model", () => {
    assert.throws(() => read(hello, { model: "" }), BadRequest);
  });
});
