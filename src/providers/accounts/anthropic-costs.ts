import * as v from "valibot";
import type { AccountReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import type { AccountApi } from "./account-api.ts";
import { addUp, COST_DAYS, costsSince } from "./cost-days.ts";
import { decode, figure, moment } from "./decode.ts";
import { readPages, type Page } from "./read-pages.ts";

type Cost = NonNullable<AccountReading["costs"]>[number];

/**
 * https://platform.claude.com/docs/en/api/admin-api/usage-cost/get-cost-report: buckets of a UTC day; `amount` is in
 * cents, as a decimal text ("123.45" is $1.23). Costs of Priority Tier are not in it. A model is named only when the
 * report is grouped by description, and then only for tokens.
 */
const answer = v.object({
  data: v.array(
    v.object({
      starting_at: moment,
      results: v.array(
        v.object({
          amount: figure,
          currency: v.pipe(v.string(), v.regex(/^usd$/i)),
          model: v.nullish(v.string()),
        }),
      ),
    }),
  ),
  has_more: v.boolean(),
  next_page: v.nullish(v.string()),
});

/** The most days that a page may have. */
const MOST_DAYS = 31;

/** `GET /organizations/cost_report` with an admin key (`sk-ant-admin…`); a balance is not told to anybody. */
export const anthropicCosts: AccountApi = {
  id: "anthropic-costs",
  wants: "admin-key",
  async read(ask, { baseUrl, key, now }) {
    const headers = { "x-api-key": key, "anthropic-version": "2023-06-01" };
    const costs = await readPages(
      ask,
      (page) => {
        const query = new URLSearchParams({
          starting_at: new Date(costsSince(now)).toISOString().replace(".000Z", "Z"),
          bucket_width: "1d",
          limit: String(Math.min(COST_DAYS + 1, MOST_DAYS)),
          "group_by[]": "description",
          ...(page !== undefined && { page }),
        });
        return { url: `${baseUrl}/organizations/cost_report?${query}`, headers };
      },
      decodeAnthropicCosts,
    );
    return costs.ok ? { ok: true, value: { balances: [], costs: addUp(costs.value) } } : costs;
  },
};

export function decodeAnthropicCosts(sent: unknown): Result<Page<Cost>> {
  const decoded = decode(answer, sent);
  if (!decoded.ok) return decoded;
  const rows = decoded.value.data.flatMap(({ starting_at: day, results }) =>
    results.map(({ amount, model }): Cost => ({ day, usd: amount / 100, ...(model != null && { model }) })),
  );
  const { has_more: more, next_page: next } = decoded.value;
  return { ok: true, value: { rows, ...(more && next != null && { next }) } };
}
