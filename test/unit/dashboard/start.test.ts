import assert from "node:assert/strict";
import { tools } from "../../../src/features/gateway/tools.ts";
import { clientNames } from "../../../src/features/dashboard/start.ts";

describe("the dashboard's names for who asks", () => {
  it("are those of the editor, of every program that the gateway offers, and of one that does not say", () => {
    assert.equal(clientNames["editor"], "Editor");
    assert.equal(clientNames["gateway"], "Unnamed program");
    for (const { client, name } of tools) assert.equal(clientNames[client], name);
  });
});
