import type { Pricing } from "../ledger/pricing/pricing.ts";
import type { Prices } from "../router/types.ts";

/**
 * The router's prices. The list is large and is read when a price is first asked for; until it is there, some tens of
 * milliseconds later, no price is known. `atOnce`: read now, because a budget wants to know from the first call on.
 */
export function pricesFrom(load: () => Promise<Pricing>, onError: (error: unknown) => void, atOnce: boolean): Prices {
  let pricing: Pricing | undefined;
  let loading = false;
  const known = (): Pricing | undefined => {
    if (!pricing && !loading) {
      loading = true;
      load()
        .then((loaded) => (pricing = loaded))
        .catch(onError)
        .finally(() => (loading = false));
    }
    return pricing;
  };
  if (atOnce) known();
  return {
    estimate(route, tokens, at) {
      const cost = known()?.estimate(route, tokens, at);
      return cost?.kind === "known" ? cost.usd : undefined;
    },
    costOf: (attempt) => known()?.priceAttempt(attempt) ?? { kind: "unknown" },
  };
}
