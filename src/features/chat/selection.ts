import * as vscode from "vscode";
import { textTokens } from "../../spec/prompt-tokens.ts";
import type { Attachment } from "./session.ts";

/** More than this is cut: a 5 MB selection is a slip, and would fit no model. */
const mostCharacters = 100_000;

/** The active editor's selection, or undefined when nothing is selected. */
export function activeSelection(): Attachment | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty || !isText(editor.document)) return undefined;
  return attachmentOf(editor.document, editor.selection);
}

/** The innermost symbol around the caret: what a person means who asks without selecting. */
export async function symbolAtCaret(): Promise<Attachment | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isText(editor.document)) return undefined;
  const symbols = await vscode.commands.executeCommand<
    (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >("vscode.executeDocumentSymbolProvider", editor.document.uri);
  const caret = editor.selection.active;
  let range: vscode.Range | undefined;
  let level = symbols ?? [];
  for (;;) {
    const around = level.find((symbol) => rangeOf(symbol).contains(caret));
    if (!around) break;
    range = rangeOf(around);
    level = "children" in around ? around.children : [];
  }
  return range && attachmentOf(editor.document, range);
}

/** A range of a document as it is now. */
export function attachmentOf(document: vscode.TextDocument, range: vscode.Range): Attachment {
  const from = document.offsetAt(range.start);
  const end = Math.min(document.offsetAt(range.end), from + mostCharacters);
  const kept = new vscode.Range(range.start, document.positionAt(end));
  const text = document.getText(kept);
  // A selection that ends at the start of a line does not hold that line.
  const lastLine = kept.end.character === 0 && kept.end.line > kept.start.line ? kept.end.line : kept.end.line + 1;
  return {
    chip: {
      path: vscode.workspace.asRelativePath(document.uri, false),
      lines: [kept.start.line + 1, lastLine],
      language: document.languageId,
      tokens: textTokens(text.length),
    },
    text,
  };
}

function rangeOf(symbol: vscode.DocumentSymbol | vscode.SymbolInformation): vscode.Range {
  return "location" in symbol ? symbol.location.range : symbol.range;
}

/** Output channels and the like are editors too. */
function isText(document: vscode.TextDocument): boolean {
  return ["file", "untitled", "vscode-remote", "vscode-vfs"].includes(document.uri.scheme);
}
