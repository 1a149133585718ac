import { type LimitKind, limitKinds } from "./limit-kind.ts";

const slotMs = 1000;

/**
 * The second under way and 61 whole ones. A provider counts a request where it arrives, up to a second after it was
 * counted here, and the first second is not whole: with 62, it is never forgotten here while it still counts there.
 */
const slotCount = 62;

/** Requests and tokens of the last minute, by the second, in memory that does not grow with them. */
export class SlidingMinute {
  readonly #slots: Readonly<Record<LimitKind, Float64Array>> = {
    requests: new Float64Array(slotCount),
    tokens: new Float64Array(slotCount),
  };
  readonly #used: Record<LimitKind, number> = { requests: 0, tokens: 0 };
  /** Seconds since the epoch. */
  #newest = 0;

  used(kind: LimitKind, now: number): number {
    this.#moveTo(now);
    return this.#used[kind];
  }

  /** Counts what happened at `at`, or takes back with a negative amount. What the minute has left behind is ignored. */
  add(kind: LimitKind, amount: number, at: number, now: number): void {
    this.#moveTo(now);
    const second = Math.floor(Math.min(at, now) / slotMs);
    if (second <= this.#newest - slotCount) return;
    const place = placeOf(second);
    const before = this.#slots[kind][place] ?? 0;
    // Never below nothing, also when the clock was set back between counting and taking back.
    const after = Math.max(0, before + amount);
    this.#slots[kind][place] = after;
    this.#used[kind] += after - before;
  }

  /** Milliseconds until no more than `most` is left of what is counted now; 0 when that is so already. */
  untilDownTo(kind: LimitKind, most: number, now: number): number {
    let left = this.used(kind, now);
    for (let second = this.#newest - slotCount + 1; left > most && second <= this.#newest; second += 1) {
      left -= this.#slots[kind][placeOf(second)] ?? 0;
      if (left <= most) return (second + slotCount) * slotMs - now;
    }
    return 0;
  }

  #moveTo(now: number): void {
    const second = Math.floor(now / slotMs);
    // After a long pause nothing is left; and a clock that was set back by much would keep everything for as long.
    if (Math.abs(second - this.#newest) >= slotCount) {
      for (const kind of limitKinds) {
        this.#slots[kind].fill(0);
        this.#used[kind] = 0;
      }
      this.#newest = second;
    }
    while (this.#newest < second) {
      this.#newest += 1;
      const place = placeOf(this.#newest);
      for (const kind of limitKinds) {
        this.#used[kind] -= this.#slots[kind][place] ?? 0;
        this.#slots[kind][place] = 0;
      }
    }
  }
}

function placeOf(second: number): number {
  return ((second % slotCount) + slotCount) % slotCount;
}
