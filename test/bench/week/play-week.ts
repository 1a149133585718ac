import type { Task } from "../../../src/spec/task.ts";
import type { Caller, Contestant, Ending } from "./contestant.ts";
import type { Fault } from "./faults.ts";
import { luckOf } from "./luck.ts";
import type { ModelId } from "./models.ts";
import type { CallResult, Tally } from "./tally.ts";
import { Upstreams } from "./upstreams.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { weekStart } from "./week-time.ts";
import type { SimCall } from "./workload.ts";

/** A week that is the same for every contestant. */
export interface Week {
  readonly seed: number;
  readonly people: number;
  readonly calls: readonly SimCall[];
  readonly faults: readonly Fault[];
  /** Requests a minute for the keys that all people share. */
  readonly limits?: Readonly<Partial<Record<ModelId, number>>>;
}

/** How long a person waits for the first token, in milliseconds. After that the answer is no use any more. */
const bearableMs: Readonly<Record<Task, number>> = {
  completion: 4000,
  chat: 30_000,
  explain: 30_000,
  embedding: 30_000,
};

/** Lets a contestant through a week. */
export async function playWeek(contestant: Contestant, week: Week): Promise<Tally> {
  const { seed, people, calls, faults, limits } = week;
  const clock = new VirtualClock(weekStart);
  const upstreams = new Upstreams({ clock, seed, faults, ...(limits && { limits }) });
  const caller = contestant.open({ clock, upstreams, people, luck: luckOf("own", seed, contestant.name) });
  const desk = new Desk(clock, upstreams, caller);
  const arrive = (index: number) => {
    const call = calls[index];
    if (!call) return;
    clock.schedule(call.at - clock.now(), () => {
      void desk.play(call);
      arrive(index + 1);
    });
  };
  arrive(0);
  await clock.run();
  return desk.tally(calls.length);
}

/** Where people sit and wait for their answers. */
class Desk {
  readonly #clock: VirtualClock;
  readonly #upstreams: Upstreams;
  readonly #caller: Caller;
  readonly #results: CallResult[] = [];
  #cancelled = 0;
  #wasted = 0;

  constructor(clock: VirtualClock, upstreams: Upstreams, caller: Caller) {
    this.#clock = clock;
    this.#upstreams = upstreams;
    this.#caller = caller;
  }

  async play(call: SimCall): Promise<void> {
    const abort = new AbortController();
    let firstTokenMs: number | undefined;
    const tooLate = this.#clock.schedule(bearableMs[call.task], () => abort.abort());
    const overtaken =
      call.cancelAfterMs === undefined ? () => {} : this.#clock.schedule(call.cancelAfterMs, () => abort.abort());
    const ending = await this.#caller(call, abort.signal, () => {
      firstTokenMs ??= this.#clock.now() - call.at;
      tooLate();
    });
    tooLate();
    overtaken();
    this.#record(call, ending, firstTokenMs, abort.signal.aborted);
  }

  /** To be asked when the clock has run out. Throws if a call got lost on its way. */
  tally(calls: number): Tally {
    if (this.#results.length + this.#cancelled !== calls) throw new Error("A call never ended.");
    return {
      results: this.#results,
      cancelled: this.#cancelled,
      wasted: this.#wasted,
      costUsd: this.#upstreams.costUsd,
    };
  }

  /** A call that was to be overtaken counts as neither, whatever came before, so that all contestants answer for the same calls. */
  #record(call: SimCall, ending: Ending, firstTokenMs: number | undefined, aborted: boolean): void {
    const requests = this.#upstreams.takeRequests(call.id);
    if (call.cancelAfterMs !== undefined) {
      this.#cancelled += 1;
      this.#wasted += Math.max(0, requests - 1);
      return;
    }
    this.#wasted += requests - (ending.kind === "whole" ? ending.parts : 0);
    const lost = aborted ? "late" : ending.kind === "silently-cut" ? ending.kind : "failed";
    this.#results.push({
      id: call.id,
      task: call.task,
      fate: ending.kind === "whole" ? "succeeded" : lost,
      ...(firstTokenMs !== undefined && { firstTokenMs }),
    });
  }
}
