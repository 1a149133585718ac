import type { CallRow, CallsPage, CallsQuery, CallsTotals } from "../../../../src/spec/call-query.ts";

/** What the table is asked for. */
export type Question = Pick<CallsQuery, "filter" | "order" | "descending">;

/** What the host said of a question, as far as it was needed. */
interface Listing {
  readonly id: number;
  readonly question: Question;
  readonly stretches: Map<number, readonly CallRow[]>;
  totals: CallsTotals | undefined;
  /** Of its first answer, so that all its rows are of one moment: a call that is written meanwhile moves none. */
  upTo: number | undefined;
}

/** Why the last question has no answer. `at` is in characters from the filter's beginning. */
export type Trouble =
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "misread"; readonly message: string; readonly at: number };

/** Rows are asked for in stretches of so many. */
export const stretchLength = 100;
/** More questions than that would only queue up before the database. */
const mostInFlight = 3;
/** Rows that lie farther off are forgotten and asked for again when they are needed. */
const mostStretches = 50;

/**
 * The rows of a table that is longer than anybody would want to have at once. It asks for what is looked at, and drops
 * what was overtaken: of questions that wait, only those for what is looked at now are ever asked.
 */
export class CallBook {
  readonly #ask: (query: CallsQuery) => Promise<CallsPage>;
  readonly #changed: () => void;
  #shown: Listing | undefined;
  /** Replaces what is shown as soon as it has all that is looked at, so that nothing flickers. */
  #coming: Listing | undefined;
  #view = { first: 0, last: 0 };
  readonly #inFlight = new Set<string>();
  #lastId = 0;
  #trouble: Trouble | undefined;

  /** `changed` is called whenever there is something else to show. */
  constructor(ask: (query: CallsQuery) => Promise<CallsPage>, changed: () => void) {
    this.#ask = ask;
    this.#changed = changed;
  }

  /** The question that the rows answer; missing until the first answer. */
  get question(): Question | undefined {
    return this.#shown?.question;
  }

  /** Another number whenever other rows took the place of those that were shown. */
  get version(): number {
    return this.#shown?.id ?? 0;
  }

  get totals(): CallsTotals | undefined {
    return this.#shown?.totals;
  }

  /** Whether what is shown is about to be replaced. */
  get busy(): boolean {
    return this.#coming !== undefined;
  }

  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Undefined where it is not known yet. */
  row(index: number): CallRow | undefined {
    const stretch = Math.floor(index / stretchLength);
    return this.#shown?.stretches.get(stretch)?.[index - stretch * stretchLength];
  }

  /** Where a call stands, if its row is here. */
  indexOf(id: string): number | undefined {
    for (const [stretch, rows] of this.#shown?.stretches ?? []) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return stretch * stretchLength + at;
    }
    return undefined;
  }

  /** Another question, looked at from its first row; or the same one anew, looked at where one is. */
  open(question: Question): void {
    const current = this.#shown?.question;
    if (!current || !isSame(current, question)) this.#view = { first: 0, last: this.#view.last - this.#view.first };
    this.#coming = { id: ++this.#lastId, question, stretches: new Map(), totals: undefined, upTo: undefined };
    this.#trouble = undefined;
    this.#pump();
    this.#changed();
  }

  /** The rows from `first` to `last` are looked at. */
  look(first: number, last: number): void {
    if (this.#view.first === first && this.#view.last === last) return;
    this.#view = { first, last };
    this.#pump();
  }

  #pump(): void {
    if (this.#trouble) return;
    const listing = this.#coming ?? this.#shown;
    if (!listing) return;
    for (const stretch of this.#wanted(listing)) {
      if (this.#inFlight.size >= mostInFlight) return;
      const name = `${listing.id} ${stretch}`;
      if (listing.stretches.has(stretch) || this.#inFlight.has(name)) continue;
      this.#inFlight.add(name);
      void this.#fetch(listing, stretch, name);
    }
  }

  async #fetch(listing: Listing, stretch: number, name: string): Promise<void> {
    const { question, upTo } = listing;
    const answer = await this.#ask({
      ...question,
      offset: stretch * stretchLength,
      limit: stretchLength,
      ...(upTo !== undefined && { upTo }),
    }).catch((error: unknown): Trouble => ({
      kind: "failed",
      message: error instanceof Error ? error.message : String(error),
    }));
    this.#inFlight.delete(name);
    const isWanted = listing === this.#coming || listing === this.#shown;
    if (isWanted && isOfItsMoment(listing, upTo, answer)) this.#take(listing, stretch, answer);
    this.#pump();
  }

  #take(listing: Listing, stretch: number, answer: CallsPage | Trouble): void {
    if (answer.kind !== "rows") {
      // A stretch that failed beside an answer that is being replaced tells nothing about the new question.
      if (listing === this.#shown && this.#coming) return;
      this.#trouble = answer;
      this.#coming = undefined;
      this.#changed();
      return;
    }
    listing.stretches.set(stretch, answer.rows);
    listing.totals = answer.totals;
    listing.upTo ??= answer.upTo;
    if (listing === this.#coming && this.#visible(listing).every((one) => listing.stretches.has(one))) {
      this.#shown = listing;
      this.#coming = undefined;
    }
    this.#forget(listing);
    if (listing === this.#shown) this.#changed();
  }

  /** What is looked at, and then what lies before and behind it. */
  #wanted(listing: Listing): readonly number[] {
    const visible = this.#visible(listing);
    const before = (visible[0] ?? 0) - 1;
    const behind = (visible.at(-1) ?? 0) + 1;
    const last = lastStretch(listing);
    // Before the first answer nobody knows how many there are.
    const around = listing.totals ? [behind, before].filter((stretch) => stretch >= 0 && stretch <= last) : [];
    return [...visible, ...around];
  }

  #visible(listing: Listing): readonly number[] {
    const last = Math.min(Math.floor(this.#view.last / stretchLength), lastStretch(listing));
    const first = Math.min(Math.floor(this.#view.first / stretchLength), last);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }

  #forget({ stretches }: Listing): void {
    if (stretches.size <= mostStretches) return;
    const middle = (this.#view.first + this.#view.last) / 2 / stretchLength;
    const farthest = [...stretches.keys()].toSorted((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const stretch of farthest.slice(0, stretches.size - mostStretches)) stretches.delete(stretch);
  }
}

/** Without an answer any may be there. */
function lastStretch({ totals }: Listing): number {
  return totals ? Math.max(0, Math.ceil(totals.calls / stretchLength) - 1) : Number.POSITIVE_INFINITY;
}

/** What was asked beside the first stretch is of another moment if a call came in between, and is asked for again. */
function isOfItsMoment({ upTo }: Listing, asked: number | undefined, answer: CallsPage | Trouble): boolean {
  return answer.kind !== "rows" || asked !== undefined || upTo === undefined || answer.upTo === upTo;
}

export function isSame(a: Question, b: Question): boolean {
  return a.filter === b.filter && a.order === b.order && a.descending === b.descending;
}
