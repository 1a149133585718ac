import type { Clock } from "../spec/clock.ts";
import type { Hindsight } from "../spec/hindsight.ts";
import { Follower } from "./follower.ts";
import type { StoreKeeper } from "./store/store-keeper.ts";

/** Between two stretches of what a follower has to catch up with, so that a long past does not hold up the editor. */
const CATCH_UP_PAUSE_MS = 10;

/** What reading gives, or `fallback` where it fails for now. */
type Read = <T>(reading: () => T, fallback: T) => T;

/** Those who want to know what others write. */
export class Followers {
  readonly #keeper: StoreKeeper;
  readonly #clock: Clock;
  readonly #read: Read;
  readonly #listeners = new Map<Follower, (news: Hindsight) => void>();
  #cancelCatchUp: (() => void) | undefined;

  constructor(keeper: StoreKeeper, clock: Clock, read: Read) {
    this.#keeper = keeper;
    this.#clock = clock;
    this.#read = read;
  }

  get size(): number {
    return this.#listeners.size;
  }

  add(listener: (news: Hindsight) => void, pastMs: number): { dispose(): void } {
    const follower = new Follower(this.#keeper, this.#clock, pastMs);
    this.#listeners.set(follower, listener);
    this.#catchUp();
    return { dispose: () => void this.#listeners.delete(follower) };
  }

  /** Others wrote: everybody reads on. */
  fallBehind(): void {
    for (const follower of this.#listeners.keys()) follower.fallBehind();
  }

  /** What this window wrote for others is there: everybody is told soon. */
  readOn(): void {
    this.fallBehind();
    if (this.size > 0) this.#catchUp();
  }

  /** Tells each who is behind one stretch, and soon after the next. A file that cannot be read is left to the next call. */
  tell(): void {
    for (const [follower, listener] of this.#listeners) {
      if (!follower.behind) continue;
      const news = this.#read(() => follower.read(), undefined);
      if (news === undefined) return;
      if (follower.behind) this.#catchUp();
      if (news.calls.length > 0 || news.health.length > 0 || news.limits !== undefined) listener(news);
    }
  }

  /** Up to which call of others everybody was told all there is, at least; undefined when nobody follows. */
  toldTo(): number | undefined {
    const numbers = [...this.#listeners.keys()].map((follower) => follower.readTo);
    return numbers.length === 0 ? undefined : Math.min(...numbers);
  }

  close(): void {
    this.#listeners.clear();
    this.#cancelCatchUp?.();
    this.#cancelCatchUp = undefined;
  }

  #catchUp(): void {
    this.#cancelCatchUp ??= this.#clock.schedule(CATCH_UP_PAUSE_MS, () => {
      this.#cancelCatchUp = undefined;
      this.tell();
    });
  }
}
