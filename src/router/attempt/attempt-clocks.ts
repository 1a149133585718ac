import type { Clock } from "../../spec/clock.ts";
import type { DeadlineKind } from "../../spec/failure.ts";
import type { Deadlines } from "../types.ts";

/**
 * The four clocks of one attempt. They run from construction until `stop`, and say at most once each that they ran out.
 * The time in which the caller digests an event is not counted as the model's silence.
 */
export class AttemptClocks {
  readonly #clock: Clock;
  readonly #idleMs: number;
  readonly #expired: (kind: DeadlineKind) => void;
  readonly #cancelConnect: () => void;
  readonly #cancelFirstToken: () => void;
  readonly #cancelTotal: () => void;
  #cancelIdle: (() => void) | undefined;
  #lastHeardAt: number;
  #handedOverAt: number | undefined;
  #reasoning = false;

  constructor(clock: Clock, deadlines: Deadlines, expired: (kind: DeadlineKind) => void) {
    this.#clock = clock;
    this.#idleMs = deadlines.idleMs;
    this.#expired = expired;
    this.#lastHeardAt = clock.now();
    this.#cancelConnect = clock.schedule(deadlines.connectMs, () => expired("connect"));
    this.#cancelFirstToken = clock.schedule(deadlines.firstTokenMs, () => expired("first-token"));
    this.#cancelTotal = clock.schedule(deadlines.totalMs, () => expired("total"));
  }

  /** The provider answered with headers, or with anything at all. */
  connected(): void {
    this.#cancelConnect();
  }

  /** A meaningful event came. While a model is known to be reasoning it may be silent as long as it likes. */
  heard(reasoning: boolean): void {
    this.#cancelFirstToken();
    this.#lastHeardAt = this.#clock.now();
    this.#reasoning = reasoning;
    if (!reasoning && !this.#cancelIdle) this.#watchIdle(this.#idleMs);
  }

  /** The model thinks and shows nothing of it: what comes next may take its time. */
  thinks(): void {
    this.#cancelFirstToken();
    this.#reasoning = true;
  }

  /** The caller has the event now, and the next one was not asked for yet. */
  handedOver(): void {
    this.#handedOverAt = this.#clock.now();
  }

  /** The caller wants the next event. */
  wanted(): void {
    if (this.#handedOverAt === undefined) return;
    this.#lastHeardAt += this.#clock.now() - this.#handedOverAt;
    this.#handedOverAt = undefined;
  }

  stop(): void {
    this.#cancelConnect();
    this.#cancelFirstToken();
    this.#cancelTotal();
    this.#cancelIdle?.();
  }

  /** One timer that looks again when it fires costs nothing on each event, unlike one that is set anew. */
  #watchIdle(forMs: number): void {
    this.#cancelIdle = this.#clock.schedule(forMs, () => {
      this.#cancelIdle = undefined;
      if (this.#reasoning) return;
      const silentMs = this.#handedOverAt === undefined ? this.#clock.now() - this.#lastHeardAt : 0;
      if (silentMs >= this.#idleMs) this.#expired("idle");
      else this.#watchIdle(this.#idleMs - silentMs);
    });
  }
}
