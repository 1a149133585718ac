import assert from "node:assert/strict";
import { effect } from "@preact/signals";
import type { ChatMessage, ChatState } from "../../../src/protocol/chat.ts";
import { chatListeners, createChatStore, lastQuestion, showState } from "../../../webview-ui/chat/store.ts";

const question: ChatMessage = { role: "user", id: "q1", text: "Why?", chips: [] };
const answer: ChatMessage = {
  role: "assistant",
  id: "a1",
  text: "Be",
  reasoning: "",
  state: "running",
  details: { trace: [], leftOut: [], simulated: false },
};
const state: ChatState = {
  sessionId: "s1",
  title: "Why?",
  messages: [question, answer],
  sessions: [],
  running: true,
  route: { pinned: false, degraded: false, simulated: false, reason: "" },
  unconfigured: false,
  drills: [],
};

function opened() {
  const store = createChatStore("");
  showState(store, state);
  return { store, listeners: chatListeners(store) };
}

describe("the chat view's store", () => {
  it("grows an answer without touching any other message or the list", () => {
    const { store, listeners } = opened();
    let listDrawn = 0;
    let questionDrawn = 0;
    effect(() => {
      listDrawn += store.cells.value.length > 0 ? 1 : 0;
    });
    effect(() => {
      questionDrawn += store.cells.value[0]?.message.value === question ? 1 : 0;
    });
    listeners.delta({ messageId: "a1", text: "cause" });
    listeners.delta({ messageId: "a1", reasoning: "Hm." });
    const grown = store.cells.value[1]?.message.value;
    assert.deepEqual(grown, { ...answer, text: "Because", reasoning: "Hm." });
    assert.deepEqual([listDrawn, questionDrawn], [1, 1]);
  });

  it("replaces a known message and adds a new one", () => {
    const { store, listeners } = opened();
    listeners.message({ ...answer, text: "Because.", state: "done" });
    listeners.message({ ...question, id: "q2" });
    assert.deepEqual(
      store.cells.value.map(({ id }) => id),
      ["q1", "a1", "q2"],
    );
    assert.equal(store.cells.value[1]?.message.value.text, "Because.");
  });

  it("leaves pieces of an answer alone that is not shown, or of a question", () => {
    const { store, listeners } = opened();
    listeners.delta({ messageId: "gone", text: "x" });
    listeners.delta({ messageId: "q1", text: "x" });
    assert.equal(store.cells.value[0]?.message.value, question);
  });

  it("keeps the cells of a session that is sent again, and none of another one", () => {
    const { store } = opened();
    const [cell] = store.cells.value;
    showState(store, { ...state, title: "Why not?" });
    assert.equal(store.cells.value[0], cell);
    showState(store, { ...state, sessionId: "s2" });
    assert.notEqual(store.cells.value[0], cell);
  });

  it("shows fire drills as they begin and end", () => {
    const { store, listeners } = opened();
    const drill = { routeId: "a/1", fault: "overloaded", until: 1 };
    listeners.drills([drill]);
    assert.deepEqual(store.drills.value, [drill]);
    showState(store, state);
    assert.deepEqual(store.drills.value, []);
  });

  it("knows the last question", () => {
    const { store } = opened();
    assert.equal(lastQuestion(store), "Why?");
    assert.equal(lastQuestion(createChatStore("")), undefined);
  });
});
