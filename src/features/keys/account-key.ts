import * as vscode from "vscode";
import type { AccountKey } from "../../spec/account.ts";
import type { Provider } from "../../spec/provider.ts";
import { confirmed, showAsking, tellConnected } from "./add-key.ts";
import type { KeyDeps } from "./deps.ts";
import { freeLabel, type KeyTest, readAccountTest } from "./key-test.ts";

const kinds: Readonly<Record<AccountKey, { readonly name: string; readonly prompt: string }>> = {
  key: { name: "key", prompt: "Paste the key." },
  "admin-key": {
    name: "admin key",
    prompt:
      "Paste the admin or management key. It is asked for costs and balances only, and no model is asked with it.",
  },
  "access-token": {
    name: "access token",
    prompt: "Paste your access token, with your user number before it where the server wants one, such as 42:token.",
  },
};

/** Adds a key that no route uses: it is asked what was spent and what is left. */
export async function addAccountKey(deps: KeyDeps): Promise<void> {
  const provider = await pickProvider(deps);
  if (!provider) return;
  const { name, prompt } = kinds[deps.accountKey(provider) ?? "key"];
  const typed = await vscode.window.showInputBox({
    title: `${provider.name} ${name}`,
    prompt: `${prompt} It is kept in this system's secret storage only.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (/\s/.test(text.trim()) ? "There are no spaces in it." : undefined),
  });
  const key = typed?.trim();
  if (key === undefined || key === "") return;
  if (!(await confirmed(provider, await testAccountKey(deps, provider, key)))) return;
  const taken = deps.credentials().filter(({ providerId }) => providerId === provider.id);
  const label = freeLabel(
    taken.map((one) => one.label),
    "account",
  );
  await deps.add({ providerId: provider.id, label, use: "account" }, key);
  await tellConnected(deps, `${provider.name}'s account is read from now on. The dashboard shows what is left.`);
}

/** Reads the account with a key; the user sees that it takes a moment and can cancel. */
export async function testAccountKey(deps: KeyDeps, provider: Provider, key: string | undefined): Promise<KeyTest> {
  return showAsking(provider, async (signal) =>
    readAccountTest(provider, await deps.readAccount(provider, key, signal)),
  );
}

async function pickProvider(deps: KeyDeps): Promise<Provider | undefined> {
  const items = deps
    .providers()
    .filter((provider) => deps.accountKey(provider) !== undefined)
    .map((provider) => ({
      provider,
      label: provider.name,
      description: kinds[deps.accountKey(provider) ?? "key"].name,
    }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: "Add a key for an account",
    placeHolder: "Whose balance or costs is it to read?",
  });
  return chosen?.provider;
}
