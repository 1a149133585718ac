/** What a provider says of money, or what is figured out in its place. Times are milliseconds since the Unix epoch. */

/** An amount in a currency by its ISO 4217 code, or in a provider's own unit such as `credits`. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** What is left on an account, at one moment. */
export interface Balance {
  /** `Provider.id`. */
  readonly provider: string;
  /** `Credential.id` of the key with which it was read. */
  readonly credential: string;
  readonly at: number;
  /** Said by the provider, or the last known figure minus what was metered since. */
  readonly source: "reported" | "estimated";
  /** Whose it is: the whole account's, or that of this key's own limit. The account's unless set. */
  readonly of?: "account" | "key";
  readonly currency: string;
  /** What can still be spent; missing where the provider tells of use alone, or where there is no limit. */
  readonly remaining?: number;
  /** What was spent in all, or in the key's current period. */
  readonly used?: number;
  /** What was put in, or the key's limit. */
  readonly granted?: number;
  /** Nothing limits this key. */
  readonly unlimited?: boolean;
  /** What `remaining` is made of, such as money that was given and money that was paid in. */
  readonly parts?: readonly { readonly label: string; readonly amount: number }[];
  /** When the limit begins anew. */
  readonly resetsAt?: number;
  /** When what is left expires. */
  readonly expiresAt?: number;
}

/** Money that went to a provider, or came back. */
export interface Order {
  /** Unique; the provider's own where it lists them, so that an order is never entered twice. */
  readonly id: string;
  readonly at: number;
  readonly provider: string;
  /** `Credential.id`, where it belongs to one key. */
  readonly credential?: string;
  readonly kind: "top-up" | "subscription" | "invoice" | "grant" | "refund";
  /** Positive; a refund takes away. */
  readonly amount: number;
  readonly currency: string;
  /** The receipt's or invoice's number. */
  readonly reference?: string;
  readonly note?: string;
  readonly source: "entered" | "imported" | "provider";
}

/** What a subscription or a tier of a provider allows. */
export interface Plan {
  readonly id: string;
  readonly provider: string;
  /** `Credential.id`, where it belongs to one key. */
  readonly credential?: string;
  readonly name: string;
  readonly price?: Money;
  /** How often it is paid and its quota begins anew. */
  readonly period: "day" | "week" | "month" | "year" | "once";
  /** When it began; periods are counted from here, so a plan of the 31st renews on a shorter month's last day. */
  readonly startedAt: number;
  /** When it ended or will. */
  readonly endsAt?: number;
  /** What a period includes. */
  readonly quota?: { readonly unit: "usd" | "tokens" | "requests"; readonly amount: number };
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  readonly note?: string;
}

/** What a provider's own books say was spent on one UTC day (as OpenAI and Anthropic report it to an admin key). */
export interface ReportedCost {
  readonly provider: string;
  /** `Credential.id` of the admin key. */
  readonly credential: string;
  /** The UTC day's first moment. */
  readonly day: number;
  /** Where the report tells models apart. */
  readonly model?: string;
  readonly usd: number;
}

/** A balance as one answer of a provider says it; who, with which key and when is added by whoever asked. */
export type BalanceReading = Omit<Balance, "provider" | "credential" | "at" | "source">;

/**
 * The kinds of keys that tell of an account.
 * - `key`: the one for models
 * - `admin-key`: an organisation's (OpenAI, Anthropic) or a management key (OpenRouter)
 * - `access-token`: a person's own at a self-hosted gateway (one-api, new-api)
 */
export type AccountKey = "key" | "admin-key" | "access-token";

/** What one look at an account told. */
export interface AccountReading {
  readonly balances: readonly BalanceReading[];
  readonly orders?: readonly Order[];
  readonly plan?: { readonly tier?: string; readonly requestsPerMinute?: number; readonly tokensPerMinute?: number };
  readonly costs?: readonly Omit<ReportedCost, "provider" | "credential">[];
  /** Another kind of key of the same provider would tell more. */
  readonly tellsMore?: AccountKey;
}

/** What was metered here in a stretch of time. */
export interface Metered {
  readonly usd: number;
  /** Attempts of unknown price; when not 0, the true sum is higher than `usd`. */
  readonly unpriced: number;
  /** Prompt and answer together. */
  readonly tokens: number;
  readonly requests: number;
}

/** What a provider says was spent between two readings, against what was metered here; or why that cannot be told. */
export type Reconciliation =
  | {
      readonly kind: "told";
      readonly from: number;
      readonly until: number;
      /** US dollars, as all of these. */
      readonly reportedUsd: number;
      readonly meteredUsd: number;
      /** What the provider says beyond what was metered; below 0 when it says less. */
      readonly differenceUsd: number;
      /** Of `reportedUsd`, from -100 up; missing when that is 0. */
      readonly differencePercent?: number;
      /** What may explain a difference; one sentence. */
      readonly note?: string;
    }
  | { readonly kind: "untold"; readonly reason: string };

/** When something is used up: at the faster of two paces, and at their mean. */
export interface RunOut {
  readonly earliest: number;
  readonly likely: number;
}

/** How the account behind a key stands. */
export interface AccountStanding {
  /** Reported, else estimated; missing when nothing is known. */
  readonly balance?: Balance;
  /** US dollars metered since the balance was read. */
  readonly spentSinceUsd: number;
  /** Ascending. */
  readonly history: readonly { readonly at: number; readonly remaining: number }[];
  readonly reconciliation: Reconciliation;
  readonly runOut?: RunOut;
}

/** How a plan stands in the period that is running. */
export interface PlanStanding {
  /** Missing when the plan has not begun or has ended. */
  readonly periodFrom?: number;
  /** Missing when it does not renew. */
  readonly renewsAt?: number;
  /** Of the quota, in its unit. */
  readonly used?: number;
  readonly left?: number;
  /** When the quota runs out at its present pace, if before the period ends. */
  readonly runsOutAt?: number;
}
