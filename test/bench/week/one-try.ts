import type { Clock } from "../../../src/spec/clock.ts";
import type { Failure } from "../../../src/spec/failure.ts";
import type { Deadlines } from "../../../src/router/types.ts";
import type { ModelId } from "./models.ts";
import type { World } from "./contestant.ts";
import type { SimCall } from "./workload.ts";

/** How one request ended. `text` is what came of the answer. */
export type Try =
  | { readonly kind: "whole" }
  | { readonly kind: "refused"; readonly failure: Failure }
  | { readonly kind: "broke"; readonly failure: Failure; readonly text: string };

/** The clocks that a contestant puts on a request; a missing one is never wound up. */
export type TryDeadlines = Partial<Deadlines>;

export interface TryQuery {
  readonly call: SimCall;
  readonly model: ModelId;
  readonly deadlines: TryDeadlines;
  readonly signal: AbortSignal;
  readonly spoke: () => void;
  /** What was shown before, for a request that goes on with it. */
  readonly shown?: string;
}

/** Sends one request under a contestant's clocks, which it stops when it is over. */
export async function tryOnce({ clock, upstreams }: World, query: TryQuery): Promise<Try> {
  const { call, model, deadlines, signal, spoke, shown } = query;
  const abort = new AbortController();
  const watch = new Watch(clock, deadlines, () => abort.abort());
  const follow = () => abort.abort();
  signal.addEventListener("abort", follow, { once: true });
  if (signal.aborted) follow();
  let text = "";
  try {
    for await (const part of upstreams.ask(call, model, abort.signal, shown)) {
      if (part.type === "start") watch.connected();
      if (part.type === "finish") return { kind: "whole" };
      if (part.type === "text") {
        watch.heard();
        text += part.text;
        spoke();
      }
      if (part.type === "failure") {
        const failure = watch.expired && !signal.aborted ? timedOut : part.failure;
        return text === "" ? { kind: "refused", failure } : { kind: "broke", failure, text };
      }
    }
    throw new Error("A simulated stream ends with a finish or a failure.");
  } finally {
    watch.stop();
    signal.removeEventListener("abort", follow);
  }
}

/** A client reports its own timeout as a 408. */
const timedOut: Failure = { class: "timeout", scope: "model", status: 408, message: "It took too long." };

class Watch {
  readonly #clock: Clock;
  readonly #deadlines: TryDeadlines;
  readonly #expire: () => void;
  readonly #cancelConnect: () => void;
  readonly #cancelFirstToken: () => void;
  readonly #cancelTotal: () => void;
  #cancelIdle: () => void = () => {};
  #expired = false;

  constructor(clock: Clock, deadlines: TryDeadlines, expire: () => void) {
    this.#clock = clock;
    this.#deadlines = deadlines;
    this.#expire = expire;
    this.#cancelConnect = this.#wind(deadlines.connectMs);
    this.#cancelFirstToken = this.#wind(deadlines.firstTokenMs);
    this.#cancelTotal = this.#wind(deadlines.totalMs);
  }

  get expired(): boolean {
    return this.#expired;
  }

  connected(): void {
    this.#cancelConnect();
  }

  heard(): void {
    this.#cancelConnect();
    this.#cancelFirstToken();
    this.#cancelIdle();
    this.#cancelIdle = this.#wind(this.#deadlines.idleMs);
  }

  stop(): void {
    this.#cancelConnect();
    this.#cancelFirstToken();
    this.#cancelIdle();
    this.#cancelTotal();
  }

  #wind(ms: number | undefined): () => void {
    if (ms === undefined) return () => {};
    return this.#clock.schedule(ms, () => {
      this.#expired = true;
      this.#expire();
    });
  }
}
