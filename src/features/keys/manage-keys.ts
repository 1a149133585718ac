import * as vscode from "vscode";
import type { Credential, Provider } from "../../spec/provider.ts";
import { addAccountKey, testAccountKey } from "./account-key.ts";
import { addKey, askKey, confirmed, testKey } from "./add-key.ts";
import type { KeyDeps } from "./deps.ts";
import { labelProblem } from "./key-test.ts";
import { addLocalServer } from "./local-server.ts";

interface KeyItem extends vscode.QuickPickItem {
  readonly run?: () => Promise<void>;
}

/** Lists the keys and lets the user test, rename, replace or remove each, or add one. */
export async function manageKeys(deps: KeyDeps): Promise<void> {
  const items: KeyItem[] = deps.credentials().map((credential) => {
    const provider = deps.providers().find(({ id }) => id === credential.providerId);
    return {
      label: `$(key) ${provider?.name ?? credential.providerId}`,
      description: descriptionOf(credential),
      detail: provider ? provider.baseUrl : "This provider is no longer in your settings; remove it or put it back.",
      run: () => manageOne(deps, credential, provider),
    };
  });
  items.push(
    { kind: vscode.QuickPickItemKind.Separator, label: "" },
    { label: "$(add) Add API key…", run: () => addKey(deps) },
    { label: "$(server-environment) Use a local server…", run: () => addLocalServer(deps) },
    { label: "$(credit-card) Add a key that only reads an account…", run: () => addAccountKey(deps) },
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: "API keys",
    placeHolder: "Pick a key to test, rename, replace or remove it",
  });
  await chosen?.run?.();
}

function descriptionOf({ hasKey, label, use }: Credential): string {
  if (!hasKey) return "no key needed";
  return use === "account" ? `${label}, reads the account only` : label;
}

async function manageOne(deps: KeyDeps, credential: Credential, provider: Provider | undefined): Promise<void> {
  const actions: KeyItem[] = [
    ...(provider ? [{ label: "$(pulse) Test", run: () => test(deps, credential, provider) }] : []),
    { label: "$(edit) Rename…", run: () => rename(deps, credential) },
    ...(provider && credential.hasKey
      ? [{ label: "$(key) Replace the key…", run: () => replace(deps, credential, provider) }]
      : []),
    { label: "$(trash) Remove…", run: () => remove(deps, credential, provider) },
  ];
  const title = `${provider?.name ?? credential.providerId}, ${credential.label}`;
  const chosen = await vscode.window.showQuickPick(actions, { title });
  await chosen?.run?.();
}

async function test(deps: KeyDeps, credential: Credential, provider: Provider): Promise<void> {
  const result = await testAs(deps, credential, provider, await deps.stored(credential.id));
  if (result.kind !== "works") return void vscode.window.showWarningMessage(result.message);
  const offers = credential.use === "account" ? "tells of the account" : `offers ${result.models} models`;
  void vscode.window.showInformationMessage(`${provider.name} accepts this key and ${offers}.`);
}

/** As what it is used for: an admin key need not be allowed to list models. */
function testAs(deps: KeyDeps, { use }: Credential, provider: Provider, key: string | undefined) {
  return use === "account" ? testAccountKey(deps, provider, key) : testKey(deps, provider, key);
}

async function rename(deps: KeyDeps, credential: Credential): Promise<void> {
  const taken = deps
    .credentials()
    .filter((one) => one.providerId === credential.providerId && one.id !== credential.id)
    .map(({ label }) => label);
  const label = await vscode.window.showInputBox({
    title: "Rename the key",
    prompt: "Chains that name this key with # have to be changed too.",
    value: credential.label,
    validateInput: (text) => labelProblem(text, taken),
  });
  if (label) await deps.rename(credential.id, label.trim());
}

async function replace(deps: KeyDeps, credential: Credential, provider: Provider): Promise<void> {
  const key = await askKey(provider);
  if (key !== undefined && (await confirmed(provider, await testAs(deps, credential, provider, key))))
    await deps.replace(credential.id, key);
}

async function remove(deps: KeyDeps, credential: Credential, provider: Provider | undefined): Promise<void> {
  const yes = "Remove";
  const answer = await vscode.window.showWarningMessage(
    `Remove ${provider?.name ?? credential.providerId}, ${credential.label}?`,
    {
      modal: true,
      detail: "The key is deleted from this system's secret storage. What was used with it stays in the usage panel.",
    },
    yes,
  );
  if (answer === yes) await deps.remove(credential.id);
}
