import type { DatabaseSync } from "node:sqlite";
import type { Names } from "../../spec/series.ts";
import { DAY, startOfDay } from "../rollup/bucket.ts";
import { WHOLE_CALLS } from "../rollup/rollup.ts";
import { maybeNumber, number } from "../store/cells.ts";
import { knownNames } from "./known-names.ts";

/** What was used in so many days comes first, the most used one before the others. */
const LATELY_DAYS = 90;

const COUNTS = `SELECT origin, route, sum(count) AS count FROM rollups WHERE level = ${DAY} AND from_at >= ? GROUP BY origin, route`;

/** Everything that figures can be narrowed to. */
export function answerNames(database: DatabaseSync, now: number): Names {
  const { origins, routes } = knownNames(database);
  const ofOrigins = new Map<number, number>();
  const ofRoutes = new Map<number, number>();
  for (const row of database.prepare(COUNTS).all(startOfDay(now, LATELY_DAYS))) {
    const route = number(row, "route");
    const [counts, key] = route === WHOLE_CALLS ? [ofOrigins, number(row, "origin")] : [ofRoutes, route];
    counts.set(key, (counts.get(key) ?? 0) + number(row, "count"));
  }
  return {
    providers: mostUsed(routes, ofRoutes, ({ provider }) => provider),
    models: mostUsed(routes, ofRoutes, ({ model }) => model),
    routes: mostUsed(routes, ofRoutes, ({ routeId }) => routeId),
    tasks: mostUsed(origins, ofOrigins, ({ task }) => task),
    clients: mostUsed(origins, ofOrigins, ({ client }) => client),
    workspaces: mostUsed(origins, ofOrigins, ({ workspace }) => workspace),
    experiments: mostUsed(origins, ofOrigins, ({ experiment }) => experiment),
  };
}

function mostUsed<T>(
  all: ReadonlyMap<number, T>,
  counts: ReadonlyMap<number, number>,
  nameOf: (one: T) => string | undefined,
): readonly string[] {
  const uses = new Map<string, number>();
  for (const [key, one] of all) {
    const name = nameOf(one) ?? "";
    if (name !== "") uses.set(name, (uses.get(name) ?? 0) + (counts.get(key) ?? 0));
  }
  return [...uses].toSorted(([a, used], [b, other]) => other - used || a.localeCompare(b)).map(([name]) => name);
}

const EXPERIMENTS = `
  SELECT experiment AS name, max(from_at) AS last_at FROM rollups JOIN origins ON origins.number = origin
  WHERE level = ${DAY} AND route = ${WHOLE_CALLS} AND origin IN (SELECT number FROM origins WHERE experiment <> '')
  GROUP BY experiment ORDER BY last_at DESC, name`;

export function answerExperiments(
  database: DatabaseSync,
): readonly { readonly name: string; readonly lastAt: number }[] {
  return database
    .prepare(EXPERIMENTS)
    .all()
    .map((row) => ({ name: String(row["name"]), lastAt: number(row, "last_at") }));
}

/** Calls may be pruned, and their sums still be there. */
export function answerOldestAt(database: DatabaseSync): number | null {
  const row = database
    .prepare(
      `SELECT (SELECT min(from_at) FROM rollups WHERE level = ${DAY}) AS day, (SELECT min(started_at) FROM calls) AS call`,
    )
    .get();
  const day = maybeNumber(row ?? { day: null }, "day");
  const call = maybeNumber(row ?? { call: null }, "call");
  if (day === undefined || call === undefined) return call ?? day ?? null;
  return call < startOfDay(day, -1) ? call : day;
}
