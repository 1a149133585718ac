import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import type { AnswerPart, Signature } from "../../../../src/gateway/formats/format.ts";
import { chat, encode, QUESTION, sdkOver, verbatimBody } from "./harness.ts";

/** The content of an answer as a caller would send it back. */
async function sentBack(parts: readonly AnswerPart[]): Promise<readonly unknown[]> {
  const text = encode([...parts, { type: "finish", reason: "stop" }]);
  return (await sdkOver(text).messages.stream(QUESTION).finalMessage()).content;
}

function conversation(content: readonly unknown[]): Json {
  return {
    messages: [
      { role: "user", content: "Hi" },
      { role: "assistant", content },
      { role: "user", content: "Go on" },
    ],
  };
}

const GEMINI: Signature = { provider: "gemini", value: "sig+/=" };
const ANTHROPIC: Signature = { provider: "anthropic", value: "EqQB" };

describe("A signature", () => {
  const rows: readonly (readonly [string, AnswerPart, unknown])[] = [
    [
      "of another provider comes back with its provider",
      { type: "reasoning", text: "hm", signature: GEMINI },
      { type: "reasoning", text: "hm", signature: GEMINI },
    ],
    [
      "without any text comes back too",
      { type: "reasoning", text: "", signature: GEMINI },
      { type: "reasoning", text: "", signature: GEMINI },
    ],
    [
      "of Anthropic's comes back as it was",
      { type: "reasoning", text: "hm", signature: ANTHROPIC },
      { type: "reasoning", text: "hm", signature: ANTHROPIC },
    ],
    [
      "for redacted thinking of Anthropic's comes back as one",
      { type: "reasoning", text: "", signature: { provider: "anthropic", value: "redacted:xyz" } },
      { type: "reasoning", text: "", signature: { provider: "anthropic", value: "redacted:xyz" } },
    ],
    [
      "for redacted thinking of a server like Anthropic's comes back with its provider",
      { type: "reasoning", text: "", signature: { provider: "own", value: "redacted:xyz" } },
      { type: "reasoning", text: "", signature: { provider: "own", value: "redacted:xyz" } },
    ],
    ["that never was comes back as none", { type: "reasoning", text: "hm" }, { type: "reasoning", text: "hm" }],
  ];
  for (const [title, part, wanted] of rows) {
    it(title, async () => {
      const content = await sentBack([part, { type: "text", text: "Yes." }]);
      assert.deepEqual(chat(conversation(content)).messages[1]?.content, [wanted, { type: "text", text: "Yes." }]);
    });
  }

  it("is Anthropic's own on redacted thinking, which stays a block of its own", async () => {
    const content = await sentBack([
      { type: "reasoning", text: "", signature: { provider: "anthropic", value: "redacted:xyz" } },
    ]);
    assert.deepEqual(content, [{ type: "redacted_thinking", data: "xyz" }]);
  });

  it("that is broken counts as none", () => {
    const content = [{ type: "thinking", thinking: "hm", signature: "switchyard.!!" }];
    assert.deepEqual(chat(conversation(content)).messages[1]?.content, [{ type: "reasoning", text: "hm" }]);
  });
});

describe("The body that goes to Anthropic", () => {
  it("has none of the thinking of other models, signed or not", async () => {
    const ours = await sentBack([
      { type: "reasoning", text: "one", signature: GEMINI },
      { type: "reasoning", text: "two" },
    ]);
    const said = { type: "text", text: "Yes." };
    assert.deepEqual(verbatimBody(conversation([...ours, said]))["messages"], conversation([said])["messages"]);
  });

  it("keeps Anthropic's thinking, and what a server like Anthropic's did not sign", () => {
    const content = [
      { type: "thinking", thinking: "a", signature: "EqQB" },
      { type: "thinking", thinking: "b", signature: "" },
      { type: "redacted_thinking", data: "xyz" },
      { type: "text", text: "Yes." },
    ];
    assert.deepEqual(verbatimBody(conversation(content))["messages"], conversation(content)["messages"]);
  });

  it("leaves out a message that has nothing else", async () => {
    const ours = await sentBack([{ type: "reasoning", text: "one" }]);
    assert.deepEqual(verbatimBody(conversation(ours))["messages"], [
      { role: "user", content: "Hi" },
      { role: "user", content: "Go on" },
    ]);
  });

  it("has ids of calls as Anthropic takes them, the same on both sides", () => {
    const messages = (id: string) => [
      { role: "user", content: "Hi" },
      { role: "assistant", content: [{ type: "tool_use", id, name: "f", input: {} }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: "done" }] },
    ];
    const body = verbatimBody({ messages: messages("functions.f:0") });
    assert.deepEqual(body["messages"], messages("functions_f_0"));
    const read = chat({ messages: messages("functions.f:0") }).messages[1]?.content[0];
    assert.equal(read?.type === "tool-call" && read.id, "functions.f:0");
  });
});
