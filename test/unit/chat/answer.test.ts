import assert from "node:assert/strict";
import { advance, conclude } from "../../../src/features/chat/answer.ts";
import { emptyReply } from "../../../src/features/chat/session.ts";
import type { CallEvent, EndEvent } from "../../../src/router/events.ts";
import type { AnswerDetails } from "../../../src/protocol/chat.ts";
import type { AttemptRecord, AttemptRole, Outcome } from "../../../src/spec/call.ts";
import type { Failure } from "../../../src/spec/failure.ts";
import type { Route } from "../../../src/spec/provider.ts";
import { usageOf } from "../../support/call-records.ts";

const route = (id: string): Route => ({ id, provider: "p", model: "m", credential: "c" });
const overloaded: Failure = { class: "overloaded", scope: "model", message: "P is overloaded." };
const attempt = (routeId: string, outcome: Outcome, more: Partial<AttemptRecord> = {}): AttemptRecord => ({
  routeId,
  provider: "p",
  model: "m",
  credential: "c",
  startedAt: 0,
  durationMs: 50,
  outcome,
  probe: false,
  ...more,
});
const end = (outcome: Outcome, attempts: AttemptRecord[], more: Partial<EndEvent> = {}): EndEvent => ({
  type: "end",
  record: { id: "1", task: "chat", client: "editor", startedAt: 0, durationMs: 90, outcome, attempts },
  plan: { task: "chat", routes: [], leftOut: [{ entry: "x/y", reason: "no key" }] },
  interrupted: false,
  ...more,
});
const tried = (id: string, index = 0): CallEvent => ({
  type: "attempt",
  callId: "c",
  index,
  route: route(id),
  reason: "first in your chain",
  probe: false,
});
const besides = (id: string, index: number, role: AttemptRole): CallEvent => ({
  type: "attempt",
  callId: "c",
  index,
  route: route(id),
  reason: "the other one is slow to begin",
  probe: false,
  role,
});
const outcomes = ({ details }: { readonly details: AnswerDetails }) =>
  details.trace.map(({ routeId, outcome, role }) => [routeId, outcome, role]);
const replay = (events: readonly CallEvent[]) =>
  events.reduce(
    (reply, event) => (event.type === "end" ? conclude(reply, event, undefined) : advance(reply, event)),
    emptyReply("r", false),
  );

describe("an answer", () => {
  it("grows by its text and shows the route that is tried", () => {
    const reply = replay([tried("a/1"), { type: "text", text: "Hel" }, { type: "text", text: "lo" }]);
    assert.equal(reply.text, "Hello");
    assert.equal(reply.state, "running");
    assert.deepEqual(reply.details.trace, [{ routeId: "a/1", reason: "first in your chain", outcome: "running" }]);
  });

  it("keeps the failed route in its trace when another one answered", () => {
    const failed = attempt("a/1", "failed", { failure: overloaded });
    const reply = replay([
      tried("a/1"),
      { type: "failover", index: 0, from: route("a/1"), failure: overloaded },
      tried("b/2", 1),
      { type: "text", text: "Hi" },
      end("succeeded", [failed, attempt("b/2", "succeeded", { firstTokenMs: 12, finish: "stop" })]),
    ]);
    assert.equal(reply.state, "done");
    assert.deepEqual(
      reply.details.trace.map(({ routeId, outcome, failure }) => [routeId, outcome, failure]),
      [
        ["a/1", "failed", "P is overloaded."],
        ["b/2", "succeeded", undefined],
      ],
    );
    assert.deepEqual(reply.details.leftOut, [{ entry: "x/y", reason: "no key" }]);
    assert.equal(reply.problem, undefined);
  });

  it("says that it waits, until it is tried again", () => {
    const wait: CallEvent = { type: "wait", route: route("a/1"), failure: overloaded, waitMs: 3000 };
    assert.deepEqual(replay([tried("a/1"), wait]).details.waiting, {
      routeId: "a/1",
      reason: "P is overloaded.",
      waitMs: 3000,
    });
    assert.equal(replay([tried("a/1"), wait, tried("a/1", 1)]).details.waiting, undefined);
  });

  it("marks the attempt that failed, also when a later one already runs", () => {
    const reply = replay([
      tried("a/1"),
      besides("b/2", 1, "hedge"),
      { type: "failover", index: 0, from: route("a/1"), failure: overloaded },
    ]);
    assert.deepEqual(outcomes(reply), [
      ["a/1", "failed", undefined],
      ["b/2", "running", "hedge"],
    ]);
  });

  it("leaves nothing running while it waits, and blames only the route that it waits for", () => {
    const wait: CallEvent = { type: "wait", route: route("b/2"), failure: overloaded, waitMs: 3000 };
    const { details } = replay([tried("a/1"), wait]);
    assert.deepEqual(
      details.trace.map(({ outcome, failure }) => [outcome, failure]),
      [["failed", undefined]],
    );
  });

  it("tells which attempt ran beside another", () => {
    const reply = replay([
      tried("a/1"),
      besides("b/2", 1, "hedge"),
      { type: "text", text: "Hi" },
      end("succeeded", [
        attempt("a/1", "succeeded", { firstTokenMs: 30, finish: "length" }),
        attempt("b/2", "cancelled", { role: "hedge" }),
      ]),
    ]);
    assert.deepEqual(outcomes(reply), [
      ["a/1", "succeeded", undefined],
      ["b/2", "cancelled", "hedge"],
    ]);
    assert.equal(reply.state, "length", "the one that answered says how it ended");
  });

  it("that was continued and ended well is done", () => {
    const cut: Failure = { class: "truncated", scope: "model", message: "The answer was cut off." };
    const events: CallEvent[] = [
      tried("a/1"),
      { type: "text", text: "Half an " },
      { type: "broken", index: 0, from: route("a/1"), failure: cut },
      besides("b/2", 1, "continuation"),
      { type: "text", text: "answer." },
    ];
    assert.deepEqual(outcomes(replay(events)), [
      ["a/1", "failed", undefined],
      ["b/2", "running", "continuation"],
    ]);
    const reply = replay([
      ...events,
      end("succeeded", [
        attempt("a/1", "failed", { failure: cut, firstTokenMs: 5, usage: usageOf({ input: 10, output: 3 }) }),
        attempt("b/2", "succeeded", {
          role: "continuation",
          finish: "stop",
          usage: usageOf({ input: 14, output: 2, source: "estimated" }),
        }),
      ]),
    ]);
    assert.equal(reply.state, "done");
    assert.equal(reply.text, "Half an answer.");
    assert.equal(reply.problem, undefined);
    assert.equal(reply.details.task, "chat");
    assert.deepEqual(reply.details.usage, usageOf({ input: 24, output: 5, source: "estimated" }));
  });

  it("is kept and marked when it was cut off", () => {
    const cut: Failure = { class: "truncated", scope: "model", message: "The answer was cut off." };
    const reply = replay([
      tried("a/1"),
      { type: "text", text: "Half an" },
      end("failed", [attempt("a/1", "failed", { failure: cut })], { failure: cut, interrupted: true }),
    ]);
    assert.equal(reply.state, "interrupted");
    assert.equal(reply.text, "Half an");
    assert.deepEqual(reply.problem, { message: "The answer was cut off.", action: "retry" });
  });

  it("has no problem to show when the user stopped it", () => {
    const reply = replay([
      tried("a/1"),
      { type: "text", text: "One" },
      end("cancelled", [attempt("a/1", "cancelled")]),
    ]);
    assert.equal(reply.state, "stopped");
    assert.equal(reply.problem, undefined);
  });

  it("says when the model reached its limit", () => {
    assert.equal(
      replay([tried("a/1"), end("succeeded", [attempt("a/1", "succeeded", { finish: "length" })])]).state,
      "length",
    );
  });
});
