import * as vscode from "vscode";
import { compose, type Services } from "./compose.ts";

/**
 * VS Code's entry. What is built lies in compose.ts; VS Code disposes it through `context.subscriptions`.
 * Only under a test runner is it handed out; other extensions get nothing.
 */
export async function activate(context: vscode.ExtensionContext): Promise<Services | undefined> {
  const services = await compose(context);
  return context.extensionMode === vscode.ExtensionMode.Test ? services : undefined;
}
