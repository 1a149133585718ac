import { accountsView } from "../../src/features/dashboard/accounts-view.ts";
import { AccountBook } from "../../src/ledger/accounts/account-book.ts";
import { accountAccess } from "../../src/providers/accounts/account-apis.ts";
import { CATALOG } from "../../src/providers/catalog/catalog.ts";
import type { Credential } from "../../src/spec/provider.ts";
import type { Measures } from "./measure.ts";
import { million, openMillion } from "./million.ts";

const dayMs = 86_400_000;
const repeats = 5;

/** The page of accounts over a million calls, with nine keys that each have balances and a plan: it is made in the host. */
export async function benchAccounts(): Promise<Measures> {
  const { directory } = await million();
  const ledger = await openMillion(directory);
  const book = new AccountBook(ledger.store);
  const now = Date.now();
  const credentials = CATALOG.filter(({ local }) => !local)
    .slice(0, 9)
    .map(({ id }): Credential => ({ id: "credential-1", providerId: id, label: "work", hasKey: true }));
  for (const { providerId: provider, id: credential } of credentials) {
    for (let day = 40; day > 0; day -= 1) {
      const at = now - day * 2 * dayMs;
      book.recordBalances([{ provider, credential, at, source: "reported", currency: "USD", remaining: 100 + day }]);
    }
    const quota = { unit: "tokens", amount: 1e9 } as const;
    book.savePlan({ id: provider, provider, name: "Plan", period: "month", startedAt: now - 100 * dayMs, quota });
  }
  const connections = {
    credentials: () => credentials,
    allCredentials: () => credentials,
    providers: () => CATALOG,
    provider: (id: string) => CATALOG.find((one) => one.id === id),
    model: () => undefined,
    revision: () => 0,
  };
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now();
    const accounts = { status: () => new Map() };
    accountsView({ connections, accounts, book, access: accountAccess, rates: {}, limits: ledger.limits(), now });
    return performance.now() - start;
  });
  await ledger.close();
  return { "dashboard.accounts_ms_1m": { value: Math.max(...times), unit: "ms" } };
}
