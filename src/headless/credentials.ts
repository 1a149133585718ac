import type { Credential, Provider } from "../spec/provider.ts";
import { type Environment, readVariable } from "./environment.ts";
import type { StatedCredential } from "./own-keys.ts";

/** A credential and the name of the environment variable that holds its key. */
export interface EnvCredential extends Credential {
  readonly env?: string;
}

/**
 * The credentials of a file, in its order. Their ids are made of what the file says, so that the ledger knows a key again
 * at the next start; a label is the variable's name unless the file has another.
 */
export function credentialsOf(stated: readonly StatedCredential[]): readonly EnvCredential[] {
  return stated.map(({ provider, env, label = env ?? "default" }) => ({
    id: `${provider}#${label}`,
    providerId: provider,
    label,
    hasKey: env !== undefined,
    ...(env !== undefined && { env }),
  }));
}

/**
 * What is wrong with them. A variable that is not set is: found out later, it would be when the other providers are down.
 *
 * @param providers the catalog's and the file's own
 */
export function credentialProblems(
  credentials: readonly EnvCredential[],
  providers: readonly Provider[],
  environment: Environment,
): readonly string[] {
  return credentials.flatMap(({ id, providerId, env }, at) => {
    const provider = providers.find((one) => one.id === providerId);
    if (!provider) return [`credentials.${at}.provider: there is no provider "${providerId}"`];
    if (credentials.findIndex((one) => one.id === id) < at) {
      return [`credentials.${at}: ${providerId} has one of this label already; give each its own`];
    }
    if (env === undefined) {
      return provider.needsKey ? [`credentials.${at}: ${provider.name} needs a key; name its variable as env`] : [];
    }
    return readVariable(environment, env) === undefined
      ? [`credentials.${at}.env: the variable that is named here is not set`]
      : [];
  });
}
