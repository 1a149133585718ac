import type { TraceStep } from "../../src/protocol/chat.ts";

/** As much of an attempt as tells what became of it; a step of a trace or a record of the ledger. */
type Step = Pick<TraceStep, "outcome" | "role" | "firstTokenMs">;

/**
 * What became of a step, as shown: `beaten` is one that ran beside another and was not needed, because the other one spoke
 * first.
 */
export type StepFate = Step["outcome"] | "beaten";

/** The fate of the step at this place. */
export function fateOf(trace: readonly Step[], at: number): StepFate {
  const step = trace[at];
  if (step?.outcome !== "cancelled") return step?.outcome ?? "cancelled";
  // A hedge runs beside the step that it stands behind.
  const rival = step.role === "hedge" ? trace[at - 1] : trace[at + 1]?.role === "hedge" ? trace[at + 1] : undefined;
  return rival && spoke(rival) && !spoke(step) ? "beaten" : "cancelled";
}

/** Whether it began to answer. */
export function spoke({ firstTokenMs, outcome }: Step): boolean {
  return firstTokenMs !== undefined || outcome === "succeeded";
}
