import type { PricedCall } from "../../../src/spec/call.ts";
import type { Cost } from "../../../src/spec/usage.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { now } from "./now.ts";

const unknown: Cost = { kind: "unknown" };
const listed = (usd: number): Cost => ({ kind: "known", usd, source: "list" });

const failed = attemptOf({
  routeId: "anthropic/claude-sonnet-4-5",
  outcome: "failed",
  failure: { class: "overloaded", scope: "provider", message: "Anthropic is overloaded just now.", status: 529 },
  durationMs: 611,
  usage: usageOf({ input: 1_100, source: "estimated" }),
});

const { firstTokenMs: _, ...slow } = attemptOf({
  routeId: "anthropic/claude-sonnet-4-5",
  outcome: "cancelled",
  durationMs: 3_100,
});

/** One call that failed over, one in which a second route was quicker, one that did well, one that was stopped; newest first. */
export const recentCalls: readonly PricedCall[] = [
  {
    ...callOf({ id: "c1", startedAt: now - 21_000, durationMs: 3_420 }),
    attempts: [
      { ...failed, cost: unknown },
      { ...attemptOf({ durationMs: 2_809 }), cost: listed(0.00121) },
    ],
    cost: listed(0.00121),
  },
  {
    ...callOf({ id: "c4", startedAt: now - 40_000, durationMs: 3_900 }),
    attempts: [
      { ...slow, cost: unknown },
      { ...attemptOf({ durationMs: 1_200, role: "hedge" }), cost: listed(0.0009) },
    ],
    cost: listed(0.0009),
  },
  {
    ...callOf({ id: "c2", task: "completion", startedAt: now - 64_000, routeId: "mistral/codestral-latest" }),
    attempts: [{ ...attemptOf({ routeId: "mistral/codestral-latest" }), cost: listed(0.00004) }],
    cost: listed(0.00004),
  },
  {
    ...callOf({ id: "c3", task: "completion", startedAt: now - 90_000, outcome: "cancelled" }),
    attempts: [{ ...attemptOf({ outcome: "cancelled" }), cost: unknown }],
    cost: unknown,
  },
];
