import assert from "node:assert/strict";
import { APIError } from "@anthropic-ai/sdk";
import { anthropicFormat } from "../../../../src/gateway/formats/anthropic/format.ts";
import { anthropicStatus } from "../../../../src/gateway/formats/anthropic/problem.ts";
import { problemOf, type ProblemKind } from "../../../../src/gateway/problem.ts";
import { FACTS, QUESTION, read, sdkOver } from "./harness.ts";

describe("An answer as one message", () => {
  it("is read by the official SDK", async () => {
    const whole = read({}).whole(
      {
        content: [
          { type: "reasoning", text: "hm", signature: { provider: "anthropic", value: "s" } },
          { type: "reasoning", text: "", signature: { provider: "anthropic", value: "redacted:xyz" } },
          { type: "text", text: "I look." },
          { type: "tool-call", id: "a", name: "f", arguments: '{"a":1}' },
          { type: "tool-call", id: "b", name: "f", arguments: "" },
          { type: "tool-call", id: "c", name: "f", arguments: '{"a":' },
        ],
        finish: "tool-calls",
        usage: {
          input: 10,
          cacheRead: 4,
          cacheWrite: 0,
          cacheWriteLong: 0,
          output: 5,
          reasoning: 0,
          source: "reported",
        },
      },
      FACTS,
    );
    const message = await sdkOver(JSON.stringify(whole), { type: "application/json" }).messages.create(QUESTION);
    assert.equal(message.id, `msg_${FACTS.id}`);
    assert.equal(message.stop_reason, "tool_use");
    assert.equal(message.usage.input_tokens, 6);
    assert.deepEqual(message.content, [
      { type: "thinking", thinking: "hm", signature: "s" },
      { type: "redacted_thinking", data: "xyz" },
      { type: "text", text: "I look.", citations: null },
      { type: "tool_use", id: "a", name: "f", input: { a: 1 } },
      { type: "tool_use", id: "b", name: "f", input: {} },
      { type: "tool_use", id: "c", name: "f", input: { arguments: '{"a":' } },
    ]);
  });

  it("counts nothing where nobody counted", () => {
    const { usage } = read({}).whole({ content: [], finish: "stop" }, FACTS);
    assert.equal(Object(usage)["input_tokens"], 0);
    assert.equal(Object(usage)["output_tokens"], 0);
  });
});

describe("A problem in Anthropic's words", () => {
  const rows: readonly (readonly [ProblemKind, number, string])[] = [
    ["caller-fault", 400, "invalid_request_error"],
    ["unauthorized", 401, "authentication_error"],
    ["quota-exhausted", 402, "billing_error"],
    ["credential-invalid", 403, "permission_error"],
    ["model-gone", 404, "not_found_error"],
    ["too-large", 413, "request_too_large"],
    ["rate-limited", 429, "rate_limit_error"],
    ["bug", 500, "api_error"],
    ["timeout", 504, "timeout_error"],
    ["overloaded", 529, "overloaded_error"],
  ];
  for (const [kind, status, type] of rows) {
    it(`is ${status} ${type} for ${kind}`, async () => {
      const problem = problemOf(kind, "Why.");
      const body = JSON.stringify(anthropicFormat.problem(problem));
      const answer = sdkOver(body, { status: anthropicStatus(problem), type: "application/json" });
      await assert.rejects(answer.messages.create(QUESTION), (error) => {
        assert.ok(error instanceof APIError);
        assert.equal(error.status, status);
        assert.equal(error.type, type);
        assert.equal(error.apiMessage, "Why.");
        return true;
      });
    });
  }

  it("has the words by which Claude Code knows a prompt that does not fit, and only once", () => {
    const said = (message: string) =>
      Object(anthropicFormat.problem(problemOf("context-too-long", message))["error"])["message"];
    assert.equal(said("128000 tokens at most."), "prompt is too long: 128000 tokens at most.");
    assert.equal(said("prompt is too long: 9 > 8"), "prompt is too long: 9 > 8");
  });
});
