import { CUT, describeRecordings, START, usage } from "../../support/recordings.ts";

describe("a recorded stream of Gemini", () => {
  describeRecordings("gemini", [
    {
      name: "gemini/text",
      says: "a thought, text, a signature by itself, running totals",
      parts: [
        START,
        { type: "reasoning", text: "**Thinking** it over" },
        usage({ input: 40, output: 8, reasoning: 8 }),
        { type: "text", text: "Grüße, " },
        usage({ input: 40, output: 11, reasoning: 8 }),
        { type: "text", text: "世界 🚀" },
        usage({ input: 40, cacheRead: 32, output: 15, reasoning: 8 }),
        { type: "reasoning", text: "", signature: { provider: "test", value: "CiQBjz1r" } },
        usage({ input: 40, cacheRead: 32, output: 15, reasoning: 8 }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "gemini/tools",
      says: "text and parallel calls in one chunk, one of them signed, and a trailing STOP",
      parts: [
        START,
        { type: "text", text: "Looking. " },
        {
          type: "tool-call",
          index: 0,
          id: "call_b5Ijabc_0",
          name: "read_file",
          arguments: '{"path":"ä.ts"}',
          signature: { provider: "test", value: "CvcQAdHtim9" },
        },
        { type: "tool-call", index: 1, id: "fc-7", name: "list", arguments: "{}" },
        usage({ input: 30, output: 12 }),
        usage({ input: 30, output: 12 }),
        { type: "finish", reason: "tool-calls" },
      ],
    },
    {
      name: "gemini/blocked",
      says: "a prompt that the filter refused",
      parts: [
        START,
        usage({ input: 9 }),
        {
          type: "failure",
          failure: {
            class: "content-filtered",
            scope: "none",
            message: "The provider's filter refused the prompt.",
            code: "PROHIBITED_CONTENT",
          },
        },
      ],
    },
    {
      name: "gemini/safety-stop",
      says: "a filter that stops an answer which had begun",
      parts: [
        START,
        { type: "text", text: "Once upon " },
        usage({ input: 2, output: 3, source: "estimated" }),
        { type: "finish", reason: "content-filtered" },
      ],
    },
    {
      name: "gemini/cut",
      says: "an end without a finish reason",
      parts: [
        START,
        { type: "text", text: "Half an " },
        usage({ input: 5, output: 2 }),
        { type: "text", text: "answer" },
        usage({ input: 5, output: 4, source: "estimated" }),
        CUT,
      ],
    },
    {
      name: "gemini/error-after-text",
      says: "an error within the stream after some text",
      parts: [
        START,
        { type: "text", text: "Half" },
        usage({ input: 2, output: 1, source: "estimated" }),
        {
          type: "failure",
          failure: {
            class: "overloaded",
            scope: "model",
            message: "The model is overloaded.",
            code: "UNAVAILABLE",
          },
        },
      ],
    },
  ]);
});
