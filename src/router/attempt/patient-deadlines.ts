import type { ModelRequest, ReasoningEffort } from "../../spec/request.ts";
import type { Deadlines } from "../types.ts";

/** How many times longer the first token may take where so much thinking is asked for. */
const patience: Readonly<Record<ReasoningEffort, number>> = {
  none: 1,
  minimal: 1,
  low: 1,
  medium: 2,
  high: 4,
  xhigh: 8,
};

/** Tokens of reasoning that are taken for a high effort: a model writes some thousand in half a minute. */
const many = 8000;

/** How many times longer a call's first token may take than usual, for the thinking that its caller asks for. */
export function patienceOf(request: ModelRequest): number {
  if (request.kind !== "chat") return 1;
  const { effort, reasoningTokens = 0 } = request;
  return Math.max(effort === undefined ? 1 : patience[effort], reasoningTokens >= many ? patience.high : 1);
}

/**
 * The deadlines of a call whose caller asks for thinking, of which many models show nothing: who wants it has to wait for
 * it. Some servers send not even headers before its end.
 */
export function patientDeadlines(deadlines: Deadlines, request: ModelRequest): Deadlines {
  const times = patienceOf(request);
  if (times === 1) return deadlines;
  const longer = (ms: number): number => Math.min(times * ms, deadlines.totalMs);
  return { ...deadlines, connectMs: longer(deadlines.connectMs), firstTokenMs: longer(deadlines.firstTokenMs) };
}
