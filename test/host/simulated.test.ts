import assert from "node:assert/strict";
import { services, simulatorOff, simulatorOn, until } from "./services.ts";

/** Asks the chat and returns the answer. */
async function ask(task: "chat" | "explain" = "chat") {
  const { chat } = await services();
  chat.openNew();
  const chip = { path: "src/add.ts", lines: [1, 3], language: "typescript", tokens: 12 } as const;
  const text = "export function add(a: number, b: number): number {\n  return a + b;\n}";
  await chat.ask(task, "What does this do?", [{ chip, text }]);
  const reply = chat.state().messages.at(-1);
  assert.equal(reply?.role, "assistant");
  return reply;
}

describe("with the simulator", () => {
  before(simulatorOn);
  beforeEach(async () => {
    const { router } = await services();
    for (const { routeId } of router.health("chat")) router.reset(routeId);
  });
  after(simulatorOff);

  it("chat and explain are answered by different models, labelled as simulated, and say something of the code", async () => {
    const chat = await ask("chat");
    const explained = await ask("explain");
    assert.equal(chat.state, "done");
    assert.equal(explained.state, "done");
    assert.match(chat.text, /add/);
    assert.ok(chat.details.simulated);
    assert.notEqual(chat.details.trace[0]?.routeId, explained.details.trace[0]?.routeId);
  });

  it("an answer carries its route, reason, tokens and cost", async () => {
    const { details } = await ask();
    assert.match(details.trace[0]?.routeId ?? "", /^sim-anthropic\//);
    assert.equal(details.trace[0]?.reason, "first in your chain");
    assert.ok((details.usage?.output ?? 0) > 0);
    assert.deepEqual(details.cost, { kind: "known", usd: 0, source: "free" });
  });

  it("goes on when its first provider is down, trips it, and recovers when it is back", async () => {
    const { simulator, router, ledger } = await services();
    const failoversBefore = ledger.snapshot("today").failovers;
    const health = () => router.health("chat")[0]?.state.kind;
    simulator.running?.setFault("sim-anthropic", { kind: "refuse" });
    let failed = 0;
    while (health() === "closed" && failed < 3) {
      const { state, details } = await ask();
      failed += 1;
      assert.equal(state, "done");
      assert.equal(details.trace[0]?.outcome, "failed");
    }
    assert.equal(health(), "open");
    const skipped = await ask();
    assert.equal(skipped.details.trace.length, 1);
    assert.match(skipped.details.leftOut[0]?.reason ?? "", /cooling/);

    const after = ledger.snapshot("today");
    assert.equal(after.failovers - failoversBefore, failed);
    assert.ok(ledger.health(5).some(({ to, target }) => to === "open" && target.key === "sim-anthropic"));

    simulator.running?.setFault("sim-anthropic", undefined);
    await until("the breaker is half-open", () => health() === "half-open", 60_000);
    const { details } = await ask();
    assert.match(details.trace[0]?.routeId ?? "", /^sim-anthropic\//);
    assert.match(details.trace[0]?.reason ?? "", /^probing/);
    assert.equal(health(), "closed");
  }).timeout(90_000);

  it("goes on to the chain when the pinned model does not exist", async () => {
    const { pins } = await services();
    await pins.set("chat", "sim-openai/no-such-model");
    const { state, details } = await ask();
    await pins.set("chat", undefined);
    assert.equal(state, "done");
    assert.equal(details.trace[0]?.routeId, "sim-openai/no-such-model");
    assert.equal(details.trace[0]?.outcome, "failed");
  });

  it("reads a provider's models from the provider", async () => {
    const { connections, listings } = await services();
    const [credential] = connections.credentials();
    assert.ok(credential);
    const listed = await listings.fetch(credential, new AbortController().signal);
    assert.ok(listed.ok && listed.value.length > 0);
  });

  it("goes on with an answer that is cut off on the next model, and says so", async () => {
    const { simulator } = await services();
    simulator.running?.setFault("sim-anthropic", { kind: "cut" });
    const reply = await ask();
    simulator.running?.setFault("sim-anthropic", undefined);
    assert.equal(reply.state, "done");
    const { trace } = reply.details;
    assert.deepEqual(
      trace.map(({ outcome, role }) => `${outcome} ${role ?? "first"}`),
      ["failed first", "succeeded continuation"],
    );
    assert.match(reply.text, /^\*Simulated answer[^]*Sent with this request[^]*\*$/);
    assert.equal(reply.text.match(/Simulated answer/g)?.length, 1);
    assert.equal(reply.problem, undefined);
  });

  it("keeps what came of an answer that is cut off everywhere, and says so", async () => {
    const { simulator } = await services();
    const providers = simulator.running?.providers ?? [];
    for (const { id } of providers) simulator.running?.setFault(id, { kind: "cut" });
    const reply = await ask();
    for (const { id } of providers) simulator.running?.setFault(id, undefined);
    assert.equal(reply.state, "interrupted");
    assert.ok(reply.text.length > 0);
    assert.equal(reply.problem?.action, "retry");
  });

  it("stops when the user says so, and closes the connection", async () => {
    const { chat, simulator } = await services();
    chat.openNew();
    simulator.running?.setFault("sim-anthropic", { kind: "slow" });
    const asked = chat.ask("chat", "Tell me everything about routing.", []);
    await until("the first words", () => (chat.state().messages.at(-1)?.text.length ?? 0) > 0, 20_000);
    chat.stop();
    await asked;
    simulator.running?.setFault("sim-anthropic", undefined);
    const reply = chat.state().messages.at(-1);
    assert.equal(reply?.role === "assistant" && reply.state, "stopped");
  });

  it("the ledger's count is the simulator's own", async () => {
    const { ledger } = await services();
    await ledger.flush();
    const { totals, recent } = ledger.snapshot("today");
    assert.equal(totals.calls, totals.succeeded + totals.failed + totals.cancelled);
    assert.ok(recent.every(({ attempts }) => attempts.every(({ routeId }) => /^(sim-|nowhere\/)/.test(routeId))));
  });
});
