import type { AttemptRecord } from "../../spec/call.ts";
import type { Failure, FailureClass } from "../../spec/failure.ts";
import { manageKeys, tryWithoutKeys } from "../commands.ts";
import { isOnThisMachine } from "../plan/on-this-machine.ts";
import { failurePhrases } from "../phrases.ts";
import type { Directory, Plan } from "../types.ts";

/** What a person can do about a failure, in one sentence. */
const advice: Readonly<Record<FailureClass, string>> = {
  cancelled: "Ask again when you like.",
  "caller-fault": "Change the question or its context and ask again.",
  "context-too-long": "Leave some context out, or add a model with a larger window to the chain.",
  "content-filtered": "Put the question differently, or pick another model.",
  capability: "Pick a model that can do this.",
  "credential-invalid": `Change the key with ${manageKeys}.`,
  "quota-exhausted": `Top the account up, or add another key with ${manageKeys}.`,
  "rate-limited": "Wait a little, or add another model to the chain.",
  overloaded: "Try again in a moment, or add another model to the chain.",
  "server-error": "Try again, or pick another model.",
  timeout: "Try again, or pick another model.",
  network: "Check the connection and try again.",
  truncated: "Ask again to have it whole.",
  "model-gone": "Pick another model, or mend its name in the chain.",
  "no-route": "Mend the chain in the settings.",
};

/** What only a person can put right, most pressing first: where several routes failed, this is what to advise. */
const pressing: readonly FailureClass[] = ["credential-invalid", "quota-exhausted", "model-gone"];

interface FailedTry {
  readonly attempt: AttemptRecord;
  readonly failure: Failure;
}

/** Tells a failed call's end in words for a person: what happened, and what to do next. */
export function explainEnd(
  attempts: readonly AttemptRecord[],
  plan: Plan,
  directory: Directory,
  interrupted: boolean,
): Failure {
  const tries = attempts
    .flatMap((attempt) => (attempt.failure ? [{ attempt, failure: attempt.failure }] : []))
    // Of attempts side by side, the one that failed last may have begun first.
    .toSorted((one, other) => endOf(one.attempt) - endOf(other.attempt));
  const last = tries.at(-1);
  if (!last) return noRoute(plan);
  if (interrupted) {
    // What cut it off, and not why nobody could go on with it.
    const { failure } = tries.findLast(({ attempt }) => attempt.firstTokenMs !== undefined) ?? last;
    return { ...failure, message: `${sentence(failure.message)} What came is kept. ${advice[failure.class]}` };
  }
  const { failure } = last;
  if (isOffline(tries, directory)) {
    const message = "You seem to be offline: no provider could be reached. Check the connection and try again.";
    return { ...failure, message };
  }
  return { ...failure, message: `${sentence(whatHappened(tries, failure))} ${adviceFor(tries, last, directory)}` };
}

/** Providers do not always end theirs. */
function sentence(text: string): string {
  return /[.!?…。！？]["')\]]?\s*$/u.test(text) ? text : `${text}.`;
}

function endOf({ startedAt, durationMs }: AttemptRecord): number {
  return startedAt + durationMs;
}

/** With several routes, each with its reason in two words; a lone one in its provider's own. */
function whatHappened(tries: readonly FailedTry[], last: Failure): string {
  const reasons = new Map(tries.map(({ attempt, failure }) => [attempt.routeId, failurePhrases[failure.class]]));
  if (reasons.size === 1) return last.message;
  const list = [...reasons].map(([routeId, reason]) => `${routeId} (${reason})`).join(", ");
  return `None of ${reasons.size} routes answered: ${list}.`;
}

function adviceFor(tries: readonly FailedTry[], last: FailedTry, directory: Directory): string {
  const urgent = pressing.find((one) => tries.some(({ failure }) => failure.class === one));
  if (urgent) return advice[urgent];
  const provider = directory.provider(last.attempt.provider);
  if (last.failure.class === "network" && provider?.local) return `Start ${provider.name} and try again.`;
  return advice[last.failure.class];
}

/** Every try failed to reach its provider, and it was not only this machine's own servers that did not answer. */
function isOffline(tries: readonly FailedTry[], directory: Directory): boolean {
  return (
    tries.every(({ failure }) => failure.class === "network") &&
    tries.some(({ attempt }) => !isOnThisMachine(directory, attempt.provider))
  );
}

function noRoute({ task, leftOut }: Plan): Failure {
  const reasons = leftOut.map(({ entry, reason }) => `${entry} (${reason})`).join("; ");
  const message = reasons
    ? `No route can be used for ${task}: ${reasons}.`
    : `No model is connected yet: add a key with ${manageKeys}, or run ${tryWithoutKeys}.`;
  return { class: "no-route", scope: "none", message };
}
