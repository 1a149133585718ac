import * as vscode from "vscode";
import { commandTitles } from "../../manifest/commands.ts";
import { activeSelection, symbolAtCaret } from "../chat/selection.ts";
import type { ChatController } from "../chat/controller.ts";

const question = "Explain this code: what it does, how, and what to watch out for.";

/** Explains the selection, or the symbol around the caret, in the chat view, by the routes of the `explain` task. */
export async function explain(controller: ChatController, openChat: () => Promise<void>): Promise<void> {
  const code = activeSelection() ?? (await symbolAtCaret());
  if (!code) {
    void vscode.window.showInformationMessage(
      "Select the code that you want explained, then run Explain Selection again.",
    );
    return;
  }
  await openChat();
  // An explanation stands on its own: it begins a conversation unless the open one is empty.
  controller.openNew();
  await controller.ask("explain", question, [code]);
}

/** Offers Explain in the lightbulb wherever something is selected. */
export function registerExplainAction(): vscode.Disposable {
  const kind = vscode.CodeActionKind.Empty.append("switchyard").append("explain");
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(_document, range) {
      if (range.isEmpty) return [];
      const action = new vscode.CodeAction("Explain with Switchyard", kind);
      action.command = { command: "switchyard.explain", title: commandTitles["switchyard.explain"] };
      return [action];
    },
  };
  return vscode.languages.registerCodeActionsProvider({ pattern: "**" }, provider, { providedCodeActionKinds: [kind] });
}
