import * as vscode from "vscode";
import type { Credential } from "../spec/provider.ts";

/**
 * Keys in SecretStorage and nowhere else: one entry a credential, plus an index of what there is. The index is a secret
 * too, because SecretStorage tells every window when an entry changes, and no other store does.
 */
export interface CredentialStore {
  /** In the order in which they were added. */
  list(): readonly Credential[];
  /** The key itself, for the request it belongs to. Undefined when there is none. */
  key(credentialId: string): Promise<string | undefined>;
  /** Throws when the key could not be read back, in which case nothing was added. */
  add(credential: Omit<Credential, "id" | "hasKey">, key: string | undefined): Promise<Credential>;
  replaceKey(credentialId: string, key: string): Promise<void>;
  rename(credentialId: string, label: string): Promise<void>;
  remove(credentialId: string): Promise<void>;
  /** Fires after any change, in whichever window it was made; with the credential's id where its key changed. */
  readonly onDidChange: vscode.Event<string | undefined>;
  dispose(): void;
}

const indexEntry = "switchyard.credentials";
const keyEntry = (credentialId: string) => `switchyard.key.${credentialId}`;

/** Reads the index and follows it from then on. */
export async function openCredentialStore(
  secrets: vscode.SecretStorage,
  newId: () => string,
): Promise<CredentialStore> {
  const changed = new vscode.EventEmitter<string | undefined>();
  let credentials = await readIndex(secrets);

  const writeIndex = async (change: (now: readonly Credential[]) => readonly Credential[]) => {
    // Read again first: another window may have added one since.
    credentials = change(await readIndex(secrets));
    await secrets.store(indexEntry, JSON.stringify(credentials));
    changed.fire(undefined);
  };

  const subscription = secrets.onDidChange(async ({ key }) => {
    if (key === indexEntry) {
      credentials = await readIndex(secrets);
      changed.fire(undefined);
    } else if (key.startsWith(keyEntry(""))) {
      changed.fire(key.slice(keyEntry("").length));
    }
  });

  return {
    list: () => credentials,
    key: async (id) => secrets.get(keyEntry(id)),
    async add(credential, key) {
      const added: Credential = { ...credential, id: newId(), hasKey: key !== undefined };
      if (key !== undefined) await storeVerified(secrets, keyEntry(added.id), key);
      await writeIndex((now) => [...now, added]);
      return added;
    },
    async replaceKey(id, key) {
      await storeVerified(secrets, keyEntry(id), key);
      await writeIndex((now) => now.map((one) => (one.id === id ? { ...one, hasKey: true } : one)));
    },
    rename: (id, label) => writeIndex((now) => now.map((one) => (one.id === id ? { ...one, label } : one))),
    async remove(id) {
      await writeIndex((now) => now.filter((one) => one.id !== id));
      await secrets.delete(keyEntry(id));
    },
    onDidChange: changed.event,
    dispose() {
      subscription.dispose();
      changed.dispose();
    },
  };
}

/** Users of other extensions lost keys to stores that failed in silence; so what was written is read back. */
async function storeVerified(secrets: vscode.SecretStorage, entry: string, key: string): Promise<void> {
  await secrets.store(entry, key);
  if ((await secrets.get(entry)) !== key) {
    throw new Error("The key could not be stored: this system's secret storage did not keep it.");
  }
}

async function readIndex(secrets: vscode.SecretStorage): Promise<readonly Credential[]> {
  const text = await secrets.get(indexEntry);
  if (text === undefined) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isCredential) : [];
  } catch {
    return [];
  }
}

function isCredential(value: unknown): value is Credential {
  if (typeof value !== "object" || value === null) return false;
  const { id, providerId, label, hasKey, use } = value as Record<string, unknown>;
  return (
    typeof id === "string" &&
    typeof providerId === "string" &&
    typeof label === "string" &&
    typeof hasKey === "boolean" &&
    (use === undefined || use === "account")
  );
}
