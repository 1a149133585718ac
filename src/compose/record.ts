import { randomInt } from "node:crypto";
import * as vscode from "vscode";
import { type Ledger, openLedger } from "../ledger/ledger.ts";
import { createPriceHolder, type PriceHolder } from "../ledger/pricing/price-holder.ts";
import { createReader, type Reader } from "../ledger/reader/reader.ts";
import { settings } from "../manifest/settings.ts";
import { systemClock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Settings } from "../platform/settings.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";

/** What is kept of calls, and what they cost. */
export interface Recorded {
  readonly ledger: Ledger;
  /** Asks the ledger's file on a thread of its own. */
  readonly reader: Reader;
  readonly prices: PriceHolder;
  /** Fires when another price list is used. */
  readonly pricesChanged: vscode.EventEmitter<void>;
}

/** Opens the ledger, which prices what it takes. */
export async function record(
  context: vscode.ExtensionContext,
  keep: Keep,
  log: Log,
  { connections, settings: stated, user }: Connected,
): Promise<Recorded> {
  const directory = context.globalStorageUri.fsPath;
  const onError = (error: unknown) => log.error("reading the price list", error);
  const pricesChanged = keep(new vscode.EventEmitter<void>());
  const prices = keep(
    createPriceHolder({
      directory,
      clock: systemClock,
      fetch: (url, init) => fetch(url, init),
      changed: () => pricesChanged.fire(),
      provider: connections.provider,
      overrides: () => user().prices,
      mayRefresh: () => stated.read("priceUpdates") === true,
      onError,
    }),
  );
  // A budget wants to know what calls cost from the first one on.
  if (user().budgets.length > 0) prices.load().catch(onError);
  const ledger = await openLedger({
    directory,
    writer: randomInt(2 ** 47),
    clock: systemClock,
    loadPrice: async () => {
      await prices.load();
      return prices.priceAttempt;
    },
    keepDays: () => keptDays(stated),
  });
  const reader = createReader({
    file: () => ledger.file,
    script: vscode.Uri.joinPath(context.extensionUri, "dist", "ledger-reader.js").fsPath,
    inProcess: (query) => ledger.store.read(query),
    clock: systemClock,
  });
  keep({ dispose: () => void reader.close() });
  return { ledger, reader, prices, pricesChanged };
}

/** For how many days calls are kept; 0 for ever. */
export function keptDays(stated: Settings): number {
  const setting = stated.read("keepCallsDays");
  return typeof setting === "number" && setting >= 0 ? setting : settings.keepCallsDays.default;
}
