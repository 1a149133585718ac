import type { Balance, Order, Plan } from "../../spec/account.ts";
import type { LimitReading } from "../../spec/hindsight.ts";

/** Where an account stands against what was metered here, between two readings of its balance or over reported days. */
export interface ReconciliationRow {
  readonly from: number;
  readonly until: number;
  /** US dollars that the provider says were spent. */
  readonly reportedUsd: number;
  /** US dollars that were metered here. */
  readonly meteredUsd: number;
}

/** A key with what is left on its account. */
export interface AccountRow {
  /** `Credential.id`. */
  readonly credential: string;
  readonly provider: string;
  readonly providerName: string;
  readonly label: string;
  readonly simulated: boolean;
  /** Missing when nothing is known: no reading, no top-up. */
  readonly balance?: Balance;
  /** US dollars metered since the balance was read. */
  readonly spentSinceUsd: number;
  /** Balances over time, ascending, for a small chart. */
  readonly history: readonly { readonly at: number; readonly remaining: number }[];
  /** The newest; missing when it cannot be told, and why. */
  readonly reconciliation?: ReconciliationRow;
  readonly unreconciled?: string;
  /** The day on which it runs out at the pace of the last week; missing when nothing is spent. */
  readonly runsOutAt?: number;
  /** Why the last reading failed, with what to do; one sentence. */
  readonly problem?: string;
  readonly reading: boolean;
  /** Whether its provider tells of balances at all. */
  readonly canRefresh: boolean;
  /** What would have to be added for a reading, one sentence. */
  readonly hint?: string;
}

/** What a provider's own cost report says of a day, against what was metered here. UTC days. */
export interface ReportedDay {
  readonly providerName: string;
  readonly day: number;
  readonly reportedUsd: number;
  readonly meteredUsd: number;
}

export interface PlanRow {
  readonly plan: Plan;
  readonly providerName: string;
  /** The period that is running; missing when the plan ended. */
  readonly periodFrom?: number;
  readonly renewsAt?: number;
  /** Of the quota, in its unit. */
  readonly used?: number;
  readonly left?: number;
  /** The day on which the quota runs out at this period's pace; missing when it lasts. */
  readonly runsOutAt?: number;
}

/** What a provider's headers last said of a key's limit, by the minute or by the day as the provider has it. */
export interface LimitRow extends Pick<LimitReading, "kind" | "model" | "at" | "limit" | "remaining" | "resetsAt"> {
  /** Such as `OpenAI, work`. */
  readonly key: string;
}

export interface AccountsView {
  readonly accounts: readonly AccountRow[];
  readonly limits: readonly LimitRow[];
  readonly reported: readonly ReportedDay[];
  readonly orders: readonly (Order & { readonly providerName: string; readonly credentialLabel?: string })[];
  readonly plans: readonly PlanRow[];
  /** Who an order or a plan may belong to. */
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly credentials: readonly { readonly id: string; readonly provider: string; readonly label: string }[];
}

/** An order or a plan as a form gives it: without an id when it is new. */
export type OrderDraft = Omit<Order, "id" | "source"> & { readonly id?: string };
export type PlanDraft = Omit<Plan, "id"> & { readonly id?: string };
