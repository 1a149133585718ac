import * as vscode from "vscode";
import { compose, type Services } from "./compose.ts";

/** VS Code waits five seconds for an extension that is closed; telemetry takes two of them. */
const graceMs = 1_500;

let close: (() => Promise<unknown>) | undefined;

/**
 * VS Code's entry. What is built lies in compose.ts; VS Code disposes it through `context.subscriptions`.
 * Only under a test runner is it handed out; other extensions get nothing.
 */
export async function activate(context: vscode.ExtensionContext): Promise<Services | undefined> {
  const services = await compose(context);
  close = async () => {
    // Its calls are recorded as they end, so the ledger is closed behind it.
    await services.gateway.stop(graceMs);
    await Promise.all([services.telemetry.stop(), services.ledger.close()]);
  };
  return context.extensionMode === vscode.ExtensionMode.Test ? services : undefined;
}

/** VS Code waits for this one, so what was recorded last is written, and told to a collector, too. */
export async function deactivate(): Promise<void> {
  await close?.();
}
