import type { AccountReading } from "../../spec/account.ts";
import type { Credential } from "../../spec/provider.ts";
import type { AccountKeeper } from "./account-deps.ts";

/** Enters what a key told at a moment. Throws when the book cannot be written. */
export function keepReading(
  book: AccountKeeper,
  { id: credential, providerId: provider }: Credential,
  reading: AccountReading,
  at: number,
): void {
  book.recordBalances(
    reading.balances.map((balance) => ({ ...balance, provider, credential, at, source: "reported" as const })),
  );
  book.recordCosts((reading.costs ?? []).map((cost) => ({ ...cost, provider, credential })));
  for (const order of reading.orders ?? []) book.saveOrder(order);
}
