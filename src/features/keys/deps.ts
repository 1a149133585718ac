import type { LocalServer } from "../../connections/local-servers.ts";
import type { AccountKey } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import type { Credential, ModelInfo, Provider } from "../../spec/provider.ts";

/** What the key dialogs need. Keys pass through `add`, `replace` and `test` and are kept by none of the dialogs. */
export interface KeyDeps {
  /** Providers that can be connected. */
  readonly providers: () => readonly Provider[];
  readonly credentials: () => readonly Credential[];
  /** Ids of providers whose keys look like this one. */
  readonly recognise: (key: string) => readonly string[];
  readonly test: (
    provider: Provider,
    key: string | undefined,
    signal: AbortSignal,
  ) => Promise<Result<readonly ModelInfo[]>>;
  /** The kind of key that a provider tells of its account; undefined where it tells nothing, or the usual key does. */
  readonly accountKey: (provider: Provider) => AccountKey | undefined;
  /** Reads the account with a key that was added for that alone. */
  readonly readAccount: (provider: Provider, key: string | undefined, signal: AbortSignal) => Promise<Result<unknown>>;
  readonly stored: (credentialId: string) => Promise<string | undefined>;
  readonly add: (
    credential: Pick<Credential, "providerId" | "label" | "use">,
    key: string | undefined,
  ) => Promise<void>;
  readonly replace: (credentialId: string, key: string) => Promise<void>;
  readonly rename: (credentialId: string, label: string) => Promise<void>;
  readonly remove: (credentialId: string) => Promise<void>;
  /** While the simulator is on, what is connected rests. */
  readonly simulated: () => boolean;
  readonly stopSimulator: () => Promise<void>;
  readonly findLocalServers: (signal: AbortSignal) => Promise<readonly LocalServer[]>;
}
