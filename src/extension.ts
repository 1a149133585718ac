import type * as vscode from "vscode";
import { compose } from "./compose.ts";

/** VS Code's entry. What is built lies in compose.ts; VS Code disposes it through `context.subscriptions`. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  await compose(context);
}
