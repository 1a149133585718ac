import { type Accounts, createAccounts } from "../connections/accounts/accounts.ts";
import { spenderOf } from "../features/dashboard/accounts-view.ts";
import { AccountBook } from "../ledger/accounts/account-book.ts";
import { systemClock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { accountAccess } from "../providers/accounts/account-apis.ts";
import { createAccountReader, type ReadAccount } from "../providers/accounts/read-account.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";
import type { Recorded } from "./record.ts";

/** Balances, orders and plans: what is known of accounts, and how more is learned. */
export interface Accounted {
  readonly accounts: Accounts;
  readonly accountBook: AccountBook;
  readonly readAccount: ReadAccount;
}

/** Reads accounts now and then, and keeps what they tell in the ledger. */
export function account(keep: Keep, log: Log, connected: Connected, { ledger }: Recorded): Accounted {
  const { changed, connections, credentials, simulator } = connected;
  const accountBook = new AccountBook(ledger.store);
  const readAccount = createAccountReader();
  const accounts = keep(
    createAccounts({
      clock: systemClock,
      directory: connections,
      credentials: connections.allCredentials,
      key: credentials.key,
      readable: (provider, forAccount) => accountAccess(provider, forAccount).readable,
      read: readAccount,
      book: accountBook,
      spentSince: (credential, from) =>
        accountBook.metered(spenderOf(credential), { from, until: systemClock.now() }).usd > 0,
      // The simulator's own balances are read while it runs, and no others.
      paused: ({ simulated }) => (simulator.running !== undefined) !== simulated,
      log,
    }),
  );
  keep(credentials.onDidChange((credentialId) => accounts.changed(credentialId)));
  keep(changed.event(() => accounts.changed()));
  return { accounts, accountBook, readAccount };
}
