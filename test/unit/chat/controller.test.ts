import assert from "node:assert/strict";
import { createChatController, type ChatDeps } from "../../../src/features/chat/controller.ts";
import type { Attachment, Session } from "../../../src/features/chat/session.ts";
import type { DrillNotice } from "../../../src/protocol/drill.ts";
import type { CallEvent, EndEvent } from "../../../src/router/events.ts";
import type { CallQuery } from "../../../src/router/types.ts";

const route = { id: "a/1", provider: "a", model: "1", credential: "c" };
const plan = { task: "chat", routes: [{ route, reason: "first in your chain", probe: false }], leftOut: [] } as const;
const end = (outcome: "succeeded" | "cancelled"): EndEvent => ({
  type: "end",
  record: { id: "1", task: "chat", client: "editor", startedAt: 0, durationMs: 1, outcome, attempts: [] },
  plan,
  interrupted: false,
});

/** A controller over a router that answers with the given words, and what it saved, sent and told. */
function setUp(words: readonly string[]) {
  const saved = new Map<string, Session>();
  const queries: CallQuery[] = [];
  const told: [name: string, payload: unknown][] = [];
  const drills: DrillNotice[] = [];
  let ids = 0;
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const opened: string[] = [];
  const deps: ChatDeps = {
    router: {
      plan: () => plan,
      async *call(query, signal): AsyncGenerator<CallEvent> {
        queries.push(query);
        yield { type: "attempt", callId: "c", index: 0, route, reason: "first in your chain", probe: false };
        for (const text of words) yield { type: "text", text };
        if (words.at(-1) === "wait" && !signal.aborted) {
          await Promise.race([gate, new Promise((done) => signal.addEventListener("abort", done))]);
        }
        yield end(signal.aborted ? "cancelled" : "succeeded");
      },
    },
    store: {
      load: async () => [...saved.values()],
      save: async (session) => void saved.set(session.id, session),
      remove: async (id) => void saved.delete(id),
    },
    clock: { now: () => 0, schedule: () => () => {} },
    newId: () => `id${(ids += 1)}`,
    pinned: () => undefined,
    contextWindow: () => undefined,
    price: async () => ({ kind: "unknown" }),
    connected: () => true,
    simulated: () => false,
    routeChoice: (conversation) => ({
      label: "1",
      routeId: "a/1",
      pinned: false,
      degraded: false,
      simulated: false,
      reason: `first for ${conversation}`,
    }),
    drills: () => drills,
    selection: () => undefined,
    opened: () => opened.push(controller.conversation().id),
  };
  const controller = createChatController(deps);
  controller.attach((name, payload) => told.push([name, payload]));
  return { controller, saved, queries, told, release, drills, opened };
}

const texts = ({ messages }: { readonly messages: readonly { readonly text: string }[] }) =>
  messages.map(({ text }) => text);

describe("the chat", () => {
  it("keeps question and answer, and tells the view both", async () => {
    const { controller, saved, told } = setUp(["Hel", "lo"]);
    await controller.ask("chat", " Hi? ", []);
    assert.deepEqual(texts(controller.state()), ["Hi?", "Hello"]);
    assert.deepEqual([...saved.values()].map(texts), [["Hi?", "Hello"]]);
    assert.equal(told.findLast(([name]) => name === "running")?.[1], false);
  });

  it("sends the whole conversation with the next question", async () => {
    const { controller, queries } = setUp(["Hello"]);
    await controller.ask("chat", "Hi?", []);
    await controller.ask("chat", "And?", []);
    const request = queries[1]?.request;
    assert.equal(request?.kind === "chat" && request.messages.length, 3);
  });

  it("says which conversation a call belongs to, and which files have gone into it", async () => {
    const { controller, queries } = setUp(["Hello"]);
    const file = (path: string): Attachment => ({
      chip: { path, lines: [1, 2], language: "typescript", tokens: 3 },
      text: "let a;",
    });
    await controller.ask("chat", "Hi?", [file("src/a.ts"), file("secret\\plan.md")]);
    await controller.ask("chat", "And?", [file("src/a.ts")]);
    assert.deepEqual(
      queries.map(({ conversation }) => conversation),
      [controller.conversation().id, controller.conversation().id],
    );
    assert.deepEqual(queries[1]?.paths, ["src/a.ts", "secret/plan.md"]);
  });

  it("shows where the next message of the open conversation would go", async () => {
    const { controller, told } = setUp(["Hello"]);
    await controller.ask("chat", "Hi?", []);
    const before = controller.conversation().id;
    controller.openNew();
    controller.refreshRoute();
    assert.notEqual(controller.conversation().id, before);
    assert.equal(controller.state().route.reason, `first for ${controller.conversation().id}`);
    const last = told.findLast(([name]) => name === "route")?.[1] as { readonly reason: string };
    assert.equal(last.reason, `first for ${controller.conversation().id}`);
  });

  it("tells the view of fire drills", () => {
    const { controller, drills, told } = setUp([]);
    const drill = { routeId: "a/1", fault: "overloaded", until: 1 };
    drills.push(drill);
    controller.refreshDrills();
    assert.deepEqual(told.at(-1), ["drills", [drill]]);
    assert.deepEqual(controller.state().drills, [drill]);
  });

  it("asks nothing for an empty question, nor while an answer is under way", async () => {
    const { controller, queries, release } = setUp(["wait"]);
    await controller.ask("chat", "  ", []);
    assert.equal(queries.length, 0);
    const first = controller.ask("chat", "Hi?", []);
    await controller.ask("chat", "Again?", []);
    assert.equal(queries.length, 1);
    release();
    await first;
  });

  it("keeps what came when the user stops it", async () => {
    const { controller } = setUp(["Half", "wait"]);
    const asked = controller.ask("chat", "Hi?", []);
    controller.stop();
    await asked;
    const [, reply] = controller.state().messages;
    assert.equal(reply?.role === "assistant" && reply.state, "stopped");
  });

  it("asks again in the place of the old answer", async () => {
    const { controller, queries } = setUp(["Hello"]);
    await controller.ask("explain", "Hi?", []);
    await controller.retry();
    assert.deepEqual(texts(controller.state()), ["Hi?", "Hello"]);
    assert.equal(queries[1]?.task, "explain");
  });

  it("goes on in its own session when the user opens another meanwhile", async () => {
    const { controller, saved, release } = setUp(["Hello", "wait"]);
    const asked = controller.ask("chat", "Hi?", []);
    const { sessionId } = controller.state();
    controller.openNew();
    release();
    await asked;
    assert.deepEqual(texts(controller.state()), []);
    assert.deepEqual(texts(saved.get(sessionId) ?? { messages: [] }), ["Hi?", "Hellowait"]);
  });

  it("does not bring back a session that was deleted while its answer came", async () => {
    const { controller, saved } = setUp(["Hello", "wait"]);
    const asked = controller.ask("chat", "Hi?", []);
    await controller.remove(controller.state().sessionId);
    await asked;
    assert.equal(saved.size, 0);
    assert.equal(controller.state().sessions.length, 0);
  });

  it("tells which conversation is open, once it is", async () => {
    const { controller, opened } = setUp(["Hello"]);
    await controller.ask("chat", "Hi?", []);
    const first = controller.conversation().id;
    controller.openNew();
    const second = controller.conversation().id;
    controller.open(first);
    await controller.remove(first);
    assert.deepEqual(opened.slice(0, 2), [second, first]);
    assert.equal(opened.length, 3);
    assert.notEqual(opened[2], first);
  });

  it("opens with the newest conversation of last time", async () => {
    const first = setUp(["Hello"]);
    await first.controller.ask("chat", "Hi?", []);
    const again = setUp([]);
    for (const [id, session] of first.saved) again.saved.set(id, session);
    await again.controller.load();
    assert.deepEqual(texts(again.controller.state()), ["Hi?", "Hello"]);
  });
});
