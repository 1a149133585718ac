import type { AttemptRecord, AttemptRole, Outcome } from "../../../../src/spec/call.ts";
import type { CallRow } from "../../../../src/spec/call-query.ts";
import type { FailureClass } from "../../../../src/spec/failure.ts";
import type { Cost } from "../../../../src/spec/usage.ts";
import { failureWords } from "../../../shared/failure-words.ts";
import { cost } from "../../../shared/figures.ts";
import type { StepFate } from "../../../shared/step-fate.ts";

export const outcomeIcons: Readonly<Record<Outcome, string>> = {
  succeeded: "pass",
  failed: "error",
  cancelled: "circle-slash",
};

/** What became of a call, for a cell: `Answered`, `Answered at attempt 2`, `Failed: overloaded`, `Stopped`. */
export function outcomeText({ outcome, attempts, failure }: Pick<CallRow, "outcome" | "attempts" | "failure">): string {
  if (outcome === "cancelled") return "Stopped";
  if (outcome === "failed") return failure === undefined ? "Failed" : `Failed: ${failureText(failure)}`;
  return attempts > 1 ? `Answered, ${attempts} attempts` : "Answered";
}

/** A failure without a subject: `overloaded`, `did not accept the key`. */
export function failureText(failure: FailureClass): string {
  return failureWords[failure].replace(/^(?:was|is) /, "");
}

/** What became of an attempt: `Answered`, `Failed: overloaded`, `Not needed`, `Stopped`. */
export function fateText(fate: StepFate, { failure }: Pick<AttemptRecord, "failure">): string {
  switch (fate) {
    case "succeeded":
      return "Answered";
    case "failed":
      return failure ? `Failed: ${failureText(failure.class)}` : "Failed";
    case "beaten":
      return "Not needed";
    case "cancelled":
      return "Stopped";
    case "running":
      return "Under way";
  }
}

const roles: Readonly<Record<AttemptRole, string>> = {
  hedge: "started beside a slow one",
  continuation: "went on with a broken answer",
  drill: "fire drill, nothing was sent",
};

/** What an attempt was for, where it was not simply the next try. */
export function purposesOf({ role, probe }: Pick<AttemptRecord, "role" | "probe">): readonly string[] {
  return [
    ...(role === undefined ? [] : [roles[role]]),
    ...(probe ? ["probe, to see whether the route is well again"] : []),
  ];
}

/** For a column of costs: `~$0.0031`, `free`, `unknown`. */
export function costText(value: Cost, estimated: boolean): string {
  return value.kind === "unknown" ? "unknown" : cost(value, estimated);
}

/** Who says what it cost. */
export function costSource(value: Cost): string {
  if (value.kind === "unknown") return "no price is known for it";
  const sources = {
    reported: "reported by the provider",
    list: "by the price list",
    override: "by your own price",
    free: "costs nothing",
  } as const;
  return sources[value.source];
}

/** How its answer ended. */
export const finishTexts: Readonly<Record<NonNullable<AttemptRecord["finish"]>, string>> = {
  stop: "to its end",
  length: "cut off at the answer's limit",
  "tool-calls": "with calls of tools",
  "content-filtered": "cut off by the provider's content filter",
};

/** `5 Mar, 14:29:38`; without the year where it is this one. */
export function momentText(at: number, now: number): string {
  const date = new Date(at);
  const day = date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    ...(date.getFullYear() !== new Date(now).getFullYear() && { year: "2-digit" }),
  });
  return `${day}, ${date.toLocaleTimeString("en-GB")}`;
}
