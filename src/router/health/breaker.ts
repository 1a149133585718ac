import type { Clock } from "../../spec/clock.ts";
import type { Failure } from "../../spec/failure.ts";
import type { BreakerState } from "../../spec/health.ts";
import { nextCoolDown } from "./cool-down.ts";
import { failureRules, statedHoldMs, untilReset } from "../failure-rules.ts";
import type { Lease } from "./lease.ts";
import { OutcomeWindow } from "./outcome-window.ts";
import { durationPhrase, failurePhrases } from "../phrases.ts";

/** How a breaker stands at this moment. Times are milliseconds since the epoch; `since` is when it opened. */
export type Standing =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly since: number; readonly until: number; readonly cause: Failure }
  | { readonly kind: "half-open"; readonly since: number; readonly cause: Failure; readonly lease: Lease | undefined };

type State =
  | { readonly kind: "closed"; readonly window: OutcomeWindow }
  | Exclude<Standing, { readonly kind: "closed" }>;

/** Told of each change of state with its cause, one phrase for a person. */
export type BreakerListener = (from: BreakerState["kind"], to: BreakerState["kind"], cause: string) => void;

/**
 * Keeps calls away from one thing (a provider, a key, a model) that is unwell, and lets one probe at a time find out
 * when it is well again. Time moves it from open to half-open without a timer: it looks at the clock when asked.
 */
export class Breaker {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #changed: BreakerListener;
  #state: State = { kind: "closed", window: new OutcomeWindow() };
  /** The last cool-down that the breaker chose itself; forgotten once an attempt has succeeded as a whole. */
  #coolDownMs = 0;

  constructor(clock: Clock, random: () => number, changed: BreakerListener) {
    this.#clock = clock;
    this.#random = random;
    this.#changed = changed;
  }

  /** How it stands now; looking changes nothing. */
  get standing(): Standing {
    const state = this.#state;
    if (state.kind === "open" && this.#clock.now() >= state.until) {
      return { kind: "half-open", since: state.since, cause: state.cause, lease: undefined };
    }
    return state;
  }

  /** Lets the holder of `lease` through as the one probe, also before its time when there is nothing better left. */
  admitProbe(lease: Lease): void {
    const standing = this.standing;
    if (standing.kind === "closed") return;
    if (standing.kind === "half-open" && standing.lease) throw new Error("A breaker has one probe at a time.");
    const { since, cause } = standing;
    const why =
      standing.kind === "open" ? "tried before its time: nothing better was left" : "cooled down: one probe may pass";
    this.#enter({ kind: "half-open", since, cause, lease }, why);
  }

  /**
   * The first token came: the probe's question is answered, so others may pass while the answer streams. On trial: if
   * the answer breaks off, the breaker opens at once.
   */
  answered(lease: Lease): void {
    if (!this.#isProbe(lease)) return;
    this.#enter({ kind: "closed", window: OutcomeWindow.onTrial() }, "the probe was answered");
  }

  /** An attempt succeeded as a whole. One that began before the breaker opened proves nothing about now. */
  succeeded(lease: Lease): void {
    if (this.#isProbe(lease)) this.#enter({ kind: "closed", window: new OutcomeWindow() }, "the probe succeeded");
    if (this.#state.kind !== "closed") return;
    this.#state.window.succeeded();
    this.#coolDownMs = 0;
  }

  /** An attempt failed, and the failure speaks about what this breaker guards. While another's probe is out, that decides. */
  failed(failure: Failure, lease: Lease): void {
    const standing = this.standing;
    if (standing.kind === "half-open" && standing.lease && standing.lease !== lease) return;
    const name = failurePhrases[failure.class];
    const heldMs = statedHoldMs(failure);
    if (heldMs !== undefined) return this.#open(failure, heldMs, holdPhrase(name, heldMs));
    if (standing.kind === "half-open") return this.#coolDown(failure, `failed again: ${name}`);
    if (this.#state.kind !== "closed") return;
    if (failureRules[failure.class].effect === "hold") return this.#coolDown(failure, name);
    this.#state.window.failed();
    const verdict = this.#state.window.verdict;
    if (verdict !== undefined) this.#coolDown(failure, `${verdict}: ${name}`);
  }

  /** Opens it for a reason found elsewhere, such as several models of one provider failing together. */
  trip(failure: Failure, cause: string): void {
    if (this.standing.kind === "closed") this.#coolDown(failure, cause);
  }

  giveBack(lease: Lease): void {
    if (this.#isProbe(lease) && this.#state.kind === "half-open") this.#state = { ...this.#state, lease: undefined };
  }

  /** Forgets everything. A probe under way no longer decides anything. */
  reset(cause: string): void {
    this.#coolDownMs = 0;
    this.#enter({ kind: "closed", window: new OutcomeWindow() }, cause);
  }

  #isProbe(lease: Lease): boolean {
    return this.#state.kind === "half-open" && this.#state.lease === lease;
  }

  #coolDown(failure: Failure, cause: string): void {
    this.#coolDownMs = nextCoolDown(this.#coolDownMs, this.#random);
    this.#open(failure, this.#coolDownMs, cause);
  }

  #open(failure: Failure, forMs: number, cause: string): void {
    const since = this.#clock.now();
    this.#enter({ kind: "open", since, until: Math.min(since + forMs, untilReset), cause: failure }, cause);
  }

  #enter(state: State, cause: string): void {
    const from = this.#state.kind;
    this.#state = state;
    if (from !== state.kind) this.#changed(from, state.kind, cause);
  }
}

function holdPhrase(name: string, heldMs: number): string {
  return heldMs >= untilReset ? name : `${name}: to be left alone for ${durationPhrase(heldMs)}`;
}
