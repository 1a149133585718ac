import * as v from "valibot";
import type { BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { bearer, besideVersion } from "./account-api.ts";
import type { AccountApi } from "./account-api.ts";
import { decode, figure } from "./decode.ts";

/** https://api-docs.deepseek.com/api/get-user-balance: one entry a currency, CNY or USD, amounts as texts. */
const answer = v.object({
  balance_infos: v.array(
    v.object({
      currency: v.pipe(v.string(), v.nonEmpty()),
      total_balance: figure,
      granted_balance: figure,
      topped_up_balance: figure,
    }),
  ),
});

/** `GET /user/balance`, beside the version segment. */
export const deepSeek: AccountApi = {
  id: "deepseek",
  wants: "key",
  async read(ask, { baseUrl, key }) {
    const told = await ask(bearer(`${besideVersion(baseUrl)}/user/balance`, key));
    const balances = told.ok ? decodeDeepSeek(told.value) : told;
    return balances.ok ? { ok: true, value: { balances: balances.value } } : balances;
  },
};

export function decodeDeepSeek(sent: unknown): Result<readonly BalanceReading[]> {
  const decoded = decode(answer, sent);
  if (!decoded.ok) return decoded;
  const value = decoded.value.balance_infos.map((info): BalanceReading => ({
    of: "account",
    currency: info.currency.toUpperCase(),
    remaining: info.total_balance,
    parts: [
      { label: "paid in", amount: info.topped_up_balance },
      { label: "given", amount: info.granted_balance },
    ],
  }));
  return { ok: true, value };
}
