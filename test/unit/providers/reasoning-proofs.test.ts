import assert from "node:assert/strict";
import { createMessagesParser } from "../../../src/providers/anthropic-messages/parse-stream.ts";
import { buildMessages } from "../../../src/providers/openai-chat/messages.ts";
import { createChatParser } from "../../../src/providers/openai-chat/parse-stream.ts";
import { createResponsesParser } from "../../../src/providers/openai-responses/parse-stream.ts";
import type { ContentPart, Message } from "../../../src/spec/request.ts";
import { text, user } from "../../support/chat-calls.ts";

type Delta = Readonly<Record<string, unknown>>;

const CALL = { index: 0, id: "c1", function: { name: "f", arguments: "{}" } };

/** What is read of these deltas, the last of which ends the answer. */
function read(...deltas: readonly Delta[]) {
  const parser = createChatParser("gate");
  return deltas.flatMap((delta, index) =>
    parser.push({ choices: [{ delta, ...(index === deltas.length - 1 && { finish_reason: "stop" }) }] }),
  );
}

/** What of the answer goes back with the result of its call. */
function givenBack(providerId: string, ...deltas: readonly Delta[]): Readonly<Record<string, unknown>> {
  const content = read(...deltas).filter((part) => part.type === "reasoning" || part.type === "tool-call");
  const result: ContentPart = { type: "tool-result", callId: "c1", name: "f", content: "ok" };
  const messages: readonly Message[] = [user(text("Hi")), { role: "assistant", content }, user(result)];
  const rules = { providerId, shortToolIds: false, cacheMarks: false, files: "inline" } as const;
  return { ...buildMessages({ system: undefined, messages }, rules)[1] };
}

describe("the proof that gateways send with reasoning", () => {
  const open = [
    { reasoning: "Let ", reasoning_details: [{ type: "reasoning.text", text: "Let ", index: 0, format: "f" }] },
    { reasoning: "me.", reasoning_details: [{ type: "reasoning.text", text: "me.", index: 0 }] },
    { reasoning_details: [{ type: "reasoning.text", signature: "S", index: 0 }] },
  ];
  const encrypted = { type: "reasoning.encrypted", data: "E", id: "c1", index: 1 };

  it("goes back in OpenRouter's list, its pieces joined", () => {
    const sent = givenBack("gate", ...open, { reasoning_details: [encrypted], tool_calls: [CALL] });
    assert.deepEqual(sent["reasoning_details"], [
      { type: "reasoning.text", text: "Let me.", index: 0, format: "f", signature: "S" },
      encrypted,
    ]);
    assert.equal(sent["reasoning"], undefined);
  });

  it("goes back when it comes behind the call", () => {
    const sent = givenBack("gate", { tool_calls: [CALL] }, { reasoning_details: [encrypted] });
    assert.deepEqual(sent["reasoning_details"], [encrypted]);
  });

  it("goes back in LiteLLM's list, a block for each signature", () => {
    const block = (fields: Delta) => ({ thinking_blocks: [{ type: "thinking", ...fields }] });
    const sent = givenBack(
      "gate",
      { reasoning_content: "A", ...block({ thinking: "A" }) },
      block({ thinking: "", signature: "S1" }),
      { reasoning_content: "B", ...block({ thinking: "B", signature: "S2" }) },
      { thinking_blocks: [{ type: "redacted_thinking", data: "D" }], tool_calls: [CALL] },
    );
    assert.deepEqual(sent["thinking_blocks"], [
      { type: "thinking", thinking: "A", signature: "S1" },
      { type: "thinking", thinking: "B", signature: "S2" },
      { type: "redacted_thinking", data: "D" },
    ]);
    assert.equal(sent["reasoning_content"], undefined);
  });

  for (const proof of [
    { extra_content: { google: { thought_signature: "G" } } },
    { provider_specific_fields: { thought_signature: "G" } },
  ]) {
    it(`goes back on the call that it came on: ${Object.keys(proof).join()}`, () => {
      const sent = givenBack("gate", { tool_calls: [{ ...CALL, ...proof }] });
      const { index: _index, ...call } = CALL;
      assert.deepEqual(sent["tool_calls"], [{ ...call, type: "function", ...proof }]);
    });
  }

  it("does not go to another provider", () => {
    const call = { ...CALL, extra_content: { google: { thought_signature: "G" } } };
    const sent = givenBack("other", ...open, { tool_calls: [call] });
    assert.deepEqual(Object.keys(sent), ["role", "content", "tool_calls"]);
    assert.doesNotMatch(JSON.stringify(sent), /thought_signature/);
  });

  it("is shown where the reasoning comes in the list alone", () => {
    const parts = read({ reasoning_details: [{ type: "reasoning.summary", summary: "Hm" }] }, { content: "Yes" });
    assert.deepEqual(parts[0], { type: "reasoning", text: "Hm" });
  });
});

describe("a tool call without an id", () => {
  const idsOf = (parts: readonly object[]) => parts.flatMap((part) => ("id" in part ? part.id : []));
  const answers: Readonly<Record<string, () => readonly object[]>> = {
    "Chat Completions": () => createChatParser("p").push({ choices: [{ delta: { tool_calls: [{ index: 0 }] } }] }),
    Responses: () =>
      createResponsesParser("p").push({
        type: "response.output_item.added",
        item: { type: "function_call", name: "f" },
      }),
    Messages: () =>
      createMessagesParser("p").push({
        type: "content_block_start",
        index: 0,
        content_block: { type: "tool_use", id: "", name: "f" },
      }),
  };
  for (const [format, answer] of Object.entries(answers)) {
    it(`gets one that no other answer has (${format})`, () => {
      const [one, other] = [idsOf(answer()), idsOf(answer())];
      assert.match(String(one), /^call_[\da-f]{24}$/);
      assert.match(String(other), /^call_[\da-f]{24}$/);
      assert.notDeepEqual(one, other);
    });
  }
});
