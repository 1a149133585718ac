/** US dollars per million tokens; a missing one costs what the kind that contains it costs. */
export interface PriceRates {
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly cacheWriteLong?: number;
  readonly reasoning?: number;
  /** US dollars a request. */
  readonly request?: number;
}

/** What a model costs, and who says so. */
export interface PriceRow extends PriceRates {
  readonly provider: string;
  readonly providerName: string;
  readonly model: string;
  readonly source: "list" | "override" | "free" | "unknown";
  /** When the list's price was checked or made, in milliseconds since the Unix epoch. */
  readonly listDate?: number;
  /** The list's name for it, where that is another. */
  readonly matched?: string;
  /** The vendor's page, where a price of ours stands in for one that the list has wrong. */
  readonly correctedFrom?: string;
  /** Prompts longer than that cost these rates, all their tokens. */
  readonly tiers: readonly (PriceRates & { readonly aboveTokens: number })[];
  /** Rates at certain times of the day, such as `00:30 to 16:30 UTC`. */
  readonly times: readonly (PriceRates & { readonly when: string })[];
  /** In a chain or used in the last 30 days. */
  readonly used: boolean;
}

export interface PricesView {
  readonly rows: readonly PriceRow[];
  /** Where the list is from, such as `Bundled with Switchyard`. */
  readonly listSource: string;
  readonly listDate: number;
  /** When it was last looked for a newer one; missing when never. */
  readonly checkedAt?: number;
  /** Why that failed. */
  readonly problem?: string;
  /** Whether newer lists are looked for by themselves. */
  readonly refreshes: boolean;
}
