import { join } from "node:path";
import { loadPricing, type PriceAttempt, type PricingOptions } from "../ledger/pricing/pricing.ts";
import { priceFiles } from "../ledger/pricing/price-store.ts";
import { keptPrices, refreshPrices } from "../ledger/pricing/refresh.ts";
import { systemClock } from "../platform/clock.ts";
import type { Prices } from "../router/types.ts";

/** The prices in use. */
export interface HeldPrices {
  readonly priceAttempt: PriceAttempt;
  readonly forRouter: Prices;
  /** Looks for no newer list any more. */
  close(): void;
}

export interface HeldPricesOptions extends Pick<PricingOptions, "provider" | "overrides"> {
  /** Where a newer list is kept. */
  readonly directory: string;
  readonly mayRefresh: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** A server that does not answer must not be waited for long. */
const refreshWithinMs = 20_000;
/** So often it is seen whether a day is over since a newer list was looked for. */
const lookEveryMs = 6 * 3_600_000;

/** Reads the price list, and from then on looks for newer ones as far as that is allowed. */
export async function holdPrices(options: HeldPricesOptions): Promise<HeldPrices> {
  const { directory, mayRefresh, onError, provider, overrides } = options;
  const store = priceFiles(join(directory, "prices"));
  const read = () => loadPricing({ provider, overrides, kept: () => keptPrices(store) });
  let pricing = await read();
  const refresh = async () => {
    const fetchList = (url: string, init: RequestInit) => fetch(url, init);
    const ports = { fetch: fetchList, clock: systemClock, store, enabled: mayRefresh };
    const { kind } = await refreshPrices(ports, false, AbortSignal.timeout(refreshWithinMs));
    if (kind === "refreshed") pricing = await read();
  };
  let close = () => {};
  const look = () => {
    refresh().catch(onError);
    close = systemClock.schedule(lookEveryMs, look);
  };
  look();
  return {
    priceAttempt: (attempt) => pricing.priceAttempt(attempt),
    forRouter: {
      estimate(route, tokens, at) {
        const cost = pricing.estimate(route, tokens, at);
        return cost.kind === "known" ? cost.usd : undefined;
      },
      costOf: (attempt) => pricing.priceAttempt(attempt),
    },
    close: () => close(),
  };
}
