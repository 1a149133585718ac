import type { Failure } from "../../spec/failure.ts";
import type { LimitReport } from "../../spec/stream.ts";
import type { StatedLimits } from "../types.ts";
import { LearnedLimit } from "./learned-limit.ts";
import { type LimitKind, limitKinds, minuteMs, needOf, type Reservation } from "./limit-kind.ts";
import { learnedPhrase, pausePhrase, statedPhrase } from "./limit-phrases.ts";
import { refusedKinds } from "./refused-kinds.ts";
import { ReportedLimit } from "./reported-limit.ts";
import { asRule, type Room, roomInMinute, tighter, unlimited } from "./room.ts";
import { SlidingMinute } from "./sliding-minute.ts";

/** A refusal after fewer requests in the minute was about somebody else's use, and teaches nothing. */
const enoughRequests = 3;

/** No pause is longer, in milliseconds, whatever the provider asks for. */
const longestPauseMs = 24 * 60 * minuteMs;

/** The use and the limits of one model under one credential. All times are milliseconds since the epoch. */
export class KeyLimits {
  readonly #minute = new SlidingMinute();
  readonly #reported: Readonly<Record<LimitKind, ReportedLimit>> = {
    requests: new ReportedLimit("requests"),
    tokens: new ReportedLimit("tokens"),
  };
  readonly #learned: Readonly<Record<LimitKind, LearnedLimit>> = {
    requests: new LearnedLimit(),
    tokens: new LearnedLimit(),
  };
  readonly #open = new Set<Reservation>();
  /** Those of the open ones that the provider has not answered yet, oldest first. */
  readonly #unheard = new Set<Reservation>();
  #nextOrder = 0;
  /** `nextOrder` tells what was let out after it began. */
  #pause: { readonly until: number; readonly nextOrder: number } | undefined;
  #lastUsedAt = 0;

  get inFlight(): number {
    return this.#open.size;
  }

  /** 0 when never. */
  get lastUsedAt(): number {
    return this.#lastUsedAt;
  }

  used(kind: LimitKind, now: number): number {
    return this.#minute.used(kind, now);
  }

  room(tokens: number, stated: StatedLimits | undefined, now: number): Room {
    let room: Room = this.#roomAfterPause(now);
    for (const kind of limitKinds) {
      const need = needOf(kind, tokens);
      const [limit, learned] = [stated?.[kind], this.#learned[kind].at(now)];
      room = tighter(room, asRule(roomInMinute(this.#minute, { kind, limit, need }, statedPhrase, now)));
      room = tighter(room, roomInMinute(this.#minute, { kind, limit: learned, need }, learnedPhrase, now));
      room = tighter(room, this.#reported[kind].room(tokens, now));
    }
    return room;
  }

  reserve(tokens: number, now: number): Reservation {
    const reservation: Reservation = { order: this.#nextOrder++, at: now, tokens };
    this.#count(tokens, now, now);
    for (const kind of limitKinds) this.#reported[kind].reserve(reservation, now);
    this.#open.add(reservation);
    this.#unheard.add(reservation);
    return reservation;
  }

  /** It took `tokens`. What was not expected is counted when it is known; what was not needed is free again. */
  settle(reservation: Reservation, tokens: number, now: number): void {
    this.#close(reservation);
    const more = tokens - reservation.tokens;
    if (more !== 0) this.#minute.add("tokens", more, more > 0 ? now : reservation.at, now);
    this.#reported.requests.settle(reservation, 0);
    this.#reported.tokens.settle(reservation, more);
  }

  /** It was never sent. */
  release(reservation: Reservation, now: number): void {
    this.#close(reservation);
    this.#minute.add("requests", -1, reservation.at, now);
    this.#minute.add("tokens", -reservation.tokens, reservation.at, now);
    for (const kind of limitKinds) this.#reported[kind].giveBack(reservation);
  }

  /**
   * The provider sent headers, for `known` or for a request that the caller does not know. `answered` unless they came
   * with a failure, which proves no room.
   */
  heard(reports: readonly LimitReport[], known: Reservation | undefined, answered: boolean, now: number): void {
    const [oldest] = this.#unheard;
    // With several under way, headers that nobody claims may be anybody's.
    const request = known ?? (this.#unheard.size === 1 ? oldest : undefined);
    if (request) this.#unheard.delete(request);
    const from = (request ?? oldest)?.order ?? 0;
    const pending = [...this.#unheard].filter(({ order }) => order > from);
    const source = { order: request?.order, nextOrder: this.#nextOrder, pending };
    for (const report of reports) this.#reported[report.kind].heard(report, source, now);
    if (!answered) return;
    if (this.#pause && request && request.order >= this.#pause.nextOrder) this.#pause = undefined;
    for (const kind of limitKinds) this.#learned[kind].answered(this.#minute.used(kind, now) - this.#pending(kind));
  }

  /** The provider refused at `at` with too many requests or tokens. */
  refused(failure: Failure, at: number, now: number): void {
    const { retryAfterMs = 0 } = failure;
    const until = at + Math.min(retryAfterMs, longestPauseMs);
    if (until > Math.max(now, this.#pause?.until ?? 0)) this.#pause = { until, nextOrder: this.#nextOrder };
    if (now - at >= minuteMs || this.#minute.used("requests", now) < enoughRequests) return;
    for (const kind of refusedKinds(failure)) {
      const use = this.#minute.used(kind, now);
      if (use > 0) this.#learned[kind].refused(use, at);
    }
  }

  /** Another window let a request out at `at`. */
  spent(tokens: number, at: number, now: number): void {
    this.#count(tokens, at, now);
    for (const kind of limitKinds) this.#reported[kind].spent(tokens, at, now);
  }

  /** Nothing is known that another beginning would not know as well. */
  isIdle(now: number): boolean {
    if (this.#open.size > 0 || !this.#roomAfterPause(now).ok) return false;
    return limitKinds.every(
      (kind) =>
        this.#minute.used(kind, now) === 0 &&
        this.#learned[kind].at(now) === undefined &&
        !this.#reported[kind].isKnown(now),
    );
  }

  #count(tokens: number, at: number, now: number): void {
    this.#minute.add("requests", 1, at, now);
    this.#minute.add("tokens", tokens, at, now);
    this.#lastUsedAt = Math.max(this.#lastUsedAt, at);
  }

  #close(reservation: Reservation): void {
    this.#open.delete(reservation);
    this.#unheard.delete(reservation);
  }

  /** What is counted in the minute and was not answered. */
  #pending(kind: LimitKind): number {
    let pending = 0;
    for (const { tokens } of this.#unheard) pending += kind === "requests" ? 1 : tokens;
    return pending;
  }

  #roomAfterPause(now: number): Room {
    if (!this.#pause) return unlimited;
    const untilMs = this.#pause.until - now;
    if (untilMs > 0) return { ok: false, untilMs, reason: pausePhrase };
    this.#pause = undefined;
    return unlimited;
  }
}
