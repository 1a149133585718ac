import type { ReportedCost } from "../../spec/account.ts";

/** What was metered here on one UTC day with one model. */
export interface MeteredCost {
  /** The UTC day's first moment. */
  readonly day: number;
  readonly model: string;
  readonly usd: number;
}

/** One day and model of a provider's report against what was metered. Amounts are US dollars. */
export interface DayDifference {
  readonly day: number;
  /** Missing for costs that the report ascribes to no model. */
  readonly model?: string;
  readonly reportedUsd: number;
  readonly meteredUsd: number;
  /** What the provider says beyond what was metered. */
  readonly differenceUsd: number;
  /** Of `reportedUsd`; missing when that is 0. */
  readonly differencePercent?: number;
  /** The day was over when this was figured out. */
  readonly complete: boolean;
}

const DAY_MS = 86_400_000;

/**
 * Lays a cost report beside what was metered, by UTC day and model. Days of which the report says nothing are left out:
 * it may not be made yet. Of days that it tells of, models on either side have their row.
 */
export function reconcileDays(
  reported: readonly ReportedCost[],
  metered: readonly MeteredCost[],
  now: number,
): readonly DayDifference[] {
  const rows = new Map<string, { day: number; model: string | undefined; reported: number; metered: number }>();
  const row = (day: number, model: string | undefined) => {
    const name = JSON.stringify([day, model === undefined ? null : familyOf(model)]);
    const known = rows.get(name) ?? { day, model, reported: 0, metered: 0 };
    rows.set(name, known);
    return known;
  };
  for (const { day, model, usd } of reported) row(day, model).reported += usd;
  const days = new Set(reported.map(({ day }) => day));
  for (const { day, model, usd } of metered) {
    if (days.has(day) && usd !== 0) row(day, model).metered += usd;
  }
  return [...rows.values()]
    .map((each) => differenceOf(each.day, each.model, each.reported, each.metered, now))
    .toSorted((a, b) => a.day - b.day || b.reportedUsd - a.reportedUsd || b.meteredUsd - a.meteredUsd);
}

/** The same by day alone. */
export function totalDays(rows: readonly DayDifference[], now: number): readonly DayDifference[] {
  const days = Map.groupBy(rows, ({ day }) => day);
  return [...days].map(([day, ofDay]) => {
    const sum = (figure: "reportedUsd" | "meteredUsd") => ofDay.reduce((total, each) => total + each[figure], 0);
    return differenceOf(day, undefined, sum("reportedUsd"), sum("meteredUsd"), now);
  });
}

function differenceOf(
  day: number,
  model: string | undefined,
  reportedUsd: number,
  meteredUsd: number,
  now: number,
): DayDifference {
  const differenceUsd = reportedUsd - meteredUsd;
  return {
    day,
    ...(model !== undefined && { model }),
    reportedUsd,
    meteredUsd,
    differenceUsd,
    ...(reportedUsd !== 0 && { differencePercent: (differenceUsd / reportedUsd) * 100 }),
    complete: now >= day + DAY_MS,
  };
}

/** A report names the version that answered, `gpt-5.6-luna-2026-08-06`, and a route often none. */
function familyOf(model: string): string {
  return model.toLowerCase().replace(/-(?:\d{4}-\d\d-\d\d|20\d{6}|latest)$/, "");
}
