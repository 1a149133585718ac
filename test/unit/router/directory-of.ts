import type { Directory } from "../../../src/router/types.ts";
import type { Credential, ModelInfo, Provider } from "../../../src/spec/provider.ts";

/** A provider as a test describes it; what it leaves out is as most have it: one key, reached over the internet. */
export interface KnownProvider extends Partial<Omit<Provider, "id" | "models">> {
  readonly id: string;
  readonly models?: readonly ModelInfo[];
  /** The labels of its keys, in order; a label with a `-` in front stands for a credential whose key is missing. */
  readonly keys?: readonly string[];
}

/** A directory of these providers; a credential's id is `provider:label`. */
export function directoryOf(...known: readonly KnownProvider[]): Directory {
  const providers = known.map(({ keys: _keys, ...given }): Provider => ({
    name: given.id.toUpperCase(),
    dialect: "openai-chat",
    baseUrl: `https://${given.id}.example/v1`,
    needsKey: true,
    local: false,
    simulated: false,
    models: [{ id: "m", suits: ["chat", "completion"] }],
    ...given,
  }));
  const credentials = known.flatMap(({ id, keys = ["work"] }) =>
    keys.map((key): Credential => {
      const label = key.replace(/^-/, "");
      return { id: `${id}:${label}`, providerId: id, label, hasKey: label === key };
    }),
  );
  return {
    credentials: () => credentials,
    provider: (id) => providers.find((provider) => provider.id === id),
    model: (providerId, modelId) =>
      providers.find(({ id }) => id === providerId)?.models.find(({ id }) => id === modelId),
  };
}
