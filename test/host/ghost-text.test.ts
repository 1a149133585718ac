import assert from "node:assert/strict";
import * as vscode from "vscode";
import { set } from "./services.ts";

/** Opens a document with the caret at `|`, asks for ghost text, takes it, and returns what is there then. */
async function complete(content: string, language = "typescript"): Promise<string> {
  const at = content.indexOf("|");
  const text = content.replace("|", "");
  const document = await vscode.workspace.openTextDocument({ content: text, language });
  const editor = await vscode.window.showTextDocument(document);
  const caret = document.positionAt(at);
  editor.selection = new vscode.Selection(caret, caret);
  const end = Date.now() + 20_000;
  while (document.getText() === text && Date.now() < end) {
    await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
    await new Promise((resolve) => setTimeout(resolve, 400));
    await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
  }
  return document.getText();
}

describe("ghost text", () => {
  before(() => set("simulator.enabled", true));
  after(() => set("simulator.enabled", undefined));

  it("is shown and can be taken", async () => {
    const after = await complete("export function add(a: number, b: number): number {\n  |\n}\n");
    assert.match(after, /return a \+ b/);
    assert.equal(after.split("}").length, 2, `a bracket too many:\n${after}`);
  });

  it("works in Python too", async () => {
    assert.match(await complete("def is_empty(items):\n    |\n", "python"), /return/);
  });

  it("comes in a file of five megabytes", async () => {
    const line = `const filler = "${"x".repeat(90)}";\n`;
    const after = await complete(`${line.repeat(50_000)}export function sum(a: number, b: number): number {\n  |\n}\n`);
    assert.match(after.slice(-120), /return/);
  });
});
