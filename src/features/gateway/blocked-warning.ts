import * as vscode from "vscode";

export interface BlockedWarningDeps {
  readonly openSettings: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly setPort: (port: number) => Promise<void>;
}

/** Warns that the gateway cannot run, and offers the ways out. */
export async function warnBlocked(port: number, message: string, deps: BlockedWarningDeps): Promise<void> {
  const another = "Choose Another Port";
  const open = "Open Settings";
  const stop = "Stop the Gateway";
  const text = `The gateway does not run. ${message}`;
  const chosen = await vscode.window.showWarningMessage(text, another, open, stop);
  if (chosen === open) await deps.openSettings();
  if (chosen === stop) await deps.stop();
  if (chosen !== another) return;
  const written = await vscode.window.showInputBox({
    title: "Port of the gateway",
    prompt: "Tools that use the gateway have to be told of it.",
    value: String(port + 1),
    validateInput: (said) => (portOf(said) === undefined ? "A port is a number from 1024 to 65535." : undefined),
  });
  const next = portOf(written ?? "");
  if (next !== undefined) await deps.setPort(next);
}

function portOf(said: string): number | undefined {
  const port = /^\d{4,5}$/.test(said.trim()) ? Number(said) : 0;
  return port >= 1024 && port <= 65_535 ? port : undefined;
}
