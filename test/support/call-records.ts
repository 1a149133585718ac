import type { AttemptRecord, CallRecord } from "../../src/spec/call.ts";
import type { Usage } from "../../src/spec/usage.ts";

/** A usage that was reported, of nothing but what a test says. */
export function usageOf(counts: Partial<Usage>): Usage {
  return {
    input: 0,
    cacheRead: 0,
    cacheWrite: 0,
    cacheWriteLong: 0,
    output: 0,
    reasoning: 0,
    source: "reported",
    ...counts,
  };
}

/** An attempt that succeeded at OpenAI, of 1000 prompt and 200 answer tokens. */
export function attemptOf(more: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    routeId: "openai/gpt-5-mini",
    provider: "openai",
    model: "gpt-5-mini",
    credential: "credential-1",
    startedAt: 0,
    firstTokenMs: 300,
    durationMs: 900,
    outcome: "succeeded",
    probe: false,
    usage: usageOf({ input: 1000, output: 200 }),
    finish: "stop",
    ...more,
  };
}

/** A call that succeeded, with the attempts given or one of its own, which begins when the call does. */
export function callOf(more: Partial<CallRecord> = {}): CallRecord {
  const startedAt = more.startedAt ?? 0;
  return {
    id: "call-1",
    task: "chat",
    client: "editor",
    startedAt,
    durationMs: 900,
    firstTokenMs: 300,
    outcome: "succeeded",
    routeId: "openai/gpt-5-mini",
    attempts: [attemptOf({ startedAt })],
    ...more,
  };
}
