import * as v from "valibot";
import type { AccountReading, BalanceReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { besideVersion, type AccountApi } from "./account-api.ts";
import { nextBifrostReset } from "./bifrost-reset.ts";
import { decode, figure, maybeFigure, moment, tidy } from "./decode.ts";

const budget = v.object({
  max_limit: figure,
  current_usage: figure,
  /** A passing allowance on top, while it lasts. */
  override_amount: maybeFigure,
  reset_duration: v.nullish(v.string()),
  last_reset: v.nullish(moment),
  calendar_aligned: v.nullish(v.boolean()),
});

const rateLimit = v.object({
  request_max_limit: maybeFigure,
  request_reset_duration: v.nullish(v.string()),
  token_max_limit: maybeFigure,
  token_reset_duration: v.nullish(v.string()),
});

/**
 * https://docs.getbifrost.ai/api-reference/governance/get-virtual-key-quota: US dollars. A virtual key may have several
 * budgets, each with its own period, and a request must fit in all of them.
 */
const answer = v.object({
  virtual_key_name: v.string(),
  budgets: v.nullish(v.array(budget)),
  rate_limit: v.nullish(rateLimit),
});

/** `GET /api/governance/virtual-keys/quota`, beside the version segment; the virtual key tells of itself. */
export const bifrost: AccountApi = {
  id: "bifrost",
  wants: "key",
  async read(ask, { baseUrl, key, now }) {
    const url = `${besideVersion(baseUrl)}/api/governance/virtual-keys/quota`;
    const told = await ask({ url, headers: { "x-bf-vk": key } });
    return told.ok ? decodeBifrost(told.value, now) : told;
  },
};

/** @param now milliseconds since the Unix epoch, to tell when the budget begins anew */
function decodeBifrost(sent: unknown, now: number): Result<AccountReading> {
  const decoded = decode(answer, sent);
  if (!decoded.ok) return decoded;
  const { budgets, rate_limit: limits } = decoded.value;
  const readings = (budgets ?? []).map((each) => readBudget(each, now));
  const [tightest] = readings.toSorted((a, b) => (a.remaining ?? 0) - (b.remaining ?? 0));
  const balance = tightest ?? ({ of: "key", currency: "USD", unlimited: true } as const);
  const plan = limits == null ? {} : planOf(limits);
  return { ok: true, value: { balances: [balance], ...(Object.keys(plan).length > 0 && { plan }) } };
}

function readBudget(sent: v.InferOutput<typeof budget>, now: number): BalanceReading {
  const granted = tidy(sent.max_limit + (sent.override_amount ?? 0));
  const used = tidy(sent.current_usage);
  const resetsAt = nextBifrostReset(sent.last_reset, sent.reset_duration, sent.calendar_aligned === true);
  return {
    of: "key",
    currency: "USD",
    used,
    granted,
    remaining: tidy(granted - used),
    ...(resetsAt !== undefined && resetsAt > now && { resetsAt }),
  };
}

/** Limits of other periods than a minute have no place in a plan. */
function planOf(limits: v.InferOutput<typeof rateLimit>): NonNullable<AccountReading["plan"]> {
  const { request_max_limit: requests, token_max_limit: tokens } = limits;
  return {
    ...(requests != null && isMinute(limits.request_reset_duration) && { requestsPerMinute: requests }),
    ...(tokens != null && isMinute(limits.token_reset_duration) && { tokensPerMinute: tokens }),
  };
}

function isMinute(duration: string | null | undefined): boolean {
  return duration === "1m" || duration === "60s";
}
