import type { Clock } from "../../spec/clock.ts";
import { drillCode, type Failure } from "../../spec/failure.ts";
import type { HealthEvent } from "../../spec/health.ts";
import { nextCoolDown } from "./cool-down.ts";
import { failureRules, statedHoldMs, untilReset } from "../failure-rules.ts";
import type { Lease } from "./lease.ts";
import { OutcomeWindow } from "./outcome-window.ts";
import { durationPhrase, failurePhrases } from "../phrases.ts";

/** How a breaker stands at this moment. Times are milliseconds since the epoch; `since` is when it opened. */
export type Standing =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly since: number; readonly until: number; readonly cause: Failure }
  | {
      readonly kind: "half-open";
      readonly since: number;
      /** When it was first ready to be probed. */
      readonly readyAt: number;
      /** Set where it is probed before its time: it is open until then if the probe finds nothing out. */
      readonly heldUntil?: number;
      readonly cause: Failure;
      readonly lease: Lease | undefined;
    };

type State =
  | { readonly kind: "closed"; readonly window: OutcomeWindow }
  | Exclude<Standing, { readonly kind: "closed" }>;

/** What a breaker became, as others may adopt it. */
export type BreakerMove = Pick<HealthEvent, "at" | "from" | "to" | "cause" | "until" | "failure">;

/** While another window's probe is out, this one keeps away for so long, in milliseconds: longer than a first token takes. */
const foreignProbeMs = 15_000;

/**
 * Keeps calls away from one thing (a provider, a key, a model) that is unwell, and lets one probe at a time find out
 * when it is well again. Time moves it from open to half-open without a timer: it looks at the clock when asked.
 */
export class Breaker {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #changed: (move: BreakerMove) => void;
  #state: State = { kind: "closed", window: new OutcomeWindow() };
  /** When it last changed, here or, as far as was heard, elsewhere. */
  #movedAt = 0;
  /** The last cool-down that the breaker chose itself; forgotten once an attempt has succeeded as a whole. */
  #coolDownMs = 0;
  /** How it stood before a fire drill's first failure; gone as soon as it moves for another reason. */
  #beforeDrill: { readonly state: State; readonly coolDownMs: number } | undefined;

  constructor(clock: Clock, random: () => number, changed: (move: BreakerMove) => void) {
    this.#clock = clock;
    this.#random = random;
    this.#changed = changed;
  }

  /** How it stands now; looking changes nothing. */
  get standing(): Standing {
    const state = this.#state;
    if (state.kind === "open" && this.#clock.now() >= state.until) {
      return {
        kind: "half-open",
        since: state.since,
        readyAt: state.until,
        cause: state.cause,
        lease: undefined,
      };
    }
    return state;
  }

  /** Lets the holder of `lease` through as the one probe, also before its time when there is nothing better left. */
  admitProbe(lease: Lease): void {
    const standing = this.standing;
    if (standing.kind === "closed") return;
    if (standing.kind === "half-open" && standing.lease) throw new Error("A breaker has one probe at a time.");
    const { since, cause } = standing;
    if (standing.kind === "open") {
      const early = { readyAt: this.#clock.now(), heldUntil: standing.until };
      this.#enter(
        { kind: "half-open", since, ...early, cause, lease },
        "tried before its time: nothing better was left",
      );
    } else {
      this.#enter({ ...standing, lease }, "cooled down: one probe may pass");
    }
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
    this.#noteDrill(failure);
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
    if (this.standing.kind !== "closed") return;
    this.#noteDrill(failure);
    this.#coolDown(failure, cause);
  }

  /**
   * Takes over what another window's breaker for the same thing did, or this one's own before a reload. What is older
   * than the last change is news no more, and a probe that is out here decides for itself.
   */
  adopt({ at, to, until, failure }: BreakerMove): void {
    const state = this.#state;
    if (at < this.#movedAt || (state.kind === "half-open" && state.lease)) return;
    if (to === "closed") this.#state = { kind: "closed", window: new OutcomeWindow() };
    else if (to === "open" && until !== undefined && failure) {
      this.#state = { kind: "open", since: at, until, cause: failure };
    } else if (to === "half-open" && state.kind === "open") {
      this.#state = { ...state, until: Math.max(state.until, at + foreignProbeMs) };
    } else return;
    this.#movedAt = at;
    this.#beforeDrill = undefined;
  }

  /** Counts what another window saw, or this one before a reload. The verdict is left to the next attempt here. */
  recall(outcome: "succeeded" | "failed", at: number): void {
    if (this.#state.kind !== "closed" || at < this.#movedAt) return;
    if (outcome === "succeeded") this.#state.window.succeeded();
    else this.#state.window.failed();
  }

  /** A fire drill is over: what it changed and counted is as it was before. */
  forgetDrill(): void {
    const before = this.#beforeDrill;
    if (!before) return;
    this.#beforeDrill = undefined;
    this.#coolDownMs = before.coolDownMs;
    if (isDrilled(this.#state)) this.#enter(before.state, "the fire drill is over");
    else this.#state = before.state;
  }

  giveBack(lease: Lease): void {
    if (this.#state.kind !== "half-open" || this.#state.lease !== lease) return;
    const left = withoutProbe(this.#state);
    if (left.kind === "open") this.#enter(left, "the probe found nothing out");
    else this.#state = left;
  }

  /** Forgets everything. A probe under way no longer decides anything. */
  reset(cause: string): void {
    this.#coolDownMs = 0;
    this.#enter({ kind: "closed", window: new OutcomeWindow() }, cause);
  }

  #noteDrill(failure: Failure): void {
    if (failure.code === drillCode) {
      this.#beforeDrill ??= { state: keptState(this.#state), coolDownMs: this.#coolDownMs };
    }
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
    const before = this.#state;
    this.#state = state;
    const at = this.#clock.now();
    this.#movedAt = at;
    if (!isDrilled(state)) this.#beforeDrill = undefined;
    if (before.kind === state.kind) return;
    const drill = [state, before].find(isDrilled);
    const opened = state.kind === "open" && { until: state.until, failure: state.cause };
    this.#changed({ at, from: before.kind, to: state.kind, cause, ...(drill && { failure: drill.cause }), ...opened });
  }
}

/** Whether a fire drill made it so. */
function isDrilled(state: State): state is Exclude<State, { readonly kind: "closed" }> {
  return state.kind !== "closed" && state.cause.code === drillCode;
}

/** The state as it is now, whatever is counted later; a probe that is out then is not out any more when it comes back. */
function keptState(state: State): State {
  if (state.kind === "closed") return { kind: "closed", window: state.window.copy() };
  return state.kind === "half-open" ? withoutProbe(state) : state;
}

function withoutProbe({
  heldUntil,
  ...state
}: Extract<State, { readonly kind: "half-open" }>): Exclude<Standing, { readonly kind: "closed" }> {
  const { since, cause } = state;
  return heldUntil === undefined ? { ...state, lease: undefined } : { kind: "open", since, until: heldUntil, cause };
}

function holdPhrase(name: string, heldMs: number): string {
  return heldMs >= untilReset ? name : `${name}: to be left alone for ${durationPhrase(heldMs)}`;
}
