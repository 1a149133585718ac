import type { Clock } from "../../spec/clock.ts";
import type { AttemptBatch, AttemptPart } from "../attempt/attempt.ts";
import type { Contender } from "./contender.ts";

/** What happens while attempts run side by side. */
export type RaceEvent =
  /** A hedge was started. */
  | { readonly type: "hedged"; readonly by: Contender }
  /** One failed without a word, and another still runs. */
  | { readonly type: "dropped"; readonly by: Contender }
  /** One spoke: it is the winner from its first part on. */
  | { readonly type: "part"; readonly by: Contender; readonly part: AttemptPart | AttemptBatch };

export interface RaceRules {
  readonly clock: Clock;
  /** For how many milliseconds this one may be silent before a hedge is started; undefined for ever. */
  readonly hedgeAfterMs: (contender: Contender) => number | undefined;
  /** Starts a hedge; undefined when there is none to start. */
  readonly hedge: () => Contender | undefined;
}

type Step =
  | { readonly by: Contender; readonly result: IteratorResult<AttemptPart | AttemptBatch, void> }
  /** The time for a hedge has come. */
  | "late";

/**
 * Runs an attempt, a hedge beside it when it is slow to begin, and another one when that is slow too: where one attempt in
 * ten hangs, one call in a hundred would else wait for a deadline. The first to speak wins; the others are aborted and
 * metered. Returns the one that spoke, or else the last to fail. All of them are settled when it is over, also when its
 * reader leaves early.
 */
export async function* race(
  first: Contender,
  { clock, hedgeAfterMs, hedge }: RaceRules,
): AsyncGenerator<RaceEvent, Contender> {
  const running = new Set([first]);
  const leaving: Promise<void>[] = [];
  const alarm = new Alarm(clock);
  let latest = first;
  try {
    alarm.set(hedgeAfterMs(first));
    for (;;) {
      const step = await nextStep(running, alarm);
      if (step === "late") {
        alarm.stop();
        const next = hedge();
        if (!next) continue;
        running.add(next);
        latest = next;
        yield { type: "hedged", by: next };
        alarm.set(hedgeAfterMs(next));
        continue;
      }
      const { by, result } = step;
      if (result.done === true) {
        running.delete(by);
        by.settle();
        if (running.size === 0) return by;
        yield { type: "dropped", by };
        // Those that it stood beside are late all the same.
        if (by === latest) alarm.set(0);
        continue;
      }
      for (const other of running) {
        if (other === by) continue;
        running.delete(other);
        leaving.push(other.leave());
      }
      yield* streamed(by, result.value);
      running.delete(by);
      by.settle();
      return by;
    }
  } finally {
    alarm.stop();
    for (const one of running) leaving.push(one.leave());
    if (leaving.length > 0) await Promise.all(leaving);
  }
}

async function* streamed(by: Contender, first: AttemptPart | AttemptBatch): AsyncGenerator<RaceEvent, void> {
  yield { type: "part", by, part: first };
  for (;;) {
    const result = await by.next();
    if (result.done === true) return;
    yield { type: "part", by, part: result.value };
  }
}

/** The next part or end of any of them, or the alarm. Nobody waits for a race of one that no hedge can join. */
function nextStep(running: ReadonlySet<Contender>, alarm: Alarm): Promise<Step> {
  const steps: Promise<Step>[] = [...running].map(async (by) => ({ by, result: await by.next() }));
  if (alarm.rings) steps.push(alarm.rings);
  return steps.length === 1 && steps[0] ? steps[0] : Promise.race(steps);
}

/** Rings from its time on until it is stopped or set anew, so that whoever is busy meanwhile hears it later. */
class Alarm {
  readonly #clock: Clock;
  #cancel = () => {};
  #rings: Promise<"late"> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Undefined while it is not set. */
  get rings(): Promise<"late"> | undefined {
    return this.#rings;
  }

  set(afterMs: number | undefined): void {
    this.stop();
    if (afterMs === undefined) return;
    this.#rings = new Promise((resolve) => {
      this.#cancel = this.#clock.schedule(afterMs, () => resolve("late"));
    });
  }

  stop(): void {
    this.#cancel();
    this.#rings = undefined;
  }
}
