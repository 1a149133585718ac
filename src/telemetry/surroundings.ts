import type { Dialect } from "../spec/provider.ts";

/** What records do not say of providers and keys. What is not given is left out of what is sent. */
export interface Surroundings {
  /** A provider by its id. */
  readonly provider?: (id: string) => { readonly baseUrl: string; readonly dialect: Dialect } | undefined;
  /** What the user calls a key, by `Credential.id`. The id itself is never sent. */
  readonly keyLabel?: (credential: string) => string | undefined;
}
