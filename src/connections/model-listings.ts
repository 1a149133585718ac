import type { Clock } from "../spec/clock.ts";
import type { Result } from "../spec/failure.ts";
import type { Credential, ModelInfo } from "../spec/provider.ts";

/** The providers' live lists of models, remembered for a while. */
export interface ModelListings {
  /** The last list read for this provider, if any; never waits. */
  known(providerId: string): readonly ModelInfo[] | undefined;
  /** The list, read now unless it was read within the hour. */
  fetch(credential: Credential, signal: AbortSignal): Promise<Result<readonly ModelInfo[]>>;
  forget(providerId: string): void;
  /** Grows with each list that was read or forgotten. */
  readonly revision: number;
}

const freshForMs = 60 * 60_000;

/** `list` asks the provider. A failure is not remembered, so that the next look tries again. */
export function createModelListings(
  clock: Clock,
  list: (credential: Credential, signal: AbortSignal) => Promise<Result<readonly ModelInfo[]>>,
): ModelListings {
  const known = new Map<string, { readonly at: number; readonly models: readonly ModelInfo[] }>();
  let revision = 0;
  return {
    get revision() {
      return revision;
    },
    known: (providerId) => known.get(providerId)?.models,
    async fetch(credential, signal) {
      const last = known.get(credential.providerId);
      if (last && clock.now() - last.at < freshForMs) return { ok: true, value: last.models };
      const result = await list(credential, signal);
      if (!result.ok) return result;
      known.set(credential.providerId, { at: clock.now(), models: result.value });
      revision += 1;
      return result;
    },
    forget(providerId) {
      known.delete(providerId);
      revision += 1;
    },
  };
}
