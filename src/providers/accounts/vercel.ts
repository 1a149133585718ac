import * as v from "valibot";
import type { BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { bearer } from "./account-api.ts";
import type { AccountApi } from "./account-api.ts";
import { decode, figure } from "./decode.ts";

/** https://vercel.com/docs/ai-gateway/usage: US dollars as texts. */
const answer = v.object({ balance: figure, total_used: figure });

/** `GET /credits`. The simulator answers alike. */
export const vercel: AccountApi = {
  id: "vercel-ai-gateway",
  wants: "key",
  async read(ask, { baseUrl, key }) {
    const url = `${baseUrl}/credits`;
    const told = await ask(key === "" ? { url, headers: {} } : bearer(url, key));
    const balance = told.ok ? decodeVercel(told.value) : told;
    return balance.ok ? { ok: true, value: { balances: [balance.value] } } : balance;
  },
};

export function decodeVercel(sent: unknown): Result<BalanceReading> {
  const decoded = decode(answer, sent);
  if (!decoded.ok) return decoded;
  const { balance: remaining, total_used: used } = decoded.value;
  return { ok: true, value: { of: "account", currency: "USD", remaining, used } };
}
