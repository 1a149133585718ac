import { CUT, describeRecordings, START, usage } from "../../support/recordings.ts";

describe("a recorded stream of Anthropic", () => {
  describeRecordings("anthropic-messages", [
    {
      name: "anthropic-messages/text",
      says: "text between pings, with cached input counted in",
      parts: [
        START,
        usage({ input: 2625, cacheRead: 2000, cacheWrite: 400, cacheWriteLong: 200, output: 1 }),
        { type: "text", text: "Grüße, 世界 🚀" },
        usage({ input: 2625, cacheRead: 2000, cacheWrite: 400, cacheWriteLong: 200, output: 15 }),
        { type: "finish", reason: "stop" },
      ],
    },
    {
      name: "anthropic-messages/thinking-and-tools",
      says: "thinking with signatures, then text, then tool calls with and without arguments",
      parts: [
        START,
        usage({ input: 50, output: 1 }),
        { type: "thinking" },
        { type: "reasoning", text: "I should look.", signature: { provider: "test", value: "EqQBCgIYAhIM" } },
        { type: "reasoning", text: "", signature: { provider: "test", value: "redacted:Ep8CCkYI" } },
        { type: "text", text: "Looking." },
        { type: "tool-call", index: 0, id: "toolu_01", name: "read_file", arguments: '{"path": "ä.ts"}' },
        { type: "tool-call", index: 1, id: "toolu_02", name: "list", arguments: "{}" },
        usage({ input: 50, output: 89, reasoning: 20 }),
        { type: "finish", reason: "tool-calls" },
      ],
    },
    {
      name: "anthropic-messages/overloaded-after-text",
      says: "an overload within the stream after some text",
      parts: [
        START,
        usage({ input: 10, output: 1 }),
        { type: "text", text: "Half an ans" },
        usage({ input: 10, output: 4, source: "estimated" }),
        {
          type: "failure",
          failure: { class: "overloaded", scope: "model", message: "Overloaded", code: "overloaded_error" },
        },
      ],
    },
    {
      name: "anthropic-messages/cut",
      says: "an end in the middle of a block",
      parts: [
        START,
        usage({ input: 10, output: 1 }),
        { type: "text", text: "Half an answer, cut" },
        usage({ input: 10, output: 6, source: "estimated" }),
        CUT,
      ],
    },
    {
      name: "anthropic-messages/no-message-stop",
      says: "a stop reason that is not followed by message_stop",
      parts: [
        START,
        usage({ input: 10, output: 1 }),
        { type: "text", text: "All but the end" },
        usage({ input: 10, output: 5 }),
        CUT,
      ],
    },
    {
      name: "anthropic-messages/refusal",
      says: "a refusal before the first word",
      parts: [
        START,
        usage({ input: 10, output: 1 }),
        usage({ input: 10, output: 1 }),
        {
          type: "failure",
          failure: {
            class: "content-filtered",
            scope: "none",
            message: "The model declined to answer.",
            code: "refusal",
          },
        },
      ],
    },
  ]);
});
