import { findLocalServers } from "../connections/local-servers.ts";
import type { KeyDeps } from "../features/keys/deps.ts";
import { recogniseKey } from "../providers/catalog/recognise-key.ts";
import { createProviderClient } from "../providers/client.ts";
import { accountAccess } from "../providers/accounts/account-apis.ts";
import type { Accounted } from "./accounts.ts";
import type { Connected } from "./connect.ts";

/** What the key dialogs work on. */
export function keyDeps(base: Connected & Pick<Accounted, "readAccount">): KeyDeps {
  const { connections, credentials, listings, readAccount, settings, simulator } = base;
  const forget = (credentialId: string) => {
    const credential = credentials.list().find(({ id }) => id === credentialId);
    if (credential) listings.forget(credential.providerId);
  };
  return {
    providers: connections.providers,
    credentials: credentials.list,
    recognise: recogniseKey,
    accountKey: (provider) => accountAccess(provider, false).wants,
    readAccount: (provider, key, signal) => readAccount({ provider, key, forAccount: true }, signal),
    test: (provider, key, signal) => createProviderClient({ provider, key }).listModels(signal),
    stored: credentials.key,
    async add(credential, key) {
      await credentials.add(credential, key);
    },
    async replace(credentialId, key) {
      forget(credentialId);
      await credentials.replaceKey(credentialId, key);
    },
    rename: credentials.rename,
    async remove(credentialId) {
      forget(credentialId);
      await credentials.remove(credentialId);
    },
    simulated: () => simulator.running !== undefined,
    stopSimulator: () => settings.write("simulator.enabled", false),
    findLocalServers: (signal) =>
      findLocalServers(
        connections.providers(),
        (provider, limit) => createProviderClient({ provider, key: undefined }).listModels(limit),
        signal,
      ),
  };
}
