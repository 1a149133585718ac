import type { AccountCards } from "../../spec/account-card.ts";
import type { Order, Plan } from "../../spec/account.ts";
import type { LimitReading } from "../../spec/hindsight.ts";

/** What a provider's headers last said of a key's limit, by the minute or by the day as the provider has it. */
export interface LimitRow extends Pick<LimitReading, "kind" | "model" | "at" | "limit" | "remaining" | "resetsAt"> {
  /** Such as `OpenAI, work`. */
  readonly key: string;
}

export interface AccountsView extends AccountCards {
  readonly limits: readonly LimitRow[];
}

/** An order or a plan as a form gives it: without an id when it is new. */
export type OrderDraft = Omit<Order, "id" | "source"> & { readonly id?: string };
export type PlanDraft = Omit<Plan, "id"> & { readonly id?: string };
