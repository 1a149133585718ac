import * as vscode from "vscode";
import { compose, type Services } from "./compose.ts";

let close: (() => Promise<unknown>) | undefined;

/**
 * VS Code's entry. What is built lies in compose.ts; VS Code disposes it through `context.subscriptions`.
 * Only under a test runner is it handed out; other extensions get nothing.
 */
export async function activate(context: vscode.ExtensionContext): Promise<Services | undefined> {
  const services = await compose(context);
  close = () => Promise.all([services.telemetry.stop(), services.ledger.close()]);
  return context.extensionMode === vscode.ExtensionMode.Test ? services : undefined;
}

/** VS Code waits for this one, so what was recorded last is written, and told to a collector, too. */
export async function deactivate(): Promise<void> {
  await close?.();
}
