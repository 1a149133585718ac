import type { AttemptRecord, AttemptRole } from "../../spec/call.ts";
import type { ModelRequest } from "../../spec/request.ts";
import type { Route } from "../../spec/provider.ts";
import type { LimitReport } from "../../spec/stream.ts";
import { Attempt, type AttemptBatch, type AttemptPart, type AttemptPorts } from "../attempt/attempt.ts";
import type { Lease } from "../health/lease.ts";
import type { Deadlines } from "../types.ts";

/** What a contender tries. */
export interface ContenderQuery {
  readonly route: Route;
  readonly request: ModelRequest;
  readonly deadlines: Deadlines;
  readonly role: AttemptRole | undefined;
  readonly heardLimits: (reports: readonly LimitReport[]) => void;
}

/** What is to be done about a contender's way; each is called at most once. */
export interface ContenderWatch {
  /** Its first word came. */
  readonly spoke: () => void;
  readonly settled: (attempt: Attempt) => void;
}

/** One attempt of a race, from its admission until everything that was held for it is given back. */
export class Contender {
  readonly route: Route;
  readonly role: AttemptRole | undefined;
  /** Its place among the call's attempts. */
  readonly index: number;
  readonly isProbe: boolean;
  readonly attempt: Attempt;
  readonly #watch: ContenderWatch;
  readonly #abort = new AbortController();
  readonly #parts: AsyncGenerator<AttemptPart | AttemptBatch, void>;
  readonly #unfollow: () => void;
  #coming: Promise<IteratorResult<AttemptPart | AttemptBatch, void>> | undefined;
  #spoken = false;
  #settled = false;

  constructor(
    ports: AttemptPorts,
    query: ContenderQuery,
    lease: Lease,
    index: number,
    watch: ContenderWatch,
    signal: AbortSignal,
  ) {
    const { route, role } = query;
    this.route = route;
    this.role = role;
    this.index = index;
    this.isProbe = lease.isProbe;
    this.#watch = watch;
    const { request, deadlines, heardLimits } = query;
    this.attempt = new Attempt(
      ports,
      { route, request, deadlines, heardLimits, probe: lease.isProbe, ...(role && { role }) },
      this.#abort.signal,
    );
    this.#parts = this.attempt.run();
    this.#unfollow = follow(signal, this.#abort);
  }

  /** The next part; asking again before it came gives the same one. */
  next(): Promise<IteratorResult<AttemptPart | AttemptBatch, void>> {
    this.#coming ??= this.#next();
    return this.#coming;
  }

  /** Aborts it and waits until it has said what it used. */
  async leave(): Promise<void> {
    if (this.#settled) return;
    this.#abort.abort();
    await this.#parts.return();
    this.settle();
  }

  /** Gives back what was held for it. To be called when it is over; calling it twice is harmless. */
  settle(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#unfollow();
    this.#watch.settled(this.attempt);
  }

  record(): AttemptRecord {
    return this.attempt.record();
  }

  async #next(): Promise<IteratorResult<AttemptPart | AttemptBatch, void>> {
    const result = await this.#parts.next();
    this.#coming = undefined;
    if (!this.#spoken && this.attempt.committed) {
      this.#spoken = true;
      this.#watch.spoke();
    }
    return result;
  }
}

/** Aborts `abort` with `signal`; returns what ends that. */
function follow(signal: AbortSignal, abort: AbortController): () => void {
  const pass = () => abort.abort();
  if (signal.aborted) pass();
  else signal.addEventListener("abort", pass, { once: true });
  return () => signal.removeEventListener("abort", pass);
}
