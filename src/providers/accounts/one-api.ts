import * as v from "valibot";
import type { BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { bearer, besideVersion } from "./account-api.ts";
import type { AccountPlace, AccountRequest, Ask } from "./account-api.ts";
import { decode, figure, tidy } from "./decode.ts";
import { UNREADABLE, WRONG_KEY } from "./refusals.ts";

/**
 * `GET /api/user/self` with a person's access token: what is left and what was used, in units of quota.
 * https://docs.newapi.pro, https://docs.laozhang.ai/en/api-capabilities/balance-query
 */
const self = v.object({ data: v.object({ quota: figure, used_quota: figure }) });

/** `GET /api/usage/token/` with a key for models (new-api): https://www.newapi.ai/en/api/token-usage */
const usage = v.object({
  data: v.object({
    total_granted: figure,
    total_used: figure,
    total_available: figure,
    unlimited_quota: v.boolean(),
    /** Unix seconds; 0 for never. */
    expires_at: figure,
  }),
});

/** Both say no with a good status, and this instead of `data`. */
const refused = v.object({ success: v.literal(false) });

/** An access token may stand behind its user's number, `42:…`, since older servers want that in a header. */
const TOKEN_OF_USER = /^(\d+):(.+)$/;

/** Whether this can only be an access token. */
export function namesUser(key: string): boolean {
  return TOKEN_OF_USER.test(key);
}

export function selfRequest(baseUrl: string, key: string): AccountRequest {
  const [, user, token] = TOKEN_OF_USER.exec(key) ?? [];
  const { url, headers } = bearer(`${besideVersion(baseUrl)}/api/user/self`, token ?? key);
  return { url, headers: { ...headers, ...(user !== undefined && { "new-api-user": user }) } };
}

export async function readSelf(ask: Ask, place: AccountPlace, perDollar: number): Promise<Result<BalanceReading>> {
  const told = await ask(selfRequest(place.baseUrl, place.key));
  return told.ok ? decodeSelf(told.value, perDollar) : told;
}

export async function readUsage(ask: Ask, place: AccountPlace, perDollar: number): Promise<Result<BalanceReading>> {
  const told = await ask(bearer(`${besideVersion(place.baseUrl)}/api/usage/token/`, place.key));
  return told.ok ? decodeUsage(told.value, perDollar) : told;
}

export function decodeSelf(sent: unknown, perDollar: number): Result<BalanceReading> {
  if (v.is(refused, sent)) return { ok: false, failure: WRONG_KEY };
  const decoded = decode(self, sent);
  if (!decoded.ok) return decoded;
  const remaining = tidy(decoded.value.data.quota / perDollar);
  const used = tidy(decoded.value.data.used_quota / perDollar);
  return { ok: true, value: { of: "account", currency: "USD", remaining, used } };
}

export function decodeUsage(sent: unknown, perDollar: number): Result<BalanceReading> {
  if (v.is(refused, sent)) return { ok: false, failure: WRONG_KEY };
  const decoded = decode(usage, sent);
  if (!decoded.ok) return decoded;
  const { total_granted: granted, total_used: used, total_available: left, ...rest } = decoded.value.data;
  if (rest.expires_at < 0) return { ok: false, failure: UNREADABLE };
  return {
    ok: true,
    value: {
      of: "key",
      currency: "USD",
      used: tidy(used / perDollar),
      ...(rest.unlimited_quota
        ? { unlimited: true }
        : { granted: tidy(granted / perDollar), remaining: tidy(left / perDollar) }),
      ...(rest.expires_at > 0 && { expiresAt: rest.expires_at * 1000 }),
    },
  };
}
