import type { BudgetBurn } from "../../../../src/protocol/dashboard/budgets.ts";
import { dollars } from "../../../shared/figures.ts";
import { clockWords, dateWords, dayWords } from "../../parts/day-words.ts";

const dayMs = 86_400_000;

/** Where a budget is going: `At this pace: $23.10 by 30 Nov, 16% over. It will be used up on Thursday.` */
export function paceWords(burn: BudgetBurn, now: number): string {
  if (burn.state === "over") return [usedUpWords(burn, now), expectedWords(burn, now)].filter(Boolean).join(" ");
  if (burn.spentUsd === 0) return "Nothing is spent of it yet.";
  const when = burn.usedUpAt === undefined ? undefined : momentWords(burn, burn.usedUpAt, now);
  if (burn.until === undefined) {
    return `At this pace ${when === undefined ? "it lasts longer than a year" : `it will be used up ${when}`}.`;
  }
  return [expectedWords(burn, now), when && `It will be used up ${when}.`].filter(Boolean).join(" ");
}

/** `$12.00 left, 40% used`, or by how much it is over. */
export function leftWords({ spentUsd, limitUsd }: BudgetBurn): string {
  const over = spentUsd - limitUsd;
  if (over > 1e-9)
    return limitUsd > 0 ? `${dollars(over)} over, ${percent(spentUsd / limitUsd)} used` : `${dollars(over)} over`;
  return limitUsd > 0 ? `${dollars(Math.max(0, -over))} left, ${percent(spentUsd / limitUsd)} used` : "$0 left";
}

/** `At this pace: $23.10 by 30 Nov, 16% over.` Empty where nothing is expected. */
function expectedWords({ expectedUsd, limitUsd, until, from }: BudgetBurn, now: number): string {
  if (expectedUsd === undefined || until === undefined) return "";
  const by = until - from < 1.5 * dayMs ? "midnight" : dateWords(until - 1, now);
  return `At this pace: ${dollars(expectedUsd)} by ${by}${againstLimit(expectedUsd, limitUsd)}.`;
}

/** `, 16% over` or `, 62% of the limit`. A limit of $0 has no per cent. */
function againstLimit(expectedUsd: number, limitUsd: number): string {
  if (limitUsd <= 0) return "";
  const over = expectedUsd / limitUsd - 1;
  if (over <= 0) return `, ${percent(1 + over)} of the limit`;
  return `, ${over < 0.01 ? "just over the limit" : `${percent(over)} over`}`;
}

/** Rounded down: only what reaches its limit reads 100%. */
function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-6).toLocaleString("en-US")}%`;
}

/** When it was used up, as far as the buckets tell. */
function usedUpWords(burn: BudgetBurn, now: number): string {
  const at = burn.burned.findIndex(({ usd }) => usd > 0 && usd >= burn.limitUsd - 1e-9);
  const end = burn.burned[at]?.at;
  if (end === undefined || burn.until === undefined) return "Used up.";
  // A bucket is named after what is in it and not after its end, which is the next one's beginning.
  const last = end === now ? now : end - 1;
  return `Used up ${momentWords(burn, last, now)}.`;
}

/** By the hour within a day, else by the day. */
function momentWords({ from, until }: BudgetBurn, at: number, now: number): string {
  return until !== undefined && until - from < 1.5 * dayMs ? `around ${clockWords(at)}` : dayWords(at, now);
}
