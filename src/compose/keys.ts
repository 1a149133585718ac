import { findLocalServers } from "../connections/local-servers.ts";
import type { KeyDeps } from "../features/keys/deps.ts";
import { recogniseKey } from "../providers/catalog/recognise-key.ts";
import { createProviderClient } from "../providers/client.ts";
import type { Connected } from "./connect.ts";

/** What the key dialogs work on. */
export function keyDeps({ connections, credentials, listings, settings, simulator }: Connected): KeyDeps {
  const forget = (credentialId: string) => {
    const credential = credentials.list().find(({ id }) => id === credentialId);
    if (credential) listings.forget(credential.providerId);
  };
  return {
    providers: connections.providers,
    credentials: credentials.list,
    recognise: recogniseKey,
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
