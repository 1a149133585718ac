import * as v from "valibot";
import type { AccountReading, BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { bearer, besideVersion } from "./account-api.ts";
import type { AccountApi } from "./account-api.ts";
import { decode, figure, maybeFigure, moment, tidy } from "./decode.ts";

/**
 * https://docs.litellm.ai/docs/proxy/virtual_keys and /docs/proxy/users: US dollars. Without a parameter the key tells
 * of itself; `spend` begins anew at `budget_reset_at`. The field `key` holds the key and is not read.
 */
const answer = v.object({
  info: v.object({
    spend: figure,
    max_budget: maybeFigure,
    budget_reset_at: v.nullish(moment),
    expires: v.nullish(moment),
    tpm_limit: maybeFigure,
    rpm_limit: maybeFigure,
  }),
});

/** `GET /key/info`, beside the version segment. */
export const liteLlm: AccountApi = {
  id: "litellm",
  wants: "key",
  async read(ask, { baseUrl, key }) {
    const told = await ask(bearer(`${besideVersion(baseUrl)}/key/info`, key));
    return told.ok ? decodeLiteLlm(told.value) : told;
  },
};

export function decodeLiteLlm(sent: unknown): Result<AccountReading> {
  const decoded = decode(answer, sent);
  if (!decoded.ok) return decoded;
  const { spend, max_budget: granted, budget_reset_at: resetsAt, expires, ...limits } = decoded.value.info;
  const balance: BalanceReading = {
    of: "key",
    currency: "USD",
    used: spend,
    ...(granted == null ? { unlimited: true } : { granted, remaining: tidy(granted - spend) }),
    ...(resetsAt != null && { resetsAt }),
    ...(expires != null && { expiresAt: expires }),
  };
  const plan = {
    ...(limits.rpm_limit != null && { requestsPerMinute: limits.rpm_limit }),
    ...(limits.tpm_limit != null && { tokensPerMinute: limits.tpm_limit }),
  };
  return { ok: true, value: { balances: [balance], ...(Object.keys(plan).length > 0 && { plan }) } };
}
