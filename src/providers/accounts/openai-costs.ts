import * as v from "valibot";
import type { AccountReading } from "../../spec/account.ts";
import type { Result } from "../../spec/failure.ts";
import { bearer } from "./account-api.ts";
import type { AccountApi } from "./account-api.ts";
import { addUp, COST_DAYS, costsSince } from "./cost-days.ts";
import { decode, figure } from "./decode.ts";
import { readPages, type Page } from "./read-pages.ts";

type Cost = NonNullable<AccountReading["costs"]>[number];

/**
 * https://platform.openai.com/docs/api-reference/usage/costs and
 * https://developers.openai.com/api/reference/resources/organization/subresources/audit_logs/methods/get_costs: buckets
 * of a UTC day in Unix seconds, US dollars, grouped by line item.
 */
const answer = v.object({
  data: v.array(
    v.object({
      start_time: figure,
      results: v.array(
        v.object({
          amount: v.object({ value: figure, currency: v.pipe(v.string(), v.regex(/^usd$/i)) }),
          line_item: v.nullish(v.string()),
        }),
      ),
    }),
  ),
  next_page: v.nullish(v.string()),
});

/** `GET /organization/costs` with an admin key; a balance is not told to anybody. */
export const openAiCosts: AccountApi = {
  id: "openai-costs",
  wants: "admin-key",
  async read(ask, { baseUrl, key, now }) {
    const costs = await readPages(
      ask,
      (page) => {
        const query = new URLSearchParams({
          start_time: String(costsSince(now) / 1000),
          bucket_width: "1d",
          limit: String(COST_DAYS + 1),
          group_by: "line_item",
          ...(page !== undefined && { page }),
        });
        return bearer(`${baseUrl}/organization/costs?${query}`, key);
      },
      decodeOpenAiCosts,
    );
    return costs.ok ? { ok: true, value: { balances: [], costs: addUp(costs.value) } } : costs;
  },
};

export function decodeOpenAiCosts(sent: unknown): Result<Page<Cost>> {
  const decoded = decode(answer, sent);
  if (!decoded.ok) return decoded;
  const rows = decoded.value.data.flatMap(({ start_time: start, results }) =>
    results.map(({ amount, line_item: item }): Cost => {
      const model = item == null ? undefined : modelOf(item);
      return { day: start * 1000, usd: amount.value, ...(model !== undefined && { model }) };
    }),
  );
  const next = decoded.value.next_page;
  return { ok: true, value: { rows, ...(next != null && next !== "" && { next }) } };
}

/** A line item is `gpt-5.6-luna, input`, or a model alone, or a service such as `Assistants | File search`. */
function modelOf(item: string): string | undefined {
  const name = item.split(",")[0]?.trim().toLowerCase() ?? "";
  return /^[a-z0-9][\w.:-]*$/.test(name) ? name : undefined;
}
