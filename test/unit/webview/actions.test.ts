import assert from "node:assert/strict";
import { RefusedError } from "../../../src/protocol/client.ts";
import type { ChatSurface } from "../../../src/protocol/chat.ts";
import { createChatActions, rememberedDraft } from "../../../webview-ui/chat/actions.ts";
import { createChatStore } from "../../../webview-ui/chat/store.ts";
import type { Host } from "../../../webview-ui/shared/host.ts";

function view({ refuse = false } = {}) {
  const calls: unknown[] = [];
  let kept: unknown;
  const host: Host<ChatSurface> = {
    call(name, argument) {
      calls.push([name, argument]);
      if (refuse) return Promise.reject(new RefusedError("Not now."));
      // No call of these tests has an answer.
      return Promise.resolve(null as never);
    },
    memory: { get: () => kept, set: (value) => (kept = value) },
  };
  const store = createChatStore("");
  return { store, calls, memory: host.memory, actions: createChatActions(store, host) };
}

describe("what a user does in the chat view", () => {
  it("sends the question with the selection and empties the input", async () => {
    const { store, calls, actions } = view();
    store.selection.value = { path: "a.ts", language: "typescript", tokens: 3 };
    actions.write("  Why?  ");
    await actions.send();
    assert.deepEqual(calls, [["send", { text: "Why?", withSelection: true }]]);
    assert.equal(store.draft.value, "");
  });

  it("leaves the selection out of one question only", async () => {
    const { store, calls, actions } = view();
    store.selection.value = { path: "a.ts", language: "typescript", tokens: 3 };
    store.withSelection.value = false;
    actions.write("Why?");
    await actions.send();
    assert.deepEqual(calls, [["send", { text: "Why?", withSelection: false }]]);
    assert.equal(store.withSelection.value, true);
  });

  it("sends nothing while there is nothing to send or an answer comes", async () => {
    const { store, calls, actions } = view();
    actions.write("  ");
    await actions.send();
    actions.write("Why?");
    store.running.value = true;
    await actions.send();
    assert.deepEqual(calls, []);
    assert.equal(store.draft.value, "Why?");
  });

  it("gives a refused question back, and says why", async () => {
    const { store, actions } = view({ refuse: true });
    actions.write("Why?");
    await actions.send();
    assert.equal(store.draft.value, "Why?");
    assert.equal(store.problem.value, "Not now.");
  });

  it("keeps the draft for when the view is shown again", () => {
    const { memory, actions } = view();
    actions.write("Half a quest");
    assert.equal(rememberedDraft(memory.get()), "Half a quest");
    assert.equal(rememberedDraft(undefined), "");
    assert.equal(rememberedDraft({ draft: 3 }), "");
  });
});
