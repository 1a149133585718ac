import assert from "node:assert/strict";
import * as vscode from "vscode";
import { services, set, until } from "./services.ts";

/** The last answer of the open conversation. */
async function lastReply() {
  const { chat } = await services();
  const reply = chat.state().messages.at(-1);
  assert.equal(reply?.role, "assistant");
  return reply;
}

describe("with nothing connected", () => {
  it("chat says what to do next, and keeps the question", async () => {
    const { chat } = await services();
    await chat.ask("chat", "Is anybody there?", []);
    const reply = await lastReply();
    assert.equal(reply.state, "failed");
    assert.match(reply.problem?.message ?? "", /add a key with "Switchyard: Manage API Keys"/);
    assert.equal(reply.problem?.action, "addKey");
    assert.equal(chat.state().messages[0]?.text, "Is anybody there?");
    assert.equal(chat.state().unconfigured, true);
  });

  it("a chain with an unknown provider, an unconnected one and a malformed entry names each", async () => {
    const { chat } = await services();
    await set("policies", { chat: { chain: ["nobody/x", "openai/gpt-5"] } });
    await chat.ask("chat", "And now?", []);
    const { problem } = await lastReply();
    assert.match(problem?.message ?? "", /nobody\/x \(no provider is called nobody/);
    assert.match(problem?.message ?? "", /openai\/gpt-5 \(no key for openai/);
    await set("policies", undefined);
  });

  it("a malformed setting counts as empty and is reported", async () => {
    const { user, changed } = await services();
    const settled = new Promise((resolve) => changed.event(resolve));
    await set("policies", { chat: { chain: "openai/gpt-5" } });
    await settled;
    assert.deepEqual(user().policies, {});
    assert.equal(user().problems[0]?.setting, "switchyard.policies");
    await set("policies", undefined);
    await until("the setting is well again", () => user().problems.length === 0);
  });

  it("a server that cannot be reached is told in one sentence", async () => {
    const { chat, credentials } = await services();
    await set("providers", { nowhere: { baseUrl: "http://127.0.0.1:9/v1", needsKey: false, models: ["m"] } });
    const added = await credentials.add({ providerId: "nowhere", label: "default" }, undefined);
    await chat.ask("chat", "Hello?", []);
    const { problem } = await lastReply();
    assert.match(problem?.message ?? "", /Check the connection and try again\.$/);
    assert.ok(!(problem?.message ?? "").includes("\n    at "), "a stack");
    await credentials.remove(added.id);
    await set("providers", undefined);
  });

  it("explaining an empty file says what to do and asks nobody", async () => {
    const { ledger } = await services();
    const before = ledger.snapshot("today").totals.calls;
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "" }));
    await vscode.commands.executeCommand("switchyard.explain");
    assert.equal(ledger.snapshot("today").totals.calls, before);
  });

  it("keeps its ledger on disk", async () => {
    const { ledger } = await services();
    assert.deepEqual(ledger.status, { kind: "disk" });
  });
});
