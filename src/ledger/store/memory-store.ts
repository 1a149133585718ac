import type { Spend } from "../../spec/budget.ts";
import type { PricedCall } from "../../spec/call.ts";
import type { HealthEvent } from "../../spec/health.ts";
import { addUp, spendOf } from "../spending.ts";
import { countCall, type FigureSink, isRealAttempt } from "../tally/figures.ts";
import type { LocalDay } from "../tally/local-day.ts";
import { newest } from "../tally/newest.ts";
import type { AttemptGlimpse, Batch, Beginning, News, Store } from "./store.ts";

/** So many of the newest calls, and of the newest health events, are kept. */
const CAPACITY = 20_000;

/** Nobody else writes here, so there is nothing to go through. */
const START = { call: 0, health: 0 };

/** Records of this window alone, gone when it closes: for when there is no file to write to. */
export class MemoryStore implements Store {
  readonly #calls: { readonly number: number; readonly call: PricedCall }[] = [];
  readonly #health: HealthEvent[] = [];
  #lastNumber = 0;

  append({ calls, health }: Batch): void {
    for (const call of calls) this.#calls.push({ number: ++this.#lastNumber, call });
    this.#health.push(...health);
    this.#calls.splice(0, this.#calls.length - CAPACITY);
    this.#health.splice(0, this.#health.length - CAPACITY);
  }

  lastNumber(): number {
    return this.#lastNumber;
  }

  countDay(day: LocalDay, upTo: number, sink: FigureSink): void {
    for (const { number, call } of this.#calls) {
      if (number <= upTo && call.startedAt >= day.from && call.startedAt < day.until) countCall(call, sink);
    }
  }

  countSince(after: number, upTo: number, sink: FigureSink): void {
    for (const { number, call } of this.#calls) {
      if (number > after && number <= upTo) countCall(call, sink);
    }
  }

  recentCalls(since: number, limit: number): readonly PricedCall[] {
    const calls = this.#calls.map(({ call }) => call).filter((call) => call.startedAt >= since);
    return newest([], calls, (call) => call.startedAt, limit);
  }

  recentAttempts(routeId: string, limit: number): readonly AttemptGlimpse[] {
    const attempts = this.#calls
      .flatMap(({ call }) => call.attempts)
      .filter((attempt) => attempt.routeId === routeId && isRealAttempt(attempt));
    return newest([], attempts, (attempt) => attempt.startedAt, limit);
  }

  health(limit: number): readonly HealthEvent[] {
    return newest([], this.#health, (event) => event.at, limit);
  }

  spentSince(from: number): readonly Spend[] {
    const calls = this.#calls.map(({ call }) => call).filter((call) => call.startedAt >= from);
    return addUp(calls.map(spendOf));
  }

  begin(): Beginning {
    return { standing: [], marks: START };
  }

  news(): News {
    return { calls: [], health: [], upTo: START, more: false };
  }

  changedElsewhere(): boolean {
    return false;
  }

  close(): void {
    // nothing is held
  }
}
