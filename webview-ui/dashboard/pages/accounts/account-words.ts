import type { AccountCard } from "../../../../src/spec/account-card.ts";
import type { Balance } from "../../../../src/spec/account.ts";
import { dayWords } from "../../parts/day-words.ts";
import { money } from "./money.ts";

/** What is left, as the large figure of an account. */
export function leftWords(balance: Balance | undefined): string {
  if (balance === undefined) return "Unknown";
  if (balance.remaining !== undefined) return money(balance.remaining, balance.currency);
  if (balance.unlimited === true) return "No limit";
  return balance.used === undefined ? "Unknown" : `${money(balance.used, balance.currency)} used`;
}

/** What else is known of the balance: what it is made of, what it is of, when it ends. */
export function balanceFacts(balance: Balance, now: number): readonly string[] {
  const { currency, granted, used, remaining, parts = [], resetsAt, expiresAt } = balance;
  return [
    remaining !== undefined && granted !== undefined && `of ${money(granted, currency)}`,
    remaining !== undefined && used !== undefined && `${money(used, currency)} used`,
    remaining === undefined && used !== undefined && balance.unlimited !== true && "the provider tells of use alone",
    ...parts.map(({ label, amount }) => `${money(amount, currency)} ${label}`),
    resetsAt !== undefined && `begins anew ${dayWords(resetsAt, now)}`,
    expiresAt !== undefined && `${expiresAt > now ? "expires" : "expired"} ${dayWords(expiresAt, now)}`,
  ].filter((fact) => typeof fact === "string");
}

/** How long what is left lasts; undefined where it cannot be told. */
export function lastsWords({ balance, runsOutAt }: AccountCard, now: number): string | undefined {
  const remaining = balance?.remaining;
  if (remaining === undefined) return undefined;
  if (remaining <= 0) return "Used up. Top it up at the provider.";
  if (runsOutAt === undefined) return "Nothing was spent in the last week.";
  return `Runs out ${dayWords(Math.max(runsOutAt, now), now)} at the last week's pace.`;
}

/** Whether an account needs a look soon: it is used up, or will be within three days. */
export function isLow({ balance, runsOutAt }: AccountCard, now: number): boolean {
  const remaining = balance?.remaining;
  return remaining !== undefined && (remaining <= 0 || (runsOutAt !== undefined && runsOutAt < now + 3 * 86_400_000));
}
