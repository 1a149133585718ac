import * as vscode from "vscode";
import { tellConnected } from "./add-key.ts";
import type { KeyDeps } from "./deps.ts";
import { freeLabel } from "./key-test.ts";

/** Looks for model servers on this machine and connects the chosen one. */
export async function addLocalServer(deps: KeyDeps): Promise<void> {
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: "Looking for model servers on this machine…",
      cancellable: true,
    },
    async (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return deps.findLocalServers(abort.signal);
    },
  );
  if (found.length === 0) return tellNoneFound(deps);
  const items = found.map(({ provider, models }) => ({
    provider,
    label: provider.name,
    description: `${models.length} ${models.length === 1 ? "model" : "models"}`,
    detail: provider.baseUrl,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: "Use a local server",
    placeHolder: "These answered",
  });
  if (!chosen) return;
  const { id, name } = chosen.provider;
  const taken = deps.credentials().filter(({ providerId }) => providerId === id);
  if (taken.length > 0) {
    void vscode.window.showInformationMessage(`${name} is connected already.`);
    return;
  }
  await deps.add({ providerId: id, label: freeLabel([]) }, undefined);
  await tellConnected(deps, `${name} is connected. Pick its model with "Switchyard: Switch Model…".`);
}

async function tellNoneFound(deps: KeyDeps): Promise<void> {
  const looked = deps
    .providers()
    .filter(({ local }) => local)
    .map(({ name, baseUrl }) => `${name} (${new URL(baseUrl).host})`)
    .join(", ");
  const settings = "Open Settings";
  const answer = await vscode.window.showInformationMessage(
    `No model server answered. Looked for ${looked}. Start one, or name its address in the setting switchyard.providers.`,
    settings,
  );
  if (answer === settings)
    await vscode.commands.executeCommand("workbench.action.openSettings", "@id:switchyard.providers");
}
