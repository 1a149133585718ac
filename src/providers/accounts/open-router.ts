import * as v from "valibot";
import type { AccountReading, BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import type { AccountApi, AccountPlace, Ask } from "./account-api.ts";
import { bearer } from "./account-api.ts";
import { decode, figure, maybeFigure, moment, tidy } from "./decode.ts";

/** https://openrouter.ai/docs/api/api-reference/credits/get-credits: US dollars, bought and used in all. */
const credits = v.object({ data: v.object({ total_credits: figure, total_usage: figure }) });

/**
 * https://openrouter.ai/docs/api/api-reference/api-keys/get-current-key. `usage` is all time; a limit of null is none.
 * `rate_limit` is documented there as deprecated and meaningless, so it is not read.
 */
const key = v.object({
  data: v.object({
    limit: maybeFigure,
    limit_remaining: maybeFigure,
    limit_reset: v.nullish(v.string()),
    usage: figure,
    is_free_tier: v.nullish(v.boolean()),
    expires_at: v.nullish(moment),
  }),
});

/** The account's balance with a management key; with an ordinary one, what that key's own limit leaves. */
export const openRouter: AccountApi = {
  id: "openrouter",
  wants: "key",
  tellsMoreTo: "admin-key",
  async read(ask, place) {
    const told = await ask(bearer(`${place.baseUrl}/credits`, place.key));
    if (told.ok) {
      const balance = decodeCredits(told.value);
      return balance.ok ? { ok: true, value: { balances: [balance.value] } } : balance;
    }
    // 403 "Only management keys can perform this operation" is what an ordinary key gets.
    return told.failure.code === "wrong-kind-of-key" ? readKey(ask, place) : told;
  },
};

async function readKey(ask: Ask, { baseUrl, key: secret, now }: AccountPlace): Promise<Result<AccountReading>> {
  const told = await ask(bearer(`${baseUrl}/key`, secret));
  return told.ok ? decodeKey(told.value, now) : told;
}

export function decodeCredits(answer: unknown): Result<BalanceReading> {
  const decoded = decode(credits, answer);
  if (!decoded.ok) return decoded;
  const { total_credits: granted, total_usage: used } = decoded.value.data;
  return { ok: true, value: { of: "account", currency: "USD", granted, used, remaining: tidy(granted - used) } };
}

/** @param now milliseconds since the Unix epoch, to tell when the limit begins anew */
export function decodeKey(answer: unknown, now: number): Result<AccountReading> {
  const decoded = decode(key, answer);
  if (!decoded.ok) return decoded;
  const { limit, limit_remaining: left, limit_reset: reset, usage, ...rest } = decoded.value.data;
  const resetsAt = reset == null ? undefined : nextReset(reset, now);
  const limited = limit != null && { granted: limit, ...(left != null && { remaining: left }) };
  const balance: BalanceReading = {
    of: "key",
    currency: "USD",
    // A limit that begins anew leaves what its own period did not use; `usage` is of all time.
    used: limit != null && left != null && resetsAt !== undefined ? tidy(limit - left) : usage,
    ...(limited || { unlimited: true }),
    ...(resetsAt !== undefined && { resetsAt }),
    ...(rest.expires_at != null && { expiresAt: rest.expires_at }),
  };
  const plan = rest.is_free_tier === true ? { plan: { tier: "free" } } : {};
  return { ok: true, value: { balances: [balance], ...plan, tellsMore: "admin-key" } };
}

/**
 * Midnight UTC, weeks from Monday:
 * https://openrouter.ai/docs/client-sdks/typescript/models/operations/createkeyslimitreset.md
 */
function nextReset(reset: string, now: number): number | undefined {
  const at = new Date(now);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  if (reset === "daily") return Date.UTC(year, month, day + 1);
  if (reset === "weekly") return Date.UTC(year, month, day + 7 - ((at.getUTCDay() + 6) % 7));
  return reset === "monthly" ? Date.UTC(year, month + 1) : undefined;
}
