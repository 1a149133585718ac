import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { askChat } from "../vscode/chat-page.ts";
import { answerInput, pick, runCommand } from "../vscode/quick-input.ts";
import { showAlone } from "../vscode/views.ts";
import { onStage } from "./setup.ts";

const key = "sk-proj-E2eLeakCanary11111111111111111111111111";

/** A model server that wants the key, lists one model and repeats what it is told to say. */
async function modelServer(): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${key}`) return void response.writeHead(401).end();
    if (request.url?.endsWith("/models")) {
      response.writeHead(200, { "content-type": "application/json" });
      return void response.end(JSON.stringify({ object: "list", data: [{ id: "parrot", object: "model" }] }));
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    const chunk = (delta: object, finish: string | null) =>
      `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
    response.end(`${chunk({ content: "Hello from the parrot." }, null)}${chunk({}, "stop")}data: [DONE]\n\n`);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const found = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(text) ? [file] : [])));
  return found.flat();
}

describe("adding a key", () => {
  let server: Server;
  before(async () => {
    const { code } = onStage();
    server = await modelServer();
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    await code.set({
      "switchyard.simulator.enabled": false,
      "switchyard.providers": { parrot: { name: "Parrot", baseUrl, models: ["parrot"] } },
    });
  });
  after(async () => {
    server.close();
    await onStage().code.set({ "switchyard.simulator.enabled": true });
  });

  it("tries it, keeps it, and from then on its models answer", async () => {
    const { page } = onStage();
    await runCommand(page, "Switchyard: Add API Key…");
    await pick(page, "Add an API key", "Parrot");
    await answerInput(page, "Parrot key", key);
    await page.getByText("Parrot is connected.", { exact: false }).first().waitFor();
    await runCommand(page, "Switchyard: Open Chat");
    await showAlone(page, "Chat");
    assert.match(await askChat(page, "Who are you?"), /Hello from the parrot\./);
  });

  it("leaves the key nowhere: not in a view, not in the workbench, not in a file", async () => {
    const { page, dataDir } = onStage();
    await showAlone(page, "Usage");
    for (const frame of page.frames()) assert.ok(!(await frame.content()).includes(key.slice(8)), frame.url());
    assert.deepEqual(await filesWith(dataDir, key.slice(8)), []);
  });

  it("a price that nobody knows is called unknown, not nothing", async () => {
    const { page } = onStage();
    await showAlone(page, "Chat");
    assert.match(await askChat(page, "And what do you cost?"), /cost unknown/);
  });
});
