import * as vscode from "vscode";
import type { Task } from "../../spec/task.ts";

/**
 * Files that a call of the task would send along now. What ghost text and explanations send is the open file; a chat sends
 * what its conversation has, and the open file where something is selected in it.
 */
export function pathsAtHand(task: Task, inConversation: readonly string[]): readonly string[] {
  const here = openFile(task === "chat");
  return task === "chat" ? [...new Set([...inConversation, ...here])] : here;
}

function openFile(onlySelected: boolean): readonly string[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.document.uri.scheme === "output") return [];
  if (onlySelected && editor.selection.isEmpty) return [];
  return [vscode.workspace.asRelativePath(editor.document.uri, false).replaceAll("\\", "/")];
}
