import { accountCards, type CardSources } from "../../connections/accounts/account-cards.ts";
import type { Accounts } from "../../connections/accounts/accounts.ts";
import type { Connections } from "../../connections/directory.ts";
import type { ExchangeRates } from "../../connections/exchange-rates.ts";
import type { AccountBook } from "../../ledger/accounts/account-book.ts";
import { ordersOf } from "../../ledger/accounts/money.ts";
import { planStanding } from "../../ledger/accounts/plan-standing.ts";
import { reconcileDays, totalDays } from "../../ledger/accounts/reconcile-days.ts";
import { accountStanding } from "../../ledger/accounts/standing.ts";
import type { AccountsView, LimitRow } from "../../protocol/dashboard/accounts.ts";
import type { AccountStanding, Order } from "../../spec/account.ts";
import type { LimitReading } from "../../spec/hindsight.ts";
import type { Credential } from "../../spec/provider.ts";
import type { Span } from "../../spec/series.ts";

export interface AccountSources {
  readonly connections: Connections;
  readonly accounts: Pick<Accounts, "status">;
  readonly book: AccountBook;
  /** What providers last said of keys' limits. */
  readonly limits: readonly LimitReading[];
  /** What a key of a provider tells of its account. */
  readonly access: CardSources["access"];
  readonly rates: ExchangeRates;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

const dayMs = 86_400_000;

/** How far back balances are looked at, and providers' own reports. */
const historyMs = 90 * dayMs;
const reportedMs = 60 * dayMs;

/** What of the calls an account paid for: the key of an account speaks for the whole of it, any other for itself. */
export function spenderOf({ providerId: provider, id, use }: Credential) {
  return use === "account" ? { provider } : { provider, credential: id };
}

/** Balances, orders and plans, with where they lead. */
export function accountsView(sources: AccountSources): AccountsView {
  const { connections, accounts, book, access, now } = sources;
  const orders = book.orders();
  const cards = accountCards({
    credentials: connections.allCredentials(),
    providers: connections.providers(),
    provider: connections.provider,
    access,
    status: accounts.status(),
    standing: (credential) => standingOf(credential, orders, sources),
    orders,
    plans: book.plans(),
    planStanding: (plan) => planStanding(plan, (span) => book.metered(plan, span), now),
    reported: reportedDays(book, { from: now - reportedMs, until: now + 1 }, now),
  });
  return { ...cards, limits: sources.limits.flatMap((reading) => limitRow(reading, connections) ?? []) };
}

/** Nothing of a key that was removed. */
function limitRow({ credential: id, ...reading }: LimitReading, connections: Connections): LimitRow | undefined {
  const credential = connections.allCredentials().find((one) => one.id === id);
  if (!credential) return undefined;
  const provider = connections.provider(credential.providerId)?.name ?? credential.providerId;
  return { ...reading, key: `${provider}, ${credential.label}` };
}

function standingOf(
  credential: Credential,
  orders: readonly Order[],
  { book, rates, now }: AccountSources,
): AccountStanding {
  const spender = spenderOf(credential);
  const since = book.firstMetered(spender);
  return accountStanding({
    provider: credential.providerId,
    credential: credential.id,
    readings: book.balanceHistory(credential.id, { from: now - historyMs, until: now + 1 }),
    orders: ordersOf(orders, credential.providerId, credential.id),
    metered: (span) => book.metered(spender, span),
    ...(since !== undefined && { since }),
    rates,
    now,
  });
}

/** What providers' own books say of their days, against what was metered. Newest first. */
function reportedDays(book: AccountBook, span: Span, now: number): CardSources["reported"] {
  const byProvider = Map.groupBy(book.reportedCosts(span), ({ provider }) => provider);
  const days = [...byProvider].flatMap(([provider, costs]) =>
    totalDays(reconcileDays(costs, book.meteredByDay(provider, span), now), now).map(
      ({ day, reportedUsd, meteredUsd }) => ({ provider, day, reportedUsd, meteredUsd }),
    ),
  );
  return days.toSorted((a, b) => b.day - a.day);
}
