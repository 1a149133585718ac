import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { startServer } from "../support/loopback-server.ts";
import type { LoopbackServer } from "../support/loopback-server.ts";
import { answerInput, pick, runCommand } from "../vscode/quick-input.ts";
import { showView } from "../vscode/views.ts";
import { dismissNotifications } from "../vscode/workbench.ts";
import { editor } from "./setup.ts";

const key = "yard-4f1c9e7ab83d2056";

describe("adding a key", () => {
  let server: LoopbackServer;
  const sent: (string | undefined)[] = [];

  before(async () => {
    server = await startServer((request, response) => {
      sent.push(request.headers.authorization);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ object: "list", data: [{ id: "yard-model", object: "model" }] }));
    });
    const providers = { yard: { name: "Yard", baseUrl: `${server.url}/v1` } };
    await editor().code.set({ "switchyard.providers": providers });
  });
  after(async () => {
    await editor().code.set({ "switchyard.providers": {} });
    await server.stop();
  });

  it("asks the provider with the key and then keeps it", async () => {
    const { page } = editor();
    await runCommand(page, "Switchyard: Add API Key…");
    await pick(page, "Add an API key", "Yard");
    await answerInput(page, "Yard key", key);
    await page.getByText("Yard is connected.").first().waitFor();
    assert.ok(sent.length > 0);
    assert.ok(sent.every((header) => header === `Bearer ${key}`));
    await dismissNotifications(page);
  });

  it("shows the key nowhere", async () => {
    const { page } = editor();
    await showView(page, "Usage");
    for (const frame of page.frames()) {
      const shown = await frame.evaluate(() => document.documentElement.outerHTML);
      assert.ok(!shown.includes(key), `the key is in the frame ${frame.url()}`);
    }
    assert.ok(!editor().console.some((line) => line.includes(key)), "the key is in the console");
  });

  it("writes the key into no file as it is", async () => {
    const { dataDir, workspace } = editor();
    for (const folder of [dataDir, workspace]) {
      for (const file of await filesBelow(folder)) {
        const text = await readFile(file);
        assert.ok(!text.includes(key), `the key is in ${file}`);
      }
    }
  });
});

/** Files of a folder and the folders in it; links are not followed. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
