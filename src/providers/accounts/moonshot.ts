import * as v from "valibot";
import type { BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { bearer } from "./account-api.ts";
import type { AccountApi } from "./account-api.ts";
import { decode, figure } from "./decode.ts";

/**
 * https://platform.moonshot.cn/docs/api/balance (yuan) and https://platform.moonshot.ai/docs/api/balance (US dollars):
 * the same answer, without a currency in it. Cash below 0 is owed, and `available_balance` is then the voucher's.
 */
const answer = v.object({
  data: v.object({ available_balance: figure, voucher_balance: figure, cash_balance: figure }),
});

/** `GET /users/me/balance`. */
export const moonshot: AccountApi = {
  id: "moonshot",
  wants: "key",
  async read(ask, { baseUrl, key }) {
    const told = await ask(bearer(`${baseUrl}/users/me/balance`, key));
    const balance = told.ok ? decodeMoonshot(told.value, currencyAt(baseUrl)) : told;
    return balance.ok ? { ok: true, value: { balances: [balance.value] } } : balance;
  },
};

export function decodeMoonshot(sent: unknown, currency: string): Result<BalanceReading> {
  const decoded = decode(answer, sent);
  if (!decoded.ok) return decoded;
  const { available_balance: remaining, voucher_balance: given, cash_balance: paid } = decoded.value.data;
  const parts = [
    { label: "paid in", amount: paid },
    { label: "given", amount: given },
  ];
  return { ok: true, value: { of: "account", currency, remaining, parts } };
}

/** Chinese vendors keep accounts in yuan at home and in US dollars abroad; the host tells which. */
export function currencyAt(baseUrl: string): string {
  return new URL(baseUrl).hostname.endsWith(".cn") ? "CNY" : "USD";
}
