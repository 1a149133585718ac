import type { ModelRequest } from "../../../src/spec/request.ts";
import { CUT, describeRecordings, START, usage } from "../../support/recordings.ts";

const FILL: ModelRequest = {
  kind: "fill",
  prefix: "function add(a, b) {\n",
  suffix: "\n}",
  language: "javascript",
  path: "add.js",
  maxOutputTokens: 64,
};

describe("a recorded stream of OpenAI, or of a server that follows it", () => {
  describeRecordings("openai-chat", [
    {
      name: "openai-chat/text",
      says: "text, and usage in a chunk without choices",
      parts: [
        START,
        { type: "text", text: "Grüße, 世界 🚀" },
        usage({ input: 1200, cacheRead: 1024, output: 30, reasoning: 12 }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "openai-chat/tools",
      says: "text and two tool calls, their arguments in pieces, no usage",
      parts: [
        START,
        { type: "text", text: "Let me look." },
        { type: "tool-call", index: 0, id: "call_a1", name: "read_file", arguments: '{"path":"src/ä.ts"}' },
        { type: "tool-call", index: 1, id: "call_b2", name: "list", arguments: "{}" },
        usage({ input: 2, output: 12, source: "estimated" }),
        { type: "finish", reason: "tool-calls" },
      ],
    },
    {
      name: "openai-chat/reasoning",
      says: "DeepSeek's reasoning, closed by the name of its field, between keep-alive comments",
      parts: [
        START,
        { type: "reasoning", text: "Two plus two.", signature: { provider: "test", value: "reasoning_content" } },
        { type: "text", text: "4" },
        usage({ input: 20, cacheRead: 16, output: 9, reasoning: 7 }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "openai-chat/openrouter",
      says: "OpenRouter's comments, reasoning and cost",
      parts: [
        START,
        { type: "reasoning", text: "Hm.", signature: { provider: "test", value: "reasoning" } },
        { type: "text", text: "Yes." },
        usage({ input: 10, output: 4, reasoning: 2, reportedCost: 0.00006 }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "openai-chat/error-after-text",
      says: "an error within the stream after some text",
      parts: [
        START,
        { type: "text", text: "Half an ans" },
        usage({ input: 2, output: 3, source: "estimated" }),
        {
          type: "failure",
          failure: {
            class: "server-error",
            scope: "model",
            message: "Provider disconnected unexpectedly",
            code: "502",
          },
        },
      ],
    },
    {
      name: "openai-chat/cut",
      says: "an end without finish reason and without [DONE]",
      parts: [
        START,
        { type: "text", text: "Half an answer" },
        usage({ input: 2, output: 4, source: "estimated" }),
        CUT,
      ],
    },
    {
      name: "openai-chat/no-done",
      says: "a finish reason that is not followed by [DONE]",
      parts: [
        START,
        { type: "text", text: "Whole." },
        usage({ input: 2, output: 2, source: "estimated" }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "openai-chat/no-finish-reason",
      says: "[DONE] that no finish reason came before",
      parts: [
        START,
        { type: "text", text: "Whole." },
        usage({ input: 2, output: 2, source: "estimated" }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "openai-chat/empty-choices",
      says: "no choice in any chunk",
      parts: [
        START,
        {
          type: "failure",
          failure: { class: "server-error", scope: "model", message: "The provider sent an empty answer." },
        },
      ],
    },
    {
      name: "openai-chat/mistral-thinking",
      says: "Mistral's content as a list of thinking and text",
      parts: [
        START,
        { type: "reasoning", text: "Well…" },
        { type: "text", text: "Done." },
        usage({ input: 5, output: 4 }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "openai-chat/gateway-parallel-tools",
      says: "parallel calls that all have the index 0, a finish reason of stop, Groq's usage",
      parts: [
        START,
        { type: "tool-call", index: 0, id: "call_1", name: "a", arguments: '{"x":1}' },
        { type: "tool-call", index: 1, id: "call_2", name: "b", arguments: '{"y":2}' },
        usage({ input: 7, output: 8 }),
        { type: "finish", reason: "tool-calls" },
      ],
    },
    {
      name: "fim/suffix",
      says: "completions with a suffix",
      request: FILL,
      fill: { style: "prompt-suffix", models: ["some"] },
      parts: [
        START,
        { type: "text", text: "  return a + b; // größer" },
        usage({ input: 12, output: 6 }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "fim/mistral",
      says: "Mistral's fill-in-the-middle",
      request: FILL,
      fill: { style: "mistral-fim", models: ["some"] },
      parts: [
        START,
        { type: "text", text: "return a + b" },
        usage({ input: 12, output: 6 }),
        { type: "finish", reason: "length" },
      ],
    },
  ]);
});
