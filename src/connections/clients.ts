import type { Transport } from "../router/types.ts";
import type { Failure, Result } from "../spec/failure.ts";
import type { Credential, Provider, ProviderClient } from "../spec/provider.ts";
import type { Directory } from "../router/types.ts";

/** Makes a client for a provider and a key: providers/client.ts, given by compose. */
export type ClientFactory = (options: {
  readonly provider: Provider;
  readonly key: string | undefined;
}) => ProviderClient;

/** Provider clients by credential: made on first use, made anew when the key or the provider's address changes. */
export interface Clients {
  of(credentialId: string): Promise<Result<ProviderClient>>;
  /** The router's way out. */
  readonly transport: Transport;
  /** Drops a client, so that the next use reads the key again. */
  forget(credentialId: string): void;
}

/** `keyOf` reads a key from where it is kept; the client made from it is the only other place that ever holds it. */
export function createClients(
  directory: Directory,
  keyOf: (credentialId: string) => Promise<string | undefined>,
  create: ClientFactory,
): Clients {
  const made = new Map<string, { readonly provider: Provider; readonly client: ProviderClient }>();

  const of = async (credentialId: string): Promise<Result<ProviderClient>> => {
    const credential = directory.credentials().find((one) => one.id === credentialId);
    const provider = credential && directory.provider(credential.providerId);
    if (!credential || !provider) return { ok: false, failure: noKey("This key was removed.") };
    const kept = made.get(credentialId);
    if (kept?.provider === provider) return { ok: true, value: kept.client };
    const key = credential.hasKey ? await keyOf(credentialId) : undefined;
    if (key === undefined && provider.needsKey) return { ok: false, failure: noKey(missingKey(provider, credential)) };
    const client = create({ provider, key });
    made.set(credentialId, { provider, client });
    return { ok: true, value: client };
  };

  return {
    of,
    async *transport(route, request, signal) {
      const client = await of(route.credential);
      if (client.ok) yield* client.value.stream(request, route.model, signal);
      else yield { type: "failure", failure: client.failure };
    },
    forget: (credentialId) => void made.delete(credentialId),
  };
}

function missingKey(provider: Provider, credential: Credential): string {
  return `The key "${credential.label}" of ${provider.name} is not in this system's secret storage any more: add it again with "Switchyard: Manage API Keys".`;
}

function noKey(message: string): Failure {
  return { class: "credential-invalid", scope: "credential", message };
}
