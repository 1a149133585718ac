import type { AttemptRecord } from "../spec/call.ts";
import type { Failure, FailureClass } from "../spec/failure.ts";
import { manageKeys, tryWithoutKeys } from "./commands.ts";
import type { Plan } from "./types.ts";

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
  "no-route": "",
};

/** Tells a failed call's end in words for a person: what happened, and what to do next. */
export function explainEnd(attempts: readonly AttemptRecord[], plan: Plan, interrupted: boolean): Failure {
  const failures = attempts.flatMap(({ failure }) => failure ?? []);
  const last = failures.at(-1);
  if (!last) return noRoute(plan);
  if (interrupted) return { ...last, message: `${last.message} What came is kept. ${advice[last.class]}` };
  const offline = failures.length > 1 && failures.every((failure) => failure.class === "network");
  if (offline)
    return {
      ...last,
      message: "No provider could be reached: you seem to be offline. Check the connection and try again.",
    };
  const routes = new Set(attempts.map(({ routeId }) => routeId));
  const others =
    routes.size > 1 ? `None of ${routes.size} routes answered; the last was ${attempts.at(-1)?.routeId}. ` : "";
  return { ...last, message: `${others}${last.message} ${advice[last.class]}` };
}

function noRoute({ task, leftOut }: Plan): Failure {
  const reasons = leftOut.map(({ entry, reason }) => `${entry} (${reason})`).join("; ");
  const message = reasons
    ? `No route can be used for ${task}: ${reasons}.`
    : `No model is connected yet: add a key with ${manageKeys}, or run ${tryWithoutKeys}.`;
  return { class: "no-route", scope: "none", message };
}
