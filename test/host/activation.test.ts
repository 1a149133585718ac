import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandTitles } from "../../src/manifest/commands.ts";
import { testLine } from "../vscode/test-line.ts";

describe("the extension", () => {
  it("activates", async () => {
    const extension = vscode.extensions.getExtension("switchyard.switchyard");
    assert.ok(extension, "it is not installed");
    const from = performance.now();
    await extension.activate();
    console.log(`${testLine}    activation took ${(performance.now() - from).toFixed(0)} ms`);
    assert.ok(extension.isActive);
  });

  it("registers every command of its manifest", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const id of Object.keys(commandTitles)) assert.ok(registered.has(id), id);
  });
});
