import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { services, set, until } from "./services.ts";

/** Cannot occur anywhere by chance. */
const key = "sk-proj-Zx81LeakCanary0000000000000000000000000000WQ";

/** A provider that refuses the key and, as some do, repeats it in its error. */
async function refusingServer(): Promise<{
  readonly server: Server;
  readonly baseUrl: string;
  readonly seen: string[];
}> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization ?? "");
    response.writeHead(401, { "content-type": "application/json" });
    const message = `Incorrect API key provided: ${key}. You can find your API key in your account.`;
    response.end(JSON.stringify({ error: { message, type: "invalid_request_error", code: "invalid_api_key" } }));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return { server, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, seen };
}

/** Every file below a folder that holds `text`. */
async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    if ((await readFile(file).catch(() => Buffer.alloc(0))).includes(text)) found.push(file);
  }
  return found;
}

describe("a key", () => {
  it("goes to its provider, and shows up nowhere else: not in an answer, the ledger, a log, a setting or a file", async () => {
    const { chat, credentials, ledger, simulator, context, router } = await services();
    await until("the simulator is off", () => simulator.running === undefined);
    const { server, baseUrl, seen } = await refusingServer();
    await set("providers", { canary: { baseUrl, models: ["m"] } });
    const added = await credentials.add({ providerId: "canary", label: "work" }, key);
    try {
      chat.openNew();
      await chat.ask("chat", "Hello?", []);
      const reply = chat.state().messages.at(-1);
      assert.deepEqual(seen, [`Bearer ${key}`]);
      assert.equal(reply?.role === "assistant" && reply.state, "failed");
      assert.match((reply?.role === "assistant" && reply.problem?.message) || "", /Change the key with/);
      await ledger.flush();
      const told = [
        chat.state(),
        ledger.snapshot("today"),
        ledger.health(50),
        router.health("chat"),
        credentials.list(),
      ];
      assert.ok(!JSON.stringify(told).includes(key.slice(8)), "in what is shown");

      const settings = JSON.stringify(vscode.workspace.getConfiguration("switchyard"));
      assert.ok(!settings.includes(key), "in the settings");
      // Storage, logs, settings, installed extensions: the whole data folder of this editor.
      const dataFolder = dirname(dirname(dirname(dirname(context.globalStorageUri.fsPath))));
      assert.deepEqual(await filesWith(dataFolder, key.slice(8)), []);
    } finally {
      await credentials.remove(added.id);
      await set("providers", undefined);
      server.close();
    }
  });

  it("can be renamed, replaced and removed; its secret goes with it", async () => {
    const { credentials, context } = await services();
    const added = await credentials.add({ providerId: "openai", label: "default" }, "sk-one");
    await credentials.rename(added.id, "work");
    await credentials.replaceKey(added.id, "sk-two");
    assert.equal(credentials.list().find(({ id }) => id === added.id)?.label, "work");
    assert.equal(await credentials.key(added.id), "sk-two");
    await credentials.remove(added.id);
    assert.equal(await credentials.key(added.id), undefined);
    assert.equal(await context.secrets.get(`switchyard.key.${added.id}`), undefined);
  });

  it("added in another window is seen here", async () => {
    const { credentials, context } = await services();
    const told = new Promise((resolve) => void credentials.onDidChange(resolve));
    // What another window does: it writes the index, and VS Code tells everybody.
    const other = { id: "from-elsewhere", providerId: "openai", label: "elsewhere", hasKey: true };
    await context.secrets.store("switchyard.credentials", JSON.stringify([...credentials.list(), other]));
    await told;
    await until("it is listed", () => credentials.list().some(({ id }) => id === other.id));
    await credentials.remove(other.id);
  });
});
