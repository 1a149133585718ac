import * as vscode from "vscode";
import type { Provider } from "../../spec/provider.ts";
import type { KeyDeps } from "./deps.ts";
import { freeLabel, readKeyTest, type KeyTest } from "./key-test.ts";

interface ProviderItem extends vscode.QuickPickItem {
  readonly provider?: Provider;
}

/** Asks for a key, recognises or asks for its provider, tries the key, and keeps it. */
export async function addKey(deps: KeyDeps, providerId?: string): Promise<void> {
  const wanted =
    deps.providers().find(({ id }) => id === providerId) ?? (await pickProvider(deps, deps.providers(), true));
  if (!wanted) return;
  const key = await askKey(wanted === "recognise" ? undefined : wanted);
  if (key === undefined) return;
  const provider = wanted === "recognise" ? await providerOf(deps, key) : wanted;
  if (!provider) return;
  if (!(await confirmed(provider, await testKey(deps, provider, key)))) return;
  const taken = deps.credentials().filter((one) => one.providerId === provider.id);
  await deps.add({ providerId: provider.id, label: freeLabel(taken.map(({ label }) => label)) }, key);
  await tellConnected(deps, `${provider.name} is connected. Its models are tried after those you connected before.`);
}

/** Says that a provider is connected, and offers to let it answer where the simulator still stands in for it. */
export async function tellConnected(deps: KeyDeps, message: string): Promise<void> {
  if (!deps.simulated()) return void vscode.window.showInformationMessage(message);
  const stop = "Stop the Simulator";
  const asked = `${message} It rests as long as the simulator is on.`;
  if ((await vscode.window.showInformationMessage(asked, stop)) === stop) await deps.stopSimulator();
}

/** Asks for a key without ever showing it. */
export async function askKey(provider: Provider | undefined): Promise<string | undefined> {
  const where = provider?.keyUrl ? ` Get one at ${provider.keyUrl}` : "";
  const key = await vscode.window.showInputBox({
    title: provider ? `${provider.name} key` : "API key",
    prompt: `Paste the key. It is kept in this system's secret storage only.${where}`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (/\s/.test(text.trim()) ? "A key has no spaces in it." : undefined),
  });
  return key?.trim() || undefined;
}

/** Tries a key by asking for the provider's models; the user sees that it takes a moment and can cancel. */
export async function testKey(deps: KeyDeps, provider: Provider, key: string | undefined): Promise<KeyTest> {
  return showAsking(provider, async (signal) => readKeyTest(provider, await deps.test(provider, key, signal)));
}

/** Shows that a provider is being asked, until it has answered or the user cancels. */
export async function showAsking<T>(provider: Provider, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Asking ${provider.name}…`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return ask(abort.signal);
  });
}

/** A key that works is kept without a question; any other only when the user says so. */
export async function confirmed(provider: Provider, test: KeyTest): Promise<boolean> {
  if (test.kind === "works") return true;
  const keep = "Keep It Anyway";
  const message =
    test.kind === "refused"
      ? `${provider.name} did not accept this key.`
      : `${provider.name} could not be asked whether this key works.`;
  return (await vscode.window.showWarningMessage(message, { modal: true, detail: test.message }, keep)) === keep;
}

async function providerOf(deps: KeyDeps, key: string): Promise<Provider | undefined> {
  const candidates = deps.recognise(key);
  const providers = deps.providers().filter(({ id }) => candidates.includes(id));
  if (providers.length === 1) return providers[0];
  const picked = await pickProvider(deps, providers.length > 0 ? providers : deps.providers(), false);
  return picked === "recognise" ? undefined : picked;
}

async function pickProvider(
  deps: KeyDeps,
  providers: readonly Provider[],
  orRecognise: boolean,
): Promise<Provider | "recognise" | undefined> {
  const connected = new Set(deps.credentials().map(({ providerId }) => providerId));
  const items: ProviderItem[] = providers
    .filter(({ local }) => !local)
    .map((provider) => ({
      provider,
      label: provider.name,
      description: connected.has(provider.id) ? "connected; adds another key" : "",
    }));
  if (orRecognise) items.unshift({ label: "$(search) Paste a key and recognise its provider" });
  const chosen = await vscode.window.showQuickPick(items, { title: "Add an API key", placeHolder: "Whose key is it?" });
  return chosen && (chosen.provider ?? "recognise");
}
