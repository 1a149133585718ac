import assert from "node:assert/strict";
import * as fc from "fast-check";
import { tidyConversation } from "../../../src/providers/conversation.ts";
import type { ContentPart, Message } from "../../../src/spec/request.ts";

const tidy = (messages: readonly Message[]) => tidyConversation(messages, "own");
const text = (words: string): ContentPart => ({ type: "text", text: words });
const user = (...content: ContentPart[]): Message => ({ role: "user", content });
const assistant = (...content: ContentPart[]): Message => ({ role: "assistant", content });
const call = (id: string): ContentPart => ({ type: "tool-call", id, name: "f", arguments: "{}" });
const result = (callId: string): ContentPart => ({ type: "tool-result", callId, name: "f", content: "r" });

describe("a conversation made tidy", () => {
  it("joins turns of one role", () => {
    assert.deepEqual(tidy([user(text("a")), user(text("b")), assistant(text("c"))]), [
      user(text("a"), text("b")),
      assistant(text("c")),
    ]);
  });

  it("drops what is empty, and joins what then meets", () => {
    const found = tidy([user(text("a")), assistant(text(" \n")), user(), user(text("b"))]);
    assert.deepEqual(found, [user(text("a"), text("b"))]);
  });

  it("opens with the user", () => {
    assert.deepEqual(tidy([assistant(text("hi")), user(text("a"))]), [user(text("a"))]);
    assert.deepEqual(tidy([assistant(text("hi"))]), []);
  });

  it("puts results that were split over messages together, in the order of their calls, before what the user adds", () => {
    const found = tidy([
      user(text("a")),
      assistant(call("1"), call("2")),
      user(result("2")),
      user(text("b"), result("1")),
    ]);
    assert.deepEqual(found[2], user(result("1"), result("2"), text("b")));
  });

  it("gives a call that was stopped a result that says so", () => {
    const found = tidy([user(text("a")), assistant(call("1")), user(text("never mind"))]);
    const [first, second] = found[2]?.content ?? [];
    assert.ok(first?.type === "tool-result" && first.callId === "1" && first.isError);
    assert.deepEqual(second, text("never mind"));
  });

  it("drops results that answer no call", () => {
    assert.deepEqual(tidy([user(text("a"), result("9"))]), [user(text("a"))]);
    assert.deepEqual(tidy([user(text("a")), assistant(text("b")), user(result("9"))]), [
      user(text("a")),
      assistant(text("b")),
    ]);
  });

  it("ends a half-finished turn of the assistant without its unanswered calls", () => {
    assert.deepEqual(tidy([user(text("a")), assistant(text("b"), call("1"))]), [user(text("a")), assistant(text("b"))]);
  });

  it("leaves out reasoning that came from elsewhere, and a turn that was nothing else", () => {
    const reasoning = (provider?: string): ContentPart => ({
      type: "reasoning",
      text: "hm",
      ...(provider && { signature: { provider, value: "S" } }),
    });
    assert.deepEqual(
      tidy([user(text("a")), assistant(reasoning("own")), user(text("b"))])[1],
      assistant(reasoning("own")),
    );
    const foreign = [user(text("a")), assistant(reasoning("other"), reasoning()), user(text("b"))];
    assert.deepEqual(tidy(foreign), [user(text("a"), text("b"))]);
  });

  it("keeps to its rules whatever it is made of", () => {
    const part = fc.oneof(
      fc.constantFrom("", " ", "x").map(text),
      fc.constantFrom("1", "2").map(call),
      fc.constantFrom("1", "2").map(result),
    );
    const message = fc.record({
      role: fc.constantFrom("user" as const, "assistant" as const),
      content: fc.array(part, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), (messages) => {
        const legal = messages.map((each) => ({
          ...each,
          content: each.content.filter(
            (piece) => piece.type === "text" || (piece.type === "tool-call") === (each.role === "assistant"),
          ),
        }));
        const found = tidy(legal);
        found.forEach((turn, at) => {
          assert.equal(turn.role, at % 2 === 0 ? "user" : "assistant");
          assert.ok(turn.content.length > 0);
          const calls = found[at - 1]?.content.flatMap((each) => (each.type === "tool-call" ? each.id : [])) ?? [];
          const results = turn.content.flatMap((each) => (each.type === "tool-result" ? each.callId : []));
          assert.deepEqual(results, calls);
        });
      }),
    );
  });
});
