import assert from "node:assert/strict";
import * as v from "valibot";
import { connect, RefusedError } from "../../../src/protocol/client.ts";
import type { Listeners } from "../../../src/protocol/client.ts";
import { announcer, Refusal, serve } from "../../../src/protocol/host.ts";
import type { Decoders, Handlers, HostMessage } from "../../../src/protocol/rpc.ts";

interface Adder {
  readonly calls: {
    readonly add: readonly [{ readonly a: number; readonly b: number }, number];
    readonly later: readonly [null, string];
    readonly broken: readonly [null, null];
    readonly refused: readonly [null, null];
  };
  readonly events: { readonly changed: string };
}

const decoders: Decoders<Adder> = {
  add: v.object({ a: v.number(), b: v.number() }),
  later: v.null(),
  broken: v.null(),
  refused: v.null(),
};

const handlers: Handlers<Adder> = {
  add: ({ a, b }) => a + b,
  later: () => Promise.resolve("there"),
  broken: () => {
    throw new Error("the key is sk-123");
  },
  refused: () => Promise.reject(new Refusal("The disk is full.")),
};

/** Host and webview, joined without a wire. */
function joined(listeners: Listeners<Adder> = { changed: () => undefined }) {
  const sent: HostMessage[] = [];
  const reported: [string, unknown][] = [];
  const post = (message: HostMessage) => {
    sent.push(message);
    client.receive(message);
  };
  const receive = serve(decoders, handlers, post, (call, error) => reported.push([call, error]));
  const client = connect<Adder>((message) => receive(message), listeners);
  return { client, receive, sent, reported, tell: announcer<Adder>(post) };
}

describe("calls between a webview and the host", () => {
  it("brings each answer to its own call", async () => {
    const { client } = joined();
    const [three, there] = await Promise.all([client.call("add", { a: 1, b: 2 }), client.call("later", null)]);
    assert.deepEqual([three, there], [3, "there"]);
  });

  it("posts an answer that is there at once before anything else", () => {
    const { receive, sent, tell } = joined();
    receive({ kind: "call", id: 1, name: "add", argument: { a: 1, b: 2 } });
    tell("changed", "since");
    assert.deepEqual(sent, [
      { kind: "answer", id: 1, value: 3 },
      { kind: "event", name: "changed", payload: "since" },
    ]);
  });

  it("refuses an argument of another form, and says where but not what it held", async () => {
    const { receive, sent } = joined();
    receive({ kind: "call", id: 1, name: "add", argument: { a: 1, b: "secret" } });
    assert.deepEqual(sent, [{ kind: "refusal", id: 1, message: "add: b is not of the form it must have" }]);
  });

  it("refuses a call that is not declared, even one that every object has", () => {
    const { receive, sent } = joined();
    receive({ kind: "call", id: 1, name: "toString", argument: null });
    receive({ kind: "call", id: 2, name: "launch", argument: null });
    assert.deepEqual(
      sent.map((message) => message.kind),
      ["refusal", "refusal"],
    );
  });

  it("passes on what a handler refuses, in its words, and reports no bug", async () => {
    const { client, reported } = joined();
    await assert.rejects(client.call("refused", null), { name: "RefusedError", message: "The disk is full." });
    assert.deepEqual(reported, []);
  });

  it("keeps what a handler threw from the webview and reports it", async () => {
    const { client, reported } = joined();
    await assert.rejects(client.call("broken", null), (error) => {
      assert.ok(error instanceof RefusedError);
      assert.doesNotMatch(error.message, /sk-123/);
      return true;
    });
    assert.equal(reported[0]?.[0], "broken");
  });

  it("leaves messages alone that are no calls", () => {
    const { receive, sent } = joined();
    for (const message of [null, "call", { kind: "call", id: -1, name: "add" }, { kind: "event" }]) receive(message);
    assert.deepEqual(sent, []);
  });

  it("hands events to their listener, and no others", () => {
    const heard: string[] = [];
    const { client, tell } = joined({ changed: (what) => void heard.push(what) });
    tell("changed", "now");
    client.receive({ kind: "event", name: "toString", payload: "x" });
    client.receive({ kind: "answer", id: 99, value: 1 });
    assert.deepEqual(heard, ["now"]);
  });
});
