import assert from "node:assert/strict";
import { CallIds } from "../../../../src/gateway/answer/call-ids.ts";
import type { AnswerPart } from "../../../../src/gateway/formats/format.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";

const request: ChatRequest = {
  kind: "chat",
  messages: [{ role: "assistant", content: [{ type: "tool-call", id: "call_0", name: "read", arguments: "{}" }] }],
};

function call(index: number, id: string, piece = ""): AnswerPart {
  return { type: "tool-call", index, id, name: "read", arguments: piece };
}

function idsOf(...parts: readonly AnswerPart[]): readonly unknown[] {
  let made = 0;
  const ids = new CallIds(request, () => `new${++made}`);
  return parts.map((part) => Reflect.get(ids.apart(part), "id"));
}

describe("the ids of an answer's tool calls", () => {
  it("stay as they are where the conversation has none of them", () => {
    const part = call(0, "toolu_1", "{}");
    assert.equal(new CallIds(request, () => "new").apart(part), part);
  });

  it("are new where an earlier call of the conversation has them, and the same in each piece of a call", () => {
    assert.deepEqual(idsOf(call(0, "call_0"), call(0, "call_0", "{"), call(0, "call_0", "}")), [
      "call_new1",
      "call_new1",
      "call_new1",
    ]);
  });

  it("differ between two calls of one answer, though the server gave both the same", () => {
    assert.deepEqual(idsOf(call(0, "same"), call(1, "same"), call(0, "same")), ["same", "call_new1", "same"]);
  });

  it("are none of the other parts' concern", () => {
    const part: AnswerPart = { type: "text", text: "call_0" };
    assert.equal(new CallIds(request, () => "new").apart(part), part);
  });
});
