import { minuteMs } from "./limit-kind.ts";

/** A limit is taken to be this share of what was used when the provider refused. */
const caution = 0.9;

/** By this share it grows with each minute that brings no refusal. */
const growth = 0.1;

/** Without a refusal for so long, in milliseconds, it is forgotten. */
const memoryMs = 60 * minuteMs;

/**
 * What is concluded from refusals about the limit of a minute: less at once, then more step by step. Forgotten after
 * an hour, or as soon as more was answered in a minute than was refused.
 */
export class LearnedLimit {
  #known: { readonly limit: number; readonly refusedUse: number; readonly since: number } | undefined;

  at(now: number): number | undefined {
    if (!this.#known) return undefined;
    const { limit, since } = this.#known;
    const ageMs = Math.max(0, now - since);
    if (ageMs < memoryMs) return limit + limit * growth * Math.floor(ageMs / minuteMs);
    this.#known = undefined;
    return undefined;
  }

  /** The provider refused when `use` was used in the minute. A refusal never raises what is known. */
  refused(use: number, now: number): void {
    const limit = Math.min(caution * use, this.at(now) ?? Number.POSITIVE_INFINITY);
    this.#known = { limit, refusedUse: use, since: now };
  }

  /** The provider answered when it had counted `use` in the minute. */
  answered(use: number): void {
    if (this.#known && use > this.#known.refusedUse) this.#known = undefined;
  }
}
