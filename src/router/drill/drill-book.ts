import type { Clock } from "../../spec/clock.ts";
import { drillCode, type Failure } from "../../spec/failure.ts";
import type { Route } from "../../spec/provider.ts";
import { failureRules } from "../failure-rules.ts";
import type { Drill, DrillFault, Transport } from "../types.ts";

/** How long a fire drill lasts, in milliseconds. */
export const drillMs = 60_000;

const words: Readonly<Record<DrillFault, string>> = {
  "rate-limited": "Too many requests.",
  overloaded: "The model has no capacity just now.",
  "server-error": "The server failed.",
  network: "The provider cannot be reached.",
  timeout: "No answer comes.",
  "quota-exhausted": "The account is out of money.",
  "credential-invalid": "The key is refused.",
};

interface Playing {
  readonly route: Route;
  readonly fault: DrillFault;
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly cancel: () => void;
}

/**
 * The fire drills under way. Each ends by itself, also with its window: none is kept. What calls met in one is kept in
 * the ledger, as attempts with the role `drill` and breakers' moves whose failure has its code, and counts for nothing.
 */
export class DrillBook {
  readonly #clock: Clock;
  readonly #changed: (drills: readonly Drill[]) => void;
  readonly #ended: (route: Route) => void;
  readonly #playing = new Map<string, Playing>();

  /** `ended` is called when a route's drill is over, to take its traces away; `changed` after each beginning and end. */
  constructor(clock: Clock, changed: (drills: readonly Drill[]) => void, ended: (route: Route) => void) {
    this.#clock = clock;
    this.#changed = changed;
    this.#ended = ended;
  }

  /** One that is under way there gives way to it, and leaves no traces. */
  start(route: Route, fault: DrillFault): void {
    this.#stop(route.id);
    const cancel = this.#clock.schedule(drillMs, () => this.end(route.id));
    this.#playing.set(route.id, { route, fault, until: this.#clock.now() + drillMs, cancel });
    this.#changed(this.list());
  }

  end(routeId: string): void {
    if (this.#stop(routeId)) this.#changed(this.list());
  }

  list(): readonly Drill[] {
    return [...this.#playing.values()].map(({ route, fault, until }) => ({ routeId: route.id, fault, until }));
  }

  isPlaying(route: Route): boolean {
    return this.#playing.has(route.id);
  }

  /** What stands in for the route's provider while its drill lasts. */
  transport(route: Route): Transport | undefined {
    const playing = this.#playing.get(route.id);
    if (!playing) return undefined;
    const { fault, until } = playing;
    const leftMs = until - this.#clock.now();
    return async function* (_route, _request, signal) {
      if (fault === "timeout") await aborted(signal);
      yield { type: "failure", failure: failureOf(fault, leftMs) };
    };
  }

  /** False where none is under way. */
  #stop(routeId: string): boolean {
    const playing = this.#playing.get(routeId);
    if (!playing) return false;
    playing.cancel();
    this.#playing.delete(routeId);
    this.#ended(playing.route);
    return true;
  }
}

/** What would hold the route away for long is held no longer than the drill lasts. */
function failureOf(fault: DrillFault, leftMs: number): Failure {
  const { scope, effect } = failureRules[fault];
  const message = `Fire drill: ${words[fault]}`;
  return { class: fault, scope, message, code: drillCode, ...(effect === "hold" && { retryAfterMs: leftMs }) };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
