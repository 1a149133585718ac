import type { DatabaseSync } from "node:sqlite";
import { matches } from "../../filter/matches.ts";
import type { Filter } from "../../filter/filter.ts";
import type { Outcome } from "../../spec/call.ts";
import type { CallsTotals } from "../../spec/call-query.ts";
import { number } from "../store/cells.ts";
import { decoded, OUTCOMES } from "../store/codes.ts";
import type { Origin } from "../store/numbers.ts";
import type { KnownNames } from "./known-names.ts";
import { added, type CallMarks, NO_CALLS, SUMS, totalsIn } from "./totals.ts";

/** What calls are told apart by here: where they came from, how they ended, and whether a price was unknown. */
interface Kind {
  readonly origin: number;
  readonly outcome: Outcome;
  readonly unpriced: boolean;
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
    const rows = database
      .prepare(
        `SELECT origin, outcome, unpriced > 0 AS without_price, ${SUMS} FROM calls WHERE number > ? AND number <= ?
        GROUP BY origin, outcome, without_price`,
      )
      .all(this.upTo, upTo);
    for (const row of rows) {
      const kind = {
        origin: number(row, "origin"),
        outcome: decoded(OUTCOMES, row["outcome"]),
        unpriced: row["without_price"] === 1,
      };
      const key = JSON.stringify(kind);
      const known = this.#kinds.get(key) ?? { kind, totals: NO_CALLS };
      const more = totalsIn(row);
      this.#kinds.set(key, { kind, totals: added(known.totals, more) });
      this.calls += more.calls;
    }
    this.upTo = upTo;
  }

  sum(wanted: (kind: Kind) => boolean): CallsTotals {
    return [...this.#kinds.values()].reduce(
      (sum, { kind, totals }) => (wanted(kind) ? added(sum, totals) : sum),
      NO_CALLS,
    );
  }
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
  if (totals.upTo < last) return true;
  if (totals.calls !== calls) counted.delete(database);
  return false;
}

/** Sums over what a filter finds; undefined when it asks of more than kinds, or they are not counted. */
export function kindTotals(
  database: DatabaseSync,
  filter: Filter,
  names: KnownNames,
  marks: CallMarks,
): CallsTotals | undefined {
  const before = counted.get(database);
  if (before === undefined || !asksOfKinds(filter) || marks.last - before.upTo > STRETCH) return undefined;
  countKinds(database, marks);
  const totals = counted.get(database);
  if (totals?.calls !== marks.calls) return undefined;
  return totals.sum((kind) => matches(filter, { ...kind, origin: names.origins.get(kind.origin) }, accessors));
}

/** A kind with its origin's names. */
type NamedKind = Omit<Kind, "origin"> & { readonly origin: Origin | undefined };

const accessors = {
  at: () => 0,
  values: {
    task: ({ origin }: NamedKind) => [origin?.task ?? ""],
    client: ({ origin }: NamedKind) => [origin?.client ?? ""],
    workspace: ({ origin }: NamedKind) => [origin?.workspace ?? ""],
    experiment: ({ origin }: NamedKind) => [origin?.experiment ?? ""],
    outcome: ({ outcome }: NamedKind) => [outcome],
  },
  amounts: {},
  states: {
    succeeded: ({ outcome }: NamedKind) => outcome === "succeeded",
    failed: ({ outcome }: NamedKind) => outcome === "failed",
    cancelled: ({ outcome }: NamedKind) => outcome === "cancelled",
    unpriced: ({ unpriced }: NamedKind) => unpriced,
  },
  texts: () => [],
};

function asksOfKinds(filter: Filter): boolean {
  switch (filter.kind) {
    case "all":
      return true;
    case "is":
      return Object.hasOwn(accessors.values, filter.field);
    case "state":
      return Object.hasOwn(accessors.states, filter.state);
    case "not":
      return asksOfKinds(filter.part);
    case "and":
    case "or":
      return filter.parts.every(asksOfKinds);
    default:
      return false;
  }
}
