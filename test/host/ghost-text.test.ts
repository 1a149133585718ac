import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { set } from "./services.ts";

/** Opens a document with the caret at `|`, asks for ghost text, takes it, and returns what is there then. */
async function complete(content: string, language = "typescript"): Promise<string> {
  const text = content.replace("|", "");
  return completeAt(await vscode.workspace.openTextDocument({ content: text, language }), content.indexOf("|"));
}

async function completeAt(document: vscode.TextDocument, at: number): Promise<string> {
  const text = document.getText();
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
    const filler = `const filler = "${"x".repeat(90)}";\n`.repeat(50_000);
    const end = "export function sum(a: number, b: number): number {\n  ";
    const file = join(await mkdtemp(join(tmpdir(), "switchyard-large-")), "large.ts");
    await writeFile(file, `${filler}${end}\n}\n`);
    const document = await vscode.workspace.openTextDocument(file);
    const after = await completeAt(document, filler.length + end.length);
    assert.match(after.slice(-120), /return/);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await rm(dirname(file), { recursive: true });
  }).timeout(120_000);
});
