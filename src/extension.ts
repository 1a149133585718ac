import * as vscode from "vscode";
import { compose, type Services } from "./compose.ts";

/** VS Code waits five seconds for an extension that is closed; telemetry takes two of them. */
const graceMs = 1_500;
/** The gateway may be waiting for something else, such as a keyring that asks for a password; the ledger is not to wait with it. */
const mostMs = 2_000;

let close: (() => Promise<unknown>) | undefined;

/**
 * VS Code's entry. What is built lies in compose.ts; VS Code disposes it through `context.subscriptions`.
 * Only under a test runner is it handed out; other extensions get nothing.
 */
export async function activate(context: vscode.ExtensionContext): Promise<Services | undefined> {
  const services = await compose(context);
  close = async () => {
    // Its calls are recorded as they end, so the ledger is closed behind it.
    await Promise.race([services.gateway.stop(graceMs).catch(() => undefined), after(mostMs)]);
    await Promise.all([services.telemetry.stop(), services.ledger.close()]);
  };
  return context.extensionMode === vscode.ExtensionMode.Test ? services : undefined;
}

/** VS Code waits for this one, so what was recorded last is written, and told to a collector, too. */
export async function deactivate(): Promise<void> {
  await close?.();
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
