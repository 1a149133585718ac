import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import { chat, read, understood } from "./asking.ts";

/** Fields and order as Gemini CLI sends them through `@google/genai`, two steps into a task. */
const body: Json = {
  contents: [
    { parts: [{ text: "<session_context>\nToday is Monday.\n</session_context>" }], role: "user" },
    { parts: [{ text: "What does main.ts do, and is there a test?" }], role: "user" },
    {
      parts: [
        { text: "I'll read both." },
        {
          functionCall: { id: "toolu_01", name: "read_file", args: { file_path: "main.ts" } },
          thoughtSignature: "c3dpdGNoeWFyZDo6e30=",
        },
        { functionCall: { id: "toolu_02", name: "read_file", args: { file_path: "main.test.ts" } } },
      ],
      role: "model",
    },
    {
      parts: [
        { functionResponse: { id: "toolu_01", name: "read_file", response: { output: "start();" } } },
        { functionResponse: { id: "toolu_02", name: "read_file", response: { error: "File not found." } } },
        { text: "Go on." },
      ],
      role: "user",
    },
  ],
  systemInstruction: { parts: [{ text: "You are an interactive CLI agent." }], role: "user" },
  tools: [
    {
      functionDeclarations: [
        {
          name: "read_file",
          description: "Reads a file.",
          parametersJsonSchema: {
            type: "object",
            properties: { file_path: { type: "string" }, start_line: { type: "number" } },
            required: ["file_path"],
          },
        },
      ],
    },
  ],
  generationConfig: {
    temperature: 1,
    topP: 0.95,
    topK: 64,
    thinkingConfig: { includeThoughts: true, thinkingLevel: "HIGH" },
  },
};

describe("a request as Gemini CLI sends it", () => {
  it("is understood whole", () => {
    assert.deepEqual(understood(body, { model: "switchyard/chat", streamed: true }), {
      kind: "chat",
      system: "You are an interactive CLI agent.",
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "<session_context>\nToday is Monday.\n</session_context>" },
            { type: "text", text: "What does main.ts do, and is there a test?" },
          ],
        },
        {
          role: "assistant",
          content: [
            { type: "text", text: "I'll read both." },
            { type: "tool-call", id: "toolu_01", name: "read_file", arguments: '{"file_path":"main.ts"}' },
            { type: "tool-call", id: "toolu_02", name: "read_file", arguments: '{"file_path":"main.test.ts"}' },
          ],
        },
        {
          role: "user",
          content: [
            { type: "tool-result", callId: "toolu_01", name: "read_file", content: "start();" },
            { type: "tool-result", callId: "toolu_02", name: "read_file", content: "File not found.", isError: true },
            { type: "text", text: "Go on." },
          ],
        },
      ],
      tools: [
        {
          name: "read_file",
          description: "Reads a file.",
          parameters: {
            type: "object",
            properties: { file_path: { type: "string" }, start_line: { type: "number" } },
            required: ["file_path"],
          },
        },
      ],
      temperature: 1,
      sampling: { topP: 0.95, topK: 64 },
      effort: "high",
    });
  });

  it("loses nothing elsewhere", () => {
    assert.equal(read(body).droppable, undefined);
  });

  it("goes to Google as it is, but for the mark of the other model's call", () => {
    const sent = JSON.parse(JSON.stringify(body).replace("c3dpdGNoeWFyZDo6e30=", "skip_thought_signature_validator"));
    assert.deepEqual(chat(body).verbatim?.body, sent);
  });
});
