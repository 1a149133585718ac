import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../src/spec/clock.ts";

interface Timer {
  readonly at: number;
  readonly order: number;
  /** Missing once it was cancelled. */
  callback: (() => void) | undefined;
}

/** A clock that jumps from timer to timer, so that a week passes as fast as its events can be worked off. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  /** A binary heap: the next timer first. */
  readonly #heap: Timer[] = [];

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.max(0, delayMs), order: this.#order, callback };
    this.#order += 1;
    this.#push(timer);
    return () => {
      timer.callback = undefined;
    };
  }

  /** Runs timers in their order until none is left. All promises settle before time moves on. */
  async run(): Promise<void> {
    await setImmediate();
    for (let timer = this.#pop(); timer; timer = this.#pop()) {
      const { callback } = timer;
      if (!callback) continue;
      this.#now = timer.at;
      callback();
      // Microtasks may breed microtasks; a macrotask comes only when all of them are done.
      await setImmediate();
    }
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!parent || isBefore(parent, timer)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = timer;
  }

  #pop(): Timer | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      const left = heap[below];
      const right = heap[below + 1];
      if (!left) break;
      if (right && isBefore(right, left)) below += 1;
      const child = heap[below];
      if (!child || isBefore(last, child)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
