import { randomInt } from "node:crypto";
import { type Ledger, openLedger } from "../ledger/ledger.ts";
import { systemClock } from "../platform/clock.ts";
import type { Config } from "./config.ts";
import type { Connected } from "./connect.ts";
import { type HeldPrices, holdPrices } from "./prices.ts";
import { report, reportBug } from "./report.ts";

/** What is kept of calls, and what they cost. */
export interface Recorded {
  readonly ledger: Ledger;
  readonly prices: HeldPrices;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** Opens the ledger in a folder, and has what it takes priced. */
export async function record(directory: string, config: () => Config, { connections }: Connected): Promise<Recorded> {
  const prices = await holdPrices({
    directory,
    provider: connections.provider,
    overrides: () => config().user.prices,
    mayRefresh: () => config().priceUpdates,
    onError: (error) => reportBug("price list", error),
  });
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
      prices.close();
      await ledger.close();
    },
  };
}
