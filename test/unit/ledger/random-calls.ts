import fc from "fast-check";
import type { PriceAttempt } from "../../../src/ledger/pricing/pricing.ts";
import type { AttemptRecord, CallRecord } from "../../../src/spec/call.ts";
import type { EditorOutcome } from "../../../src/spec/outcome.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";

/** Whole sixteenths of a dollar, so that no sum is rounded; models of the provider `nobody` have no price. */
export const sixteenths: PriceAttempt = ({ provider, usage }) => {
  if (usage === undefined) return { kind: "known", usd: 0, source: "free" };
  if (provider === "nobody") return { kind: "unknown" };
  const usd = (usage.input + usage.output) / 16;
  return {
    kind: "known",
    usd,
    source: "list",
    ...(usage.cacheRead > 50 ? { cacheSavedUsd: usage.cacheRead / 16 } : {}),
  };
};

const outcome = fc.constantFrom("succeeded", "failed", "cancelled");
const latency = fc.nat(60_000);
const usage = fc.record({
  input: fc.nat(5000),
  cacheRead: fc.nat(100),
  cacheWrite: fc.nat(100),
  cacheWriteLong: fc.nat(100),
  output: fc.nat(500),
  reasoning: fc.nat(50),
  source: fc.constantFrom("estimated", "reported"),
});
const failure = fc.record({
  class: fc.constantFrom("overloaded", "rate-limited", "timeout"),
  scope: fc.constant("model" as const),
  message: fc.constant("It failed."),
});

function attemptFrom(startedAt: number): fc.Arbitrary<AttemptRecord> {
  return fc
    .record({
      provider: fc.constantFrom("openai", "anthropic", "nobody"),
      model: fc.constantFrom("small", "large"),
      credential: fc.constantFrom("one", "other"),
      after: fc.nat(1000),
      firstTokenMs: fc.option(latency, { nil: undefined }),
      durationMs: latency,
      outcome,
      usage: fc.option(usage, { nil: undefined }),
      role: fc.option(fc.constantFrom("drill", "hedge"), { nil: undefined }),
      failure,
    })
    .map(({ firstTokenMs, usage: used, after, role, failure: why, ...rest }) => {
      const { usage: _usage, firstTokenMs: _first, ...base } = attemptOf();
      return {
        ...base,
        ...rest,
        routeId: `${rest.provider}/${rest.model}`,
        startedAt: startedAt + after,
        ...(role === undefined ? {} : { role }),
        ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
        ...(used === undefined ? {} : { usage: usageOf(used) }),
        ...(rest.outcome === "failed" ? { failure: { ...why } } : {}),
      };
    });
}

/** A call that starts at one of these times, with all that a call may have. */
export function callFrom(times: fc.Arbitrary<number>): fc.Arbitrary<CallRecord> {
  return times.chain((startedAt) =>
    fc
      .record({
        id: fc.uuid(),
        task: fc.constantFrom("completion", "chat", "explain"),
        client: fc.constantFrom("editor", "aider"),
        workspace: fc.option(fc.constantFrom("shop", "blog"), { nil: undefined }),
        experiment: fc.option(fc.constant("terse"), { nil: undefined }),
        firstTokenMs: fc.option(latency, { nil: undefined }),
        durationMs: latency,
        outcome,
        attempts: fc.array(attemptFrom(startedAt), { maxLength: 4 }),
        answering: fc.nat(),
      })
      .map(({ firstTokenMs, workspace, experiment, answering, ...rest }) => {
        const { firstTokenMs: _first, routeId: _route, ...base } = callOf();
        const answered = rest.attempts[answering % (rest.attempts.length + 1)];
        return {
          ...base,
          ...rest,
          startedAt,
          ...(workspace === undefined ? {} : { workspace }),
          ...(experiment === undefined ? {} : { experiment }),
          ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
          ...(answered === undefined ? {} : { routeId: answered.routeId }),
        };
      }),
  );
}

/** What became of ghost text that one of these calls wrote. */
export function outcomeOf(call: CallRecord): fc.Arbitrary<EditorOutcome> {
  return fc.record({
    callId: fc.constant(call.id),
    at: fc.nat(7_200_000).map((after) => call.startedAt + after),
    kind: fc.constantFrom("shown", "accepted"),
    characters: fc.nat(200),
    language: fc.constantFrom("typescript", "python"),
  });
}

/** A fire drill's attempts are none. */
export function realAttempts({ attempts }: CallRecord): readonly AttemptRecord[] {
  return attempts.filter(({ role }) => role !== "drill");
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
