import type { RunOut } from "../../spec/account.ts";

/** What is left, and how fast it went. All amounts in one unit. */
export interface ForecastFacts {
  readonly left: number;
  /** Spent in the last 7 and the last 30 days. */
  readonly last7: number;
  readonly last30: number;
  /** When counting began; a pace is not stretched over days before. Missing: long ago. */
  readonly since?: number;
  readonly now: number;
}

const DAY_MS = 86_400_000;

/** Further ahead than this nothing is foretold. */
const FARTHEST_DAYS = 5 * 365;

/**
 * When something is used up: `earliest` at the faster of the two paces, `likely` at their mean. Undefined when nothing
 * is spent, or when it would take years. Never before now: what is used up already is so now.
 */
export function forecast({ left, last7, last30, since, now }: ForecastFacts): RunOut | undefined {
  const known = since === undefined ? Infinity : Math.max(1, (now - since) / DAY_MS);
  const paces = [last7 / Math.min(7, known), last30 / Math.min(30, known)].map((pace) => Math.max(0, pace));
  const [week = 0, month = 0] = paces;
  const likely = at(left, (week + month) / 2, now);
  if (likely === undefined) return undefined;
  return { earliest: at(left, Math.max(week, month), now) ?? likely, likely };
}

/** @param pace a day */
function at(left: number, pace: number, now: number): number | undefined {
  if (!(pace > 0)) return undefined;
  const days = Math.max(0, left) / pace;
  return days <= FARTHEST_DAYS ? now + Math.round(days * DAY_MS) : undefined;
}
