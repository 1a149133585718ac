import assert from "node:assert/strict";
import type { Connections } from "../../../src/connections/directory.ts";
import type { AskLedger } from "../../../src/features/dashboard/ask-ledger.ts";
import { dashboardStart } from "../../../src/features/dashboard/start.ts";
import { tools } from "../../../src/features/gateway/tools.ts";

const nothing = { providers: [], models: [], routes: [], tasks: [], clients: [], workspaces: [], experiments: [] };
const ask = ((name: string) => Promise.resolve(name === "names" ? nothing : null)) as AskLedger;
const connections = { credentials: () => [], allCredentials: () => [] } as unknown as Connections;

describe("the dashboard's beginning", () => {
  it("names who asks: the editor, every program that the gateway offers, and one that does not say", async () => {
    const { clientNames } = await dashboardStart({
      ask,
      connections,
      status: () => ({ kind: "disk" }),
      simulated: () => false,
      lastCall: () => undefined,
    });
    assert.equal(clientNames["editor"], "Editor");
    assert.equal(clientNames["gateway"], "Unnamed program");
    for (const { client, name } of tools) assert.equal(clientNames[client], name);
  });
});
