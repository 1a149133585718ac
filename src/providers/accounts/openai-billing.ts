import * as v from "valibot";
import type { BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { bearer } from "./account-api.ts";
import type { AccountPlace, Ask } from "./account-api.ts";
import { decode, figure, maybeFigure, tidy } from "./decode.ts";
import type { OneApiUnits } from "./one-api-status.ts";
import { UNREADABLE, WRONG_KEY } from "./refusals.ts";

/**
 * OpenAI's own billing calls of old, which it closed to keys in 2023 and which gateways kept:
 * https://github.com/songquanpeng/one-api and https://github.com/QuantumNous/new-api (controller/billing.go).
 * In a one-api of 2023 the limit is what is left instead of left and used together; that cannot be told from here.
 */
const subscription = v.object({
  hard_limit_usd: figure,
  /** Unix seconds; 0 or -1 for never. */
  access_until: maybeFigure,
});

/** In hundredths. */
const usage = v.object({ total_usage: figure });

/** one-api refuses with a good status, and this. */
const refused = v.object({ error: v.object({ message: v.string() }) });

/** What they answer for a key without a limit. */
const UNLIMITED = 100_000_000;

/** Where the server does not say how it counts. */
const DOLLARS: OneApiUnits["billing"] = { currency: "USD", divideBy: 1 };

/** `GET /dashboard/billing/subscription` and `GET /dashboard/billing/usage`, below the version segment. */
export async function readBilling(ask: Ask, place: AccountPlace, units = DOLLARS): Promise<Result<BalanceReading>> {
  const limits = await ask(bearer(`${place.baseUrl}/dashboard/billing/subscription`, place.key));
  if (!limits.ok) return limits;
  const used = await ask(bearer(`${place.baseUrl}/dashboard/billing/usage`, place.key));
  return used.ok ? decodeBilling(limits.value, used.value, units) : used;
}

export function decodeBilling(
  limits: unknown,
  used: unknown,
  { currency, divideBy }: OneApiUnits["billing"] = DOLLARS,
): Result<BalanceReading> {
  for (const answer of [limits, used]) {
    if (v.is(refused, answer)) return { ok: false, failure: WRONG_KEY };
  }
  const limit = decode(subscription, limits);
  if (!limit.ok) return limit;
  const spent = decode(usage, used);
  if (!spent.ok) return spent;
  const { hard_limit_usd: granted, access_until: until } = limit.value;
  if (granted < 0 || spent.value.total_usage < 0) return { ok: false, failure: UNREADABLE };
  const use = tidy(spent.value.total_usage / 100 / divideBy);
  const all = tidy(granted / divideBy);
  return {
    ok: true,
    value: {
      of: "key",
      currency,
      used: use,
      ...(granted === UNLIMITED ? { unlimited: true } : { granted: all, remaining: tidy(all - use) }),
      ...(until != null && until > 0 && { expiresAt: until * 1000 }),
    },
  };
}
