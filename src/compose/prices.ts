import { join } from "node:path";
import * as vscode from "vscode";
import { readState, type RefreshState } from "../ledger/pricing/kept-list.ts";
import { loadPricing, type PriceAttempt, type Pricing, type PricingOptions } from "../ledger/pricing/pricing.ts";
import { priceFiles } from "../ledger/pricing/price-store.ts";
import { keptPrices, type Refreshed, refreshPrices } from "../ledger/pricing/refresh.ts";
import { systemClock } from "../platform/clock.ts";
import type { Prices } from "../router/types.ts";

/** The prices in use. The list is large, so it is read when a price is first wanted, and again when a newer one came. */
export interface PriceHolder {
  /** Reads the list unless that was done. */
  load(): Promise<Pricing>;
  /** With the list in use; until it is read, some tens of milliseconds after it was first wanted, no price is known. */
  readonly priceAttempt: PriceAttempt;
  readonly forRouter: Prices;
  /**
   * Looks for a newer list: at most once a day and as the user allows, or at once when asked. What came of it is used from
   * then on.
   */
  refresh(asked: boolean): Promise<Refreshed>;
  /** When a newer list was last looked for, and what came in the way. */
  state(): Promise<RefreshState | undefined>;
  /** Fires when another list is used. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

export interface PriceHolderOptions extends Pick<PricingOptions, "provider" | "overrides"> {
  /** Where a newer list is kept: the extension's global storage. */
  readonly directory: string;
  /** Whether newer lists may be looked for by themselves. */
  readonly mayRefresh: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** A server that does not answer must not be waited for long. */
const refreshWithinMs = 20_000;

/** Not while the editor starts; then so often it is seen whether a day is over. */
const firstLookMs = 5 * 60_000;
const lookEveryMs = 6 * 3_600_000;

export function createPriceHolder({ directory, mayRefresh, onError, ...options }: PriceHolderOptions): PriceHolder {
  const changed = new vscode.EventEmitter<void>();
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
    const fetchList = (url: string, init: RequestInit) => fetch(url, init);
    const ports = { fetch: fetchList, clock: systemClock, store, enabled: mayRefresh };
    const refreshed = await refreshPrices(ports, asked, AbortSignal.timeout(refreshWithinMs));
    if (refreshed.kind === "refreshed") {
      if (loading) await (loading = read());
      changed.fire();
    }
    return refreshed;
  };
  let cancelLook = () => {};
  const lookIn = (delayMs: number) => {
    cancelLook = systemClock.schedule(delayMs, () => {
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
    onDidChange: changed.event,
    dispose() {
      cancelLook();
      changed.dispose();
    },
  };
}
