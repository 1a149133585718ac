import type { Accessors } from "../../../src/filter/matches.ts";
import type { AttemptRole, PricedCall } from "../../../src/spec/call.ts";

/** A fire drill sends nothing: its attempts are none, and its failure is nobody's. */
const real = ({ attempts }: PricedCall) => attempts.filter(({ role }) => role !== "drill");

const ofAttempts =
  (value: (attempt: PricedCall["attempts"][number]) => string | undefined) =>
  (call: PricedCall): readonly string[] =>
    real(call).flatMap((attempt) => value(attempt) ?? []);

const hasRole =
  (role: AttemptRole) =>
  ({ attempts }: PricedCall): boolean =>
    attempts.some((attempt) => attempt.role === role);

const unpriced = (call: PricedCall) => real(call).some(({ usage, cost }) => usage && cost.kind === "unknown");
const input = ({ attempts }: PricedCall) => attempts.reduce((sum, { usage }) => sum + (usage?.input ?? 0), 0);
const output = ({ attempts }: PricedCall) => attempts.reduce((sum, { usage }) => sum + (usage?.output ?? 0), 0);

/** What the words of `callFields` mean, said once more in plain code, so that what asks the file can be held to it. */
export const callAccessors: Accessors<PricedCall> = {
  at: (call) => call.startedAt,
  values: {
    task: (call) => [call.task],
    model: ofAttempts(({ model }) => model),
    provider: ofAttempts(({ provider }) => provider),
    route: ofAttempts(({ routeId }) => routeId),
    key: ofAttempts(({ credential }) => credential),
    failure: ofAttempts(({ failure }) => failure?.class),
    drilled: ({ attempts }) => attempts.flatMap(({ role, routeId }) => (role === "drill" ? [routeId] : [])),
    outcome: (call) => [call.outcome],
    client: (call) => [call.client],
    workspace: (call) => [call.workspace ?? ""],
    experiment: (call) => [call.experiment ?? ""],
    id: (call) => [call.id],
  },
  amounts: {
    cost: (call) =>
      unpriced(call)
        ? undefined
        : real(call).reduce((sum, { cost }) => sum + (cost.kind === "known" ? cost.usd : 0), 0),
    duration: (call) => call.durationMs,
    ttft: (call) => call.firstTokenMs,
    in: input,
    out: output,
    tokens: (call) => input(call) + output(call),
    attempts: (call) => call.attempts.length,
  },
  states: {
    failed: (call) => call.outcome === "failed",
    succeeded: (call) => call.outcome === "succeeded",
    cancelled: (call) => call.outcome === "cancelled",
    "failed-over": ({ attempts }) =>
      attempts.slice(0, -1).some(({ outcome, role }) => outcome === "failed" && role !== "drill"),
    hedged: hasRole("hedge"),
    continued: hasRole("continuation"),
    drill: hasRole("drill"),
    estimated: ({ attempts }) => attempts.some(({ usage }) => usage?.source === "estimated"),
    unpriced,
    probe: ({ attempts }) => attempts.some(({ probe }) => probe),
  },
  texts: ({ attempts }) =>
    attempts.flatMap(({ routeId, model, failure }) => [
      routeId,
      model,
      ...(failure === undefined ? [] : [failure.message]),
    ]),
};
