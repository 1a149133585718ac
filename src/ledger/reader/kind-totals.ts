import type { DatabaseSync } from "node:sqlite";
import type { Filter } from "../../filter/filter.ts";
import { type Accessors, matches } from "../../filter/matches.ts";
import type { Outcome } from "../../spec/call.ts";
import type { CallsTotals } from "../../spec/call-query.ts";
import { maybeNumber, number } from "../store/cells.ts";
import { decoded, OUTCOMES } from "../store/codes.ts";
import type { Row } from "../store/columns.ts";
import type { Origin, RouteName } from "../store/numbers.ts";
import { soundRows } from "../store/sound-rows.ts";
import { hasTrait } from "./call-conditions.ts";
import type { FilterContext } from "./filter-sql.ts";
import { originValues, routeValues } from "./named-values.ts";
import type { KeyLabels } from "./questions.ts";
import { added, type CallMarks, NO_CALLS, SUMS, totalsIn } from "./totals.ts";

/** What calls are told apart by here. */
interface Kind {
  readonly origin: number;
  readonly outcome: Outcome;
  /** A price was unknown. */
  readonly unpriced: boolean;
  /** That answered, or was tried last; none where the only attempt was in a fire drill, which sends nothing. */
  readonly route: number | undefined;
  /** Another one may have been tried, too. */
  readonly retried: boolean;
}

/**
 * Sums of all calls by kind. Most filters that find a large part of the calls ask of these alone, and a large part takes
 * long to sum up; there are few kinds, and they are counted a stretch at a time while nobody waits.
 */
class KindTotals {
  readonly #kinds = new Map<string, { readonly kind: Kind; totals: CallsTotals }>();
  /** Calls up to this number are counted. */
  upTo = 0;
  calls = 0;

  count(database: DatabaseSync, upTo: number): void {
    const kinds = `origin, outcome, unpriced > 0 AS without_price, attempts > 1 AS retried,
      CASE WHEN attempts = 1 AND ${hasTrait("drill")} THEN NULL ELSE route END AS sent_to`;
    const rows = database
      .prepare(
        `SELECT ${kinds}, ${SUMS} FROM calls WHERE number > ? AND number <= ?
        GROUP BY origin, outcome, without_price, retried, sent_to`,
      )
      .all(this.upTo, upTo);
    // Where damaged calls are left out, too few are counted for `kindTotals`, and all are read instead.
    for (const { kind, more } of soundRows(rows, (row) => ({ kind: kindOf(row), more: totalsIn(row) }))) {
      const key = JSON.stringify(kind);
      const known = this.#kinds.get(key) ?? { kind, totals: NO_CALLS };
      this.#kinds.set(key, { kind, totals: added(known.totals, more) });
      this.calls += more.calls;
    }
    this.upTo = upTo;
  }

  sum(wanted: (kind: Kind) => boolean): CallsTotals {
    const found = [...this.#kinds.values()].filter(({ kind }) => wanted(kind));
    return found.reduce((sum, { totals }) => added(sum, totals), NO_CALLS);
  }
}

function kindOf(row: Row): Kind {
  return {
    origin: number(row, "origin"),
    outcome: decoded(OUTCOMES, row["outcome"]),
    unpriced: row["without_price"] === 1,
    route: maybeNumber(row, "sent_to"),
    retried: row["retried"] === 1,
  };
}

/** Counted in one go; takes some 20 ms. */
const STRETCH = 25_000;

const counted = new WeakMap<DatabaseSync, KindTotals>();

/** Counts the next stretch of the calls. Says whether there is more to count. */
export function countKinds(database: DatabaseSync, { last, calls }: CallMarks): boolean {
  const known = counted.get(database);
  // Calls were deleted when more are counted than there are.
  const totals = known === undefined || known.upTo > last || known.calls > calls ? new KindTotals() : known;
  counted.set(database, totals);
  if (totals.upTo < last) totals.count(database, Math.min(totals.upTo + STRETCH, last));
  return totals.upTo < last;
}

/** How far kinds tell what a filter finds: wholly, or only of calls of a single attempt. */
type Reach = "all" | "unless-retried";

/** Sums over what a filter finds, as far as kinds tell them. */
export interface TotalsOfKinds {
  readonly totals: CallsTotals;
  readonly of: Reach;
}

/** Undefined when the filter asks of more than kinds, or they are not counted. */
export function kindTotals(
  database: DatabaseSync,
  filter: Filter,
  { names, keys }: FilterContext,
  marks: CallMarks,
): TotalsOfKinds | undefined {
  const of = reachOf(filter);
  const before = counted.get(database);
  if (of === undefined || before === undefined || marks.last - before.upTo > STRETCH) return undefined;
  countKinds(database, marks);
  const kinds = counted.get(database);
  if (kinds?.calls !== marks.calls) return undefined;
  const totals = kinds.sum(
    ({ outcome, unpriced, origin, route = 0, retried }) =>
      !(retried && of === "unless-retried") &&
      matches(
        filter,
        { outcome, unpriced, origin: names.origins.get(origin), route: names.routes.get(route), keys },
        accessors,
      ),
  );
  return { totals, of };
}

/** A kind in words. */
interface NamedKind {
  readonly outcome: Outcome;
  readonly unpriced: boolean;
  readonly origin: Origin | undefined;
  readonly route: RouteName | undefined;
  readonly keys: KeyLabels;
}

const states: Accessors<NamedKind>["states"] = {
  succeeded: ({ outcome }) => outcome === "succeeded",
  failed: ({ outcome }) => outcome === "failed",
  cancelled: ({ outcome }) => outcome === "cancelled",
  unpriced: ({ unpriced }) => unpriced,
};

const accessors: Accessors<NamedKind> = {
  at: () => 0,
  values: {
    outcome: ({ outcome }) => [outcome],
    ...mapped(
      originValues,
      (values) =>
        ({ origin }) =>
          origin === undefined ? [] : values(origin),
    ),
    ...mapped(
      routeValues,
      (values) =>
        ({ route, keys }) =>
          route === undefined ? [] : values(route, keys),
    ),
  },
  amounts: {},
  states,
  texts: () => [],
};

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function reachOf(filter: Filter): Reach | undefined {
  switch (filter.kind) {
    case "all":
      return "all";
    case "is":
      if (Object.hasOwn(routeValues, filter.field)) return "unless-retried";
      return Object.hasOwn(accessors.values, filter.field) ? "all" : undefined;
    case "state":
      return Object.hasOwn(states, filter.state) ? "all" : undefined;
    case "not":
      return reachOf(filter.part);
    case "and":
    case "or": {
      const reaches = new Set(filter.parts.map(reachOf));
      if (reaches.has(undefined)) return undefined;
      return reaches.has("unless-retried") ? "unless-retried" : "all";
    }
    default:
      return undefined;
  }
}
