import assert from "node:assert/strict";
import {
  chatRequest,
  collect,
  createScriptedRouter,
  endOf,
  type ScriptedRouter,
} from "../../support/scripted-router.ts";
import { decodeBudgets } from "../../../src/connections/budgets.ts";

/** A call of a client, run to its end while time passes. */
async function ask({ clock, router }: ScriptedRouter, client: string) {
  const progress = { over: false };
  const call = router.call({ task: "chat", request: chatRequest, client }, new AbortController().signal);
  const events = collect(call).finally(() => (progress.over = true));
  for (let step = 0; !progress.over && step < 2000; step += 1) await clock.advance(100);
  return endOf(await events);
}

describe("a budget of one of the gateway's clients", () => {
  it("stops that client's calls, with the reason, and nobody else's", async () => {
    // oxlint-disable-next-line unicorn/no-thenable -- as it reads in the settings
    const { budgets } = decodeBudgets([{ usd: 0.5, per: "day", client: "codex", then: "stop" }]);
    const bench = createScriptedRouter({ chain: ["a/m"] }, undefined, undefined, {
      prices: { estimate: () => 0.25, costOf: () => ({ kind: "known", usd: 0.25, source: "list" }) },
      budgets: () => budgets,
    });
    for (let at = 0; at < 2; at += 1) assert.equal((await ask(bench, "codex")).failure, undefined);
    const stopped = await ask(bench, "codex");
    assert.equal(stopped.failure?.class, "no-route");
    assert.match(stopped.failure.message, /your budget of \$0\.50 a day for calls from codex is used up/);
    assert.equal(stopped.record.attempts.length, 0);
    for (const client of ["claude-code", "editor"]) assert.equal((await ask(bench, client)).failure, undefined, client);
    assert.equal(bench.asked.length, 4);
  });
});
