import * as vscode from "vscode";
import { views } from "../../manifest/views.ts";
import type { ChatController } from "./controller.ts";
import { createChatView, type ChatViewDeps } from "./view.ts";

/** Selections come in bursts while the mouse moves; the chip needs to follow only at the end of each. */
const selectionSettlesMs = 120;

/** Registers the chat view and keeps its selection chip in step with the editor. */
export function registerChat(deps: ChatViewDeps): vscode.Disposable {
  let settle: NodeJS.Timeout | undefined;
  const refresh = () => {
    clearTimeout(settle);
    settle = setTimeout(() => deps.controller.refreshSelection(), selectionSettlesMs);
  };
  return vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(views.chat, createChatView(deps)),
    vscode.window.onDidChangeTextEditorSelection(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    { dispose: () => clearTimeout(settle) },
    { dispose: () => deps.controller.dispose() },
  );
}

/** Brings the chat view to the front. */
export async function openChat(controller: ChatController): Promise<void> {
  await vscode.commands.executeCommand(`${views.chat}.focus`);
  controller.refreshSelection();
}
