import type { AccountKey, AccountStanding, Balance, Order, Plan, PlanStanding, Reconciliation } from "./account.ts";

/** A key with what is left on its account, for a page. */
export interface AccountCard extends Pick<AccountStanding, "spentSinceUsd" | "history"> {
  /** `Credential.id`. */
  readonly credential: string;
  readonly provider: string;
  readonly providerName: string;
  readonly label: string;
  readonly simulated: boolean;
  /** With its `source` and, as `at`, when it was read; missing when nothing is known: no reading, no top-up. */
  readonly balance?: Balance;
  /** The newest; missing when it cannot be told, and why. */
  readonly reconciliation?: Omit<Extract<Reconciliation, { kind: "told" }>, "kind">;
  readonly unreconciled?: string;
  /** The day on which it runs out at the pace of the last week; missing when nothing is spent. */
  readonly runsOutAt?: number;
  /** The same at the faster of the last paces. */
  readonly runsOutEarliestAt?: number;
  /** Why the last reading failed, with what to do; one sentence. */
  readonly problem?: string;
  readonly reading: boolean;
  /** Whether its provider tells of balances at all. */
  readonly canRefresh: boolean;
  /** The kind of key that would have to be added to be told anything, or more. */
  readonly wants?: AccountKey;
  /** The same as one sentence. */
  readonly hint?: string;
}

/** What a provider's own cost report says of a UTC day, against what was metered here. US dollars. */
export interface ReportedDay {
  readonly providerName: string;
  readonly day: number;
  readonly reportedUsd: number;
  readonly meteredUsd: number;
}

/** A plan with how it stands. */
export interface PlanCard extends PlanStanding {
  readonly plan: Plan;
  readonly providerName: string;
}

/** What is known of accounts, as a page shows it; plain data. */
export interface AccountCards {
  readonly accounts: readonly AccountCard[];
  readonly reported: readonly ReportedDay[];
  readonly orders: readonly (Order & { readonly providerName: string; readonly credentialLabel?: string })[];
  readonly plans: readonly PlanCard[];
  /** Who an order or a plan may belong to. */
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly credentials: readonly { readonly id: string; readonly provider: string; readonly label: string }[];
}
