import { join } from "node:path";
import type { Clock } from "../../spec/clock.ts";
import { readState, type RefreshState } from "./kept-list.ts";
import { priceFiles } from "./price-store.ts";
import { loadPricing, type PriceAttempt, type Pricing, type PricingOptions } from "./pricing.ts";
import { keptPrices, type Refreshed, refreshPrices, type RefreshOptions } from "./refresh.ts";

/** What the router asks of prices: US dollars, undefined where a price is unknown. */
interface RouterPrices {
  estimate(...asked: Parameters<Pricing["estimate"]>): number | undefined;
  readonly costOf: PriceAttempt;
}

/** The prices in use. The list is large, so it is read when a price is first wanted, and again when a newer one came. */
export interface PriceHolder {
  /** Reads the list unless that was done. */
  load(): Promise<Pricing>;
  /** With the list in use; until it is read, some tens of milliseconds after it was first wanted, no price is known. */
  readonly priceAttempt: PriceAttempt;
  readonly forRouter: RouterPrices;
  /**
   * Looks for a newer list: at most once a day and as the user allows, or at once when asked. What came of it is used from
   * then on.
   */
  refresh(asked: boolean): Promise<Refreshed>;
  /** When a newer list was last looked for, and what came in the way. */
  state(): Promise<RefreshState | undefined>;
  /** Looks for no newer list any more. */
  dispose(): void;
}

export interface PriceHolderOptions extends Pick<PricingOptions, "provider" | "overrides"> {
  /** In which a newer list is kept, in a folder of its own. */
  readonly directory: string;
  /** Whether newer lists may be looked for by themselves. */
  readonly mayRefresh: () => boolean;
  readonly clock: Clock;
  readonly fetch: RefreshOptions["fetch"];
  /** Told when another list is used. */
  readonly changed?: () => void;
  readonly onError: (error: unknown) => void;
}

/** A server that does not answer must not be waited for long. */
const refreshWithinMs = 20_000;

/** Not at the start, nor for a process that is there for one piece of work; then so often it is seen whether a day is over. */
const firstLookMs = 5 * 60_000;
const lookEveryMs = 6 * 3_600_000;

/** Reads nothing yet, and looks for a newer list now and then. */
export function createPriceHolder(given: PriceHolderOptions): PriceHolder {
  const { directory, mayRefresh, clock, fetch, changed, onError, ...options } = given;
  const store = priceFiles(join(directory, "prices"));
  let pricing: Pricing | undefined;
  let loading: Promise<Pricing> | undefined;
  const read = async () => (pricing = await loadPricing({ ...options, kept: () => keptPrices(store) }));
  const load = () => (loading ??= read().finally(() => !pricing && (loading = undefined)));
  const known = (): Pricing | undefined => {
    if (!pricing && !loading) load().catch(onError);
    return pricing;
  };
  const priceAttempt: PriceAttempt = (attempt) => known()?.priceAttempt(attempt) ?? { kind: "unknown" };
  const refresh = async (asked: boolean): Promise<Refreshed> => {
    const ports = { fetch, clock, store, enabled: mayRefresh };
    const refreshed = await refreshPrices(ports, asked, AbortSignal.timeout(refreshWithinMs));
    if (refreshed.kind === "refreshed") {
      if (loading) await (loading = read());
      changed?.();
    }
    return refreshed;
  };
  let cancelLook = () => {};
  const lookIn = (delayMs: number) => {
    cancelLook = clock.schedule(delayMs, () => {
      refresh(false).catch(onError);
      lookIn(lookEveryMs);
    });
  };
  lookIn(firstLookMs);
  return {
    load,
    priceAttempt,
    forRouter: {
      estimate(route, tokens, at) {
        const cost = known()?.estimate(route, tokens, at);
        return cost?.kind === "known" ? cost.usd : undefined;
      },
      costOf: priceAttempt,
    },
    refresh,
    state: () => readState(store),
    dispose: () => cancelLook(),
  };
}
