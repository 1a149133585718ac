import type { LimitReport } from "../../spec/stream.ts";
import { type LimitKind, minuteMs, needOf, type Reservation } from "./limit-kind.ts";
import { reportedPhrase } from "./limit-phrases.ts";
import { type Room, unlimited } from "./room.ts";

/** No limit is longer than a day's; what names a later reset is looked at again after one. */
const longestMs = 24 * 60 * minuteMs;

/** For so long, in milliseconds, a limit is believed to be as it was reported, once it was whole again. */
const memoryMs = 60 * minuteMs;

/** What is left until a reset. Times are milliseconds since the epoch. */
interface Stretch {
  /** The whole limit, where it is known. */
  readonly limit: number | undefined;
  /** What was left when it began. */
  readonly from: number;
  readonly heardAt: number;
  /** The order of the first request that was let out after it was heard. */
  readonly nextOrder: number;
  readonly until: number;
  /** Set when it was not heard but concluded: the last reset that was heard of. */
  readonly assumedFrom?: number;
  /** What was taken off here and is not settled yet. */
  readonly taken: Set<Reservation>;
  left: number;
}

/** The request that a report came with. */
export interface ReportSource {
  /** Missing where it is not known which it was. */
  readonly order: number | undefined;
  /** The order that the next request will have. */
  readonly nextOrder: number;
  /** Let out later, and not answered yet: not counted in the report. */
  readonly pending: readonly Reservation[];
}

/**
 * A limit as a provider's headers report it. What remains is the provider's own count, which includes everybody who
 * shares the key, so it is held against what was let out here since, until the reset. It is never taken for a rate: of
 * some providers it is a day's, and a bucket that fills all the time is whole again sooner than after a minute.
 */
export class ReportedLimit {
  readonly #kind: LimitKind;
  #stretch: Stretch | undefined;

  constructor(kind: LimitKind) {
    this.#kind = kind;
  }

  room(tokens: number, now: number): Room {
    const stretch = this.#current(now);
    if (!stretch) return unlimited;
    const { limit, left, from, until } = stretch;
    // What is larger than the whole limit may go when nothing else is in use.
    if (needOf(this.#kind, tokens) <= left || (limit !== undefined && left >= limit)) {
      return { ok: true, load: Math.max(0, 1 - left / (limit ?? from)) };
    }
    return { ok: false, untilMs: until - now, reason: reportedPhrase(this.#kind, limit) };
  }

  /** Whether anything is known now. */
  isKnown(now: number): boolean {
    return this.#current(now) !== undefined;
  }

  /**
   * Takes in what an answer's headers said. Answers overtake each other, and what a provider counts when a request
   * comes in may be heard much later. So only the report on a request that was let out after the last report was heard
   * is surely news; of others the lowest holds.
   */
  heard({ limit, remaining, resetMs }: LimitReport, source: ReportSource, now: number): void {
    // A limit of 0 is how some servers say that they have none.
    if (remaining === undefined || (limit !== undefined && limit <= 0)) return;
    const { order = -1, nextOrder, pending } = source;
    const left = Math.max(0, remaining) - this.#sum(pending);
    const reset = now + Math.min(Math.max(0, resetMs ?? minuteMs), longestMs);
    const before = this.#current(now);
    const isNews =
      !before || before.assumedFrom !== undefined || order >= before.nextOrder || now - before.heardAt > minuteMs;
    if (!isNews && left >= before.left) return;
    const until = isNews ? reset : Math.max(before.until, reset);
    const taken = new Set(pending);
    this.#stretch = { limit, from: left, heardAt: now, nextOrder, until, taken, left };
  }

  reserve(reservation: Reservation, now: number): void {
    const stretch = this.#current(now);
    if (!stretch) return;
    stretch.left -= this.#amount(reservation.tokens);
    stretch.taken.add(reservation);
  }

  /** The reservation took `more` than was reserved, or less where that is negative. Counted where it was taken off. */
  settle(reservation: Reservation, more: number): void {
    if (this.#stretch?.taken.delete(reservation)) this.#stretch.left -= more;
  }

  /** The reservation was never sent. */
  giveBack(reservation: Reservation): void {
    this.settle(reservation, -this.#amount(reservation.tokens));
  }

  /** What another window let out at `at`. */
  spent(tokens: number, at: number, now: number): void {
    const stretch = this.#current(now);
    if (stretch && at > stretch.heardAt) stretch.left -= this.#amount(tokens);
  }

  #amount(tokens: number): number {
    return this.#kind === "requests" ? 1 : tokens;
  }

  #sum(reservations: Iterable<Reservation>): number {
    let sum = 0;
    for (const { tokens } of reservations) sum += this.#amount(tokens);
    return sum;
  }

  /**
   * After its reset a limit is whole, but for what is still under way: it may have been counted after the reset. When
   * it will be whole again is not known then; each minute is a guess that is wrong on the side of trying.
   */
  #current(now: number): Stretch | undefined {
    const stretch = this.#stretch;
    if (!stretch || now < stretch.until) return stretch;
    const { limit, until: reset, assumedFrom = reset, nextOrder, taken } = stretch;
    this.#stretch = undefined;
    if (limit === undefined || now - assumedFrom >= memoryMs) return undefined;
    const heardAt = reset + Math.floor((now - reset) / minuteMs) * minuteMs;
    const left = limit - this.#sum(taken);
    this.#stretch = { limit, from: limit, heardAt, nextOrder, until: heardAt + minuteMs, assumedFrom, taken, left };
    return this.#stretch;
  }
}
