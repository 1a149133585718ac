import { randomInt } from "node:crypto";
import { type Ledger, openLedger } from "../ledger/ledger.ts";
import { createPriceHolder, type PriceHolder } from "../ledger/pricing/price-holder.ts";
import { systemClock } from "../platform/clock.ts";
import type { Config } from "./config.ts";
import type { Connected } from "./connect.ts";
import { report, reportBug } from "./report.ts";

/** What is kept of calls, and what they cost. */
export interface Recorded {
  readonly ledger: Ledger;
  readonly prices: PriceHolder;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** Opens the ledger in a folder, and has what it takes priced. */
export async function record(directory: string, config: () => Config, { connections }: Connected): Promise<Recorded> {
  const prices = createPriceHolder({
    directory,
    clock: systemClock,
    fetch: (url, init) => fetch(url, init),
    provider: connections.provider,
    overrides: () => config().user.prices,
    mayRefresh: () => config().priceUpdates,
    onError: (error) => reportBug("price list", error),
  });
  // The first call has its price already.
  await prices.load();
  const ledger = await openLedger({
    directory,
    writer: randomInt(2 ** 47),
    clock: systemClock,
    loadPrice: async () => prices.priceAttempt,
    keepDays: () => config().keepCallsDays,
  });
  const { status } = ledger;
  if (status.kind === "memory") report(`ledger: it is kept in memory alone: ${status.reason}`);
  if (status.kind === "recovered") report(`ledger: it was damaged and is set aside as ${status.file}`);
  return {
    ledger,
    prices,
    async close() {
      prices.dispose();
      await ledger.close();
    },
  };
}
