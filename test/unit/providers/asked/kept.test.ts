import assert from "node:assert/strict";
import { tidyConversation } from "../../../../src/providers/conversation.ts";
import type { ContentPart, Message } from "../../../../src/spec/request.ts";
import { assistant, text, user } from "../../../support/chat-calls.ts";
import { IMAGE, PDF, RESULTS_WITH_MEDIA } from "./conversations.ts";

const tidy = (...messages: readonly Message[]) => tidyConversation(messages, "own");
const marked = (words: string): ContentPart => ({ type: "text", text: words, cache: "1h" });

describe("a tidied conversation", () => {
  it("keeps files, pictures and cache marks of turns that become one", () => {
    assert.deepEqual(tidy(user(marked("a")), user(PDF), user({ ...IMAGE, cache: "5m" }, text("b"))), [
      user(marked("a"), PDF, { ...IMAGE, cache: "5m" }, text("b")),
    ]);
  });

  it("keeps the media and marks of results that it moves", () => {
    const result: ContentPart = {
      type: "tool-result",
      callId: "1",
      name: "shoot",
      content: "",
      media: [IMAGE],
      cache: "5m",
    };
    const [first, second] = RESULTS_WITH_MEDIA;
    assert.ok(first && second);
    const found = tidy(
      first,
      second,
      user({ type: "tool-result", callId: "2", name: "f", content: "x" }),
      user(result),
    );
    assert.deepEqual(found[2]?.content[0], result);
  });

  it("gives the mark of an empty text to the part before it", () => {
    assert.deepEqual(tidy(user(PDF, marked(" "), text("b"))), [user({ ...PDF, cache: "1h" }, text("b"))]);
    assert.deepEqual(tidy(user(marked(""), text("b"))), [user(text("b"))]);
    const call: ContentPart = { type: "tool-call", id: "1", name: "f", arguments: "{}" };
    assert.deepEqual(tidy(user(text("a")), assistant(call, marked("")), user(text("b")))[1], assistant(call));
  });
});
