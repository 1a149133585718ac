import type { TraceStep } from "../../src/protocol/chat.ts";
import { failureWords } from "../shared/failure-words.ts";
import { modelOf } from "../shared/route-name.ts";
import { spoke } from "../shared/step-fate.ts";

/** The step that gave the answer, or the end of it; while there is none, the last one. */
export function answeredStep(trace: readonly TraceStep[]): TraceStep | undefined {
  return trace.findLast(({ outcome }) => outcome === "succeeded") ?? trace.findLast(spoke) ?? trace.at(-1);
}

/** How an answer came to its route, where that was not the plain way; one line each, in order. */
export function detours(trace: readonly TraceStep[]): readonly string[] {
  const goesOnAt = trace.findIndex(({ role }) => role === "continuation");
  const last = trace.findLast(({ outcome }) => outcome === "succeeded");
  if (!last) return [];
  if (goesOnAt < 0) return failedOver(last, trace);
  const before = trace.slice(0, goesOnAt);
  const broken = before.findLast((step) => step.outcome === "failed" && spoke(step)) ?? before.at(-1);
  if (!broken) return [];
  return [
    ...failedOver(
      broken,
      before.filter((step) => step !== broken),
    ),
    `Broke off at ${modelOf(broken.routeId)}, continued by ${modelOf(last.routeId)}.`,
  ];
}

function failedOver(answered: TraceStep, others: readonly TraceStep[]): readonly string[] {
  const failed = others.filter(({ outcome }) => outcome === "failed");
  const [first] = failed;
  if (first === undefined) return overtaken(answered, others);
  const why = whyFailed(first);
  const more = failed.length - 1;
  const rest = more === 0 ? "" : ` and ${more === 1 ? "another route" : `${more} other routes`} failed`;
  return [`Answered by ${modelOf(answered.routeId)} after ${modelOf(first.routeId)} ${why}${rest}.`];
}

function whyFailed({ failureClass, role }: TraceStep): string {
  if (role === "drill") return "had a fire drill";
  return failureClass === undefined ? "failed" : failureWords[failureClass];
}

/** A hedge that answered stands behind the one that it was started beside. */
function overtaken(answered: TraceStep, others: readonly TraceStep[]): readonly string[] {
  if (answered.role !== "hedge") return [];
  const slow = others.findLast((step) => step !== answered && step.outcome === "cancelled");
  return slow ? [`Answered by ${modelOf(answered.routeId)}, as ${modelOf(slow.routeId)} was slow to begin.`] : [];
}
