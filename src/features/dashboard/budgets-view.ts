import type { BudgetBurn, BudgetsView } from "../../protocol/dashboard/budgets.ts";
import { spanAt } from "../../spec/budget-period.ts";
import type { Budget, BudgetStanding } from "../../spec/budget.ts";
import type { Scope, SeriesQuery, UsageSeries } from "../../spec/series.ts";
import { budgetRow } from "../budgets/budget-words.ts";

/** Sums over time out of the ledger. */
export type AskSeries = (query: SeriesQuery) => Promise<UsageSeries>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const yearMs = 365 * dayMs;

/** How far back the pace looks, today included, and how far a budget of all time is shown. Days. */
const paceDays = 7;
const shownDays = 30;

/** Every budget with its way through its period and where that leads. `now` in milliseconds since the Unix epoch. */
export async function budgetsView(
  standings: readonly BudgetStanding[],
  series: AskSeries,
  now: number,
): Promise<BudgetsView> {
  return { budgets: await Promise.all(standings.map((standing) => burnOf(standing, series, now))) };
}

async function burnOf(standing: BudgetStanding, series: AskSeries, now: number): Promise<BudgetBurn> {
  const { budget, spentUsd } = standing;
  const { from, until } = shownSpan(budget.period, now);
  const daily = budget.period === "day";
  // More than the period, so that a month that has just begun has a pace already.
  const since = daily ? from : Math.min(from, midnight(now, shownDays - 1));
  const buckets = bucketsOf(
    await series({
      span: { from: since, until: now + 1 },
      grain: daily ? "hour" : "day",
      split: "none",
      scope: scopeOf(budget),
    }),
    now,
  );
  const pace = spentUsd > 0 ? (daily ? paceSoFar(spentUsd, from, now) : paceOfLastDays(buckets, now)) : 0;
  const usedUpAt = usedUp(budget.limitUsd, spentUsd, pace, now);
  return {
    ...budgetRow(standing),
    from,
    burned: burnedOf(buckets, budget.period === "total" ? Infinity : spentUsd, from, now),
    ...(until !== undefined && { until }),
    ...(until !== undefined && spentUsd > 0 && { expectedUsd: spentUsd + pace * (until - now) }),
    ...(usedUpAt !== undefined && usedUpAt < (until ?? now + yearMs) && { usedUpAt }),
  };
}

/** The period that holds `now`; of all time, the last 30 days. */
function shownSpan(period: Budget["period"], now: number): { readonly from: number; readonly until?: number } {
  if (period === "total") return { from: midnight(now, shownDays - 1) };
  const { from, to } = spanAt(period, now);
  return { from, until: to };
}

/** Local midnight so many days ago, by the calendar: a day has 23 or 25 hours when the clocks change. */
function midnight(now: number, daysAgo: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}

function scopeOf({ task, client, experiment }: Budget): Scope {
  return {
    ...(task !== undefined && { task }),
    ...(client !== undefined && { client }),
    ...(experiment !== undefined && { experiment }),
  };
}

/** What was spent in one bucket; `end` is now for the one that is running. */
interface Bucket {
  readonly from: number;
  readonly end: number;
  readonly usd: number;
  readonly attempts: number;
}

function bucketsOf({ starts, parts }: UsageSeries, now: number): readonly Bucket[] {
  return starts.map((from, at) => {
    const sums = parts.map((part) => part.buckets[at]);
    return {
      from,
      end: Math.min(starts[at + 1] ?? now, now),
      usd: sums.reduce((usd, one) => usd + countable(one?.usd ?? 0), 0),
      attempts: sums.reduce((attempts, one) => attempts + (one?.attempts ?? 0), 0),
    };
  });
}

/**
 * What had been spent by the end of each bucket, and by now. The router's figure is the one that holds: the ledger may
 * know a call of another window sooner or later than the router does, so no point lies above `spentUsd`.
 */
function burnedOf(buckets: readonly Bucket[], spentUsd: number, from: number, now: number): BudgetBurn["burned"] {
  let usd = 0;
  const burned: { at: number; usd: number }[] = [];
  for (const bucket of buckets) {
    if (bucket.from < from) continue;
    usd += bucket.usd;
    if (bucket.end < now) burned.push({ at: bucket.end, usd: Math.min(usd, spentUsd) });
  }
  return [...burned, { at: now, usd: Number.isFinite(spentUsd) ? spentUsd : usd }];
}

/** US dollars a millisecond. The first hour counts as a whole one, so that one early call is not taken for a habit. */
function paceSoFar(spentUsd: number, from: number, now: number): number {
  return spentUsd / Math.max(now - from, hourMs);
}

/** US dollars a millisecond over the last days, or since the first use if that was later. */
function paceOfLastDays(buckets: readonly Bucket[], now: number): number {
  const firstUse = buckets.find(({ attempts, usd }) => attempts > 0 || usd > 0)?.from ?? now;
  const since = Math.max(midnight(now, paceDays - 1), firstUse);
  const usd = buckets.reduce((sum, bucket) => (bucket.from >= since ? sum + bucket.usd : sum), 0);
  return usd / Math.max(now - since, dayMs);
}

/** When the rest is used up at that pace; undefined when it is already, or never will be. */
function usedUp(limitUsd: number, spentUsd: number, pace: number, now: number): number | undefined {
  return pace > 0 && spentUsd < limitUsd ? now + (limitUsd - spentUsd) / pace : undefined;
}

/** An amount that cannot spoil a sum. */
function countable(usd: number): number {
  return Number.isFinite(usd) ? Math.max(0, usd) : 0;
}
