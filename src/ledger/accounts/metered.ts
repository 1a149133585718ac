import type { DatabaseSync } from "node:sqlite";
import type { Metered } from "../../spec/account.ts";
import type { Span } from "../../spec/series.ts";
import { DAY, firstFrom, HOUR, startOf, type Level } from "../rollup/bucket.ts";
import { maybeNumber, number, text } from "../store/cells.ts";
import type { MeteredCost } from "./reconcile-days.ts";

/** Whose spending: a provider's, or that through one key of it. */
export interface Spender {
  readonly provider: string;
  /** `Credential.id`. */
  readonly credential?: string;
}

const ROUTES = "(SELECT number FROM routes WHERE provider = :provider AND coalesce(credential = :credential, TRUE))";

const OF_ROLLUPS = `
  SELECT total(usd) AS usd, total(unpriced) AS unpriced, total(input) + total(output) AS tokens, total(count) AS requests
  FROM rollups WHERE level = :level AND from_at >= :from AND from_at < :until AND route IN ${ROUTES}`;

/**
 * Of calls, since their attempts count where the call began. Fire drills send nothing. CROSS JOIN keeps SQLite to that order:
 * the calls of an hour and then their attempts, and not all attempts that ever went through these routes.
 */
const OF_CALLS = `
  SELECT total(cost_usd) AS usd, total(attempts.input IS NOT NULL AND cost_usd IS NULL) AS unpriced,
    total(attempts.input) + total(attempts.output) AS tokens, count(*) AS requests
  FROM calls CROSS JOIN attempts ON call = number
  WHERE started_at >= :from AND started_at < :until AND role IS NOT 'drill' AND attempts.route IN ${ROUTES}`;

/** What was metered in a span: by whole days and hours, which stay when calls are pruned, and by calls at its ends. */
export function meteredBetween(database: DatabaseSync, who: Spender, { from, until }: Span): Metered {
  const sums = { usd: 0, unpriced: 0, tokens: 0, requests: 0 };
  const add = (statement: string, parameters: Readonly<Record<string, number>>): void => {
    const row = database.prepare(statement).get({ ...named(who), ...parameters }) ?? {};
    for (const sum of ["usd", "unpriced", "tokens", "requests"] as const) sums[sum] += number(row, sum);
  };
  const addRollups = (level: Level, first: number, last: number): void => {
    if (first < last) add(OF_ROLLUPS, { level, from: first, until: last });
  };
  const [firstHour, lastHour] = [firstFrom(HOUR, from), startOf(HOUR, until)];
  if (firstHour >= lastHour) {
    add(OF_CALLS, { from, until });
    return sums;
  }
  if (from < firstHour) add(OF_CALLS, { from, until: firstHour });
  if (lastHour < until) add(OF_CALLS, { from: lastHour, until });
  const [firstDay, lastDay] = [firstFrom(DAY, firstHour), startOf(DAY, lastHour)];
  if (firstDay >= lastDay) {
    addRollups(HOUR, firstHour, lastHour);
    return sums;
  }
  addRollups(HOUR, firstHour, firstDay);
  addRollups(DAY, firstDay, lastDay);
  addRollups(HOUR, lastDay, lastHour);
  return sums;
}

/** The first day on which something was metered; undefined when nothing ever was. */
export function firstMetered(database: DatabaseSync, who: Spender): number | undefined {
  const first = `SELECT min(from_at) AS first FROM rollups WHERE level = ${DAY} AND route IN ${ROUTES}`;
  return maybeNumber(database.prepare(first).get(named(who)) ?? { first: null }, "first");
}

/** What a provider's models cost by UTC day; where hours begin at UTC's half hours, half an hour may be on the other. */
export function meteredByDay(database: DatabaseSync, provider: string, { from, until }: Span): readonly MeteredCost[] {
  return database
    .prepare(
      `SELECT from_at / 86400000 * 86400000 AS day, model, total(usd) AS usd
        FROM rollups JOIN routes ON number = route
        WHERE level = ${HOUR} AND from_at >= ? AND from_at < ? AND provider = ?
        GROUP BY 1, 2 HAVING total(usd) != 0 ORDER BY 1, 2`,
    )
    .all(from, until, provider)
    .map((row) => ({ day: number(row, "day"), model: text(row, "model"), usd: number(row, "usd") }));
}

function named({ provider, credential }: Spender) {
  return { provider, credential: credential ?? null };
}
