import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import * as vscode from "vscode";
import { services, set, simulatorOff, simulatorOn, until } from "./services.ts";

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function started(): Promise<{ readonly url: string; readonly token: string }> {
  const { gateway, gatewayToken } = await services();
  const url = await until("the gateway serves", () => gateway.standing.kind === "serving" && gateway.standing.url);
  return { url, token: gatewayToken.current ?? "" };
}

function ask(url: string, key: string, model = "switchyard/chat"): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "What is 2 + 2?" }] }),
  });
}

describe("the gateway", () => {
  before(async () => {
    await simulatorOn();
    await set("gateway.port", await freePort());
  });
  after(async () => {
    await set("gateway.enabled", undefined);
    await set("gateway.port", undefined);
    await simulatorOff();
  });
  beforeEach(async () => {
    await vscode.commands.executeCommand("switchyard.gateway.start");
  });

  it("answers whoever has the token, and enters the call under the name behind it", async () => {
    const { ledger } = await services();
    const { url, token } = await started();
    assert.equal((await ask(url, "sk-switchyard-wrong")).status, 401);
    const answer = await ask(url, `${token}.codex`);
    assert.equal(answer.status, 200, await answer.clone().text());
    const { choices } = (await answer.json()) as { choices: readonly { message: { content: string } }[] };
    assert.match(choices[0]?.message.content ?? "", /4/);
    const call = await until("the call is in the ledger", () => {
      return ledger.snapshot("today").recent.find(({ client }) => client === "codex");
    });
    assert.deepEqual([call.task, call.outcome], ["chat", "succeeded"]);
    assert.equal(call.workspace, undefined);
  });

  it("is seen in the panel's card, by client", async () => {
    const { gatewayCard } = await services();
    const { url, token } = await started();
    await (await ask(url, `${token}.aider`)).text();
    await until("the card has it", () => gatewayCard()?.clients.some(({ client }) => client === "aider"));
    assert.deepEqual([gatewayCard()?.state, gatewayCard()?.url], ["serving", url]);
  });

  it("takes a new token at once, and the old one no more", async () => {
    const { gatewayToken } = await services();
    const { url, token } = await started();
    const renewed = await gatewayToken.renew();
    assert.notEqual(renewed, token);
    assert.equal((await ask(url, token)).status, 401);
    assert.equal((await ask(url, renewed)).status, 200);
  });

  it("takes the names that the settings give", async () => {
    const { url, token } = await started();
    assert.notEqual((await ask(url, token, "house-model")).status, 200);
    await set("gateway.models", { "house-*": "switchyard/chat" });
    assert.equal((await ask(url, token, "house-model")).status, 200);
    await set("gateway.models", undefined);
  });

  it("moves to another port when the settings say so", async () => {
    const { gateway } = await services();
    const { url } = await started();
    const port = await freePort();
    await set("gateway.port", port);
    await until("it serves there", () => "url" in gateway.standing && gateway.standing.url.endsWith(`:${port}`));
    await assert.rejects(fetch(`${url}/health`));
  });

  it("is blocked by another program, and serves when that has left", async () => {
    const { gateway, gatewayCard } = await services();
    const stranger = createServer((_, response) => void response.end("hello"));
    stranger.listen(0, "127.0.0.1");
    await once(stranger, "listening");
    const address = stranger.address();
    assert.ok(typeof address === "object" && address !== null);
    await set("gateway.port", address.port);
    await until("it is blocked", () => gateway.standing.kind === "blocked");
    assert.match(gatewayCard()?.problem ?? "", /is in use by another program/);
    stranger.closeAllConnections();
    stranger.close();
    await until("it serves", () => gateway.standing.kind === "serving");
  });

  it("stops when it is told to, and nothing listens then", async () => {
    const { gateway, gatewayCard } = await services();
    const { url } = await started();
    await vscode.commands.executeCommand("switchyard.gateway.stop");
    await until("it is off", () => gateway.standing.kind === "off");
    assert.equal(gatewayCard(), undefined);
    await assert.rejects(fetch(`${url}/health`));
  });
});
