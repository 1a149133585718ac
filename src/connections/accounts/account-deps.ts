import type { Directory } from "../../router/types.ts";
import type { AccountReading, Balance, Order, ReportedCost } from "../../spec/account.ts";
import type { Clock } from "../../spec/clock.ts";
import type { Result } from "../../spec/failure.ts";
import type { Credential, Provider } from "../../spec/provider.ts";

/** Where readings are kept. */
export interface AccountKeeper {
  latestBalances(): readonly Balance[];
  /** What one reading told; returns whether it was entered. */
  recordBalances(balances: readonly Balance[]): boolean;
  recordCosts(costs: readonly ReportedCost[]): void;
  saveOrder(order: Order): void;
}

export interface AccountsDeps {
  readonly clock: Clock;
  readonly directory: Pick<Directory, "provider">;
  /** Every key, those for accounts alone included. */
  readonly credentials: () => readonly Credential[];
  /** The key itself, for the request it belongs to. */
  readonly key: (credentialId: string) => Promise<string | undefined>;
  /** Whether a key of this provider can tell of its account. */
  readonly readable: (provider: Provider, forAccount: boolean) => boolean;
  readonly read: (
    request: { readonly provider: Provider; readonly key: string | undefined; readonly forAccount: boolean },
    signal: AbortSignal,
  ) => Promise<Result<AccountReading>>;
  readonly book: AccountKeeper;
  /** Whether anything was spent through this key since then. */
  readonly spentSince: (credential: Credential, since: number) => boolean;
  /** Nothing is sent to this provider now: the network is gone, or the simulator stands in for it. */
  readonly paused: (provider: Provider) => boolean;
  /** From 0 up to 1; the usual one unless set. */
  readonly random?: () => number;
  readonly log: { warn(message: string): void; error(doing: string, error: unknown): void };
}
