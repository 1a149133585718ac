import type { Result } from "../spec/failure.ts";
import type { ModelInfo, Provider } from "../spec/provider.ts";

/** A server found on this machine with what it offers. */
export interface LocalServer {
  readonly provider: Provider;
  readonly models: readonly ModelInfo[];
}

const answerWithinMs = 1_500;

/** Looks for the catalog's local servers on their usual ports, all at once; those that do not answer are left out. */
export async function findLocalServers(
  providers: readonly Provider[],
  list: (provider: Provider, signal: AbortSignal) => Promise<Result<readonly ModelInfo[]>>,
  signal: AbortSignal,
): Promise<readonly LocalServer[]> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]);
  const answers = await Promise.all(
    providers
      .filter((provider) => provider.local)
      .map(async (provider) => ({ provider, result: await list(provider, limit) })),
  );
  return answers.flatMap(({ provider, result }) => (result.ok ? [{ provider, models: result.value }] : []));
}
