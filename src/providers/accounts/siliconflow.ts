import * as v from "valibot";
import type { BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { bearer } from "./account-api.ts";
import type { AccountApi } from "./account-api.ts";
import { decode, figure } from "./decode.ts";
import { currencyAt } from "./moonshot.ts";

/**
 * https://docs.siliconflow.cn/cn/api-reference/userinfo/get-user-info: amounts as texts. `balance` is what was given,
 * `chargeBalance` what was paid in.
 */
const answer = v.object({ data: v.object({ balance: figure, chargeBalance: figure, totalBalance: figure }) });

/** `GET /user/info`. */
export const siliconFlow: AccountApi = {
  id: "siliconflow",
  wants: "key",
  async read(ask, { baseUrl, key }) {
    const told = await ask(bearer(`${baseUrl}/user/info`, key));
    const balance = told.ok ? decodeSiliconFlow(told.value, currencyAt(baseUrl)) : told;
    return balance.ok ? { ok: true, value: { balances: [balance.value] } } : balance;
  },
};

export function decodeSiliconFlow(sent: unknown, currency: string): Result<BalanceReading> {
  const decoded = decode(answer, sent);
  if (!decoded.ok) return decoded;
  const { balance: given, chargeBalance: paid, totalBalance: remaining } = decoded.value.data;
  const parts = [
    { label: "paid in", amount: paid },
    { label: "given", amount: given },
  ];
  return { ok: true, value: { of: "account", currency, remaining, parts } };
}
