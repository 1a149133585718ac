import { failoversOf, isRealAttempt } from "../spec/attempts.ts";
import type { Attributes } from "@opentelemetry/api";
import { ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE } from "@opentelemetry/semantic-conventions";
import type { PricedCall } from "../spec/call.ts";
import type { Cost, Usage } from "../spec/usage.ts";
import { finishReason, operationAttributes } from "./gen-ai.ts";
import { spanIdOf, traceIdOf } from "./ids.ts";
import { genAi, own } from "./names.ts";
import type { Surroundings } from "./surroundings.ts";

/** A span to be sent. Times are milliseconds since the Unix epoch. */
export interface SpanFacts {
  readonly traceId: string;
  readonly spanId: string;
  /** Missing for a call. */
  readonly parentId?: string;
  readonly name: string;
  /** An attempt asks somebody; a call, and an attempt that a fire drill made fail, stay inside. */
  readonly kind: "internal" | "client";
  readonly startedAt: number;
  readonly endedAt: number;
  /** Cancelled is not failed. */
  readonly failed: boolean;
  readonly attributes: Attributes;
}

export interface SpanOptions {
  readonly around: Surroundings;
  /** Whether the name of the folder that was open may be sent. */
  readonly workspace: boolean;
}

type PricedAttempt = PricedCall["attempts"][number];

/** The spans of a call: its own first, then its attempts' in order. */
export function spansOf(call: PricedCall, options: SpanOptions): readonly SpanFacts[] {
  const attempts = call.attempts.map((attempt, index) => attemptSpan(call, attempt, index, options.around));
  return [callSpan(call, options), ...attempts];
}

/**
 * The logical call. It has no `gen_ai` attributes: whoever adds tokens up over spans would count them twice, and tools that
 * look for models would take it for one more request.
 */
function callSpan(call: PricedCall, { workspace }: SpanOptions): SpanFacts {
  const failed = call.outcome === "failed";
  const answered = call.attempts.find(({ routeId }) => routeId === call.routeId);
  const attributes: Attributes = {
    [own.task]: call.task,
    [own.client]: call.client,
    [own.outcome]: call.outcome,
    [own.attempts]: call.attempts.length,
    [own.failovers]: failoversOf(call),
    ...(call.experiment !== undefined && { [own.experiment]: call.experiment }),
    ...(workspace && call.workspace !== undefined && { [own.workspace]: call.workspace }),
    ...(answered && { [own.route]: routeName(answered) }),
    ...(call.firstTokenMs !== undefined && { [own.callTimeToFirstChunk]: call.firstTokenMs / 1000 }),
    ...(call.cost.kind === "known" && {
      [own.callCostUsd]: call.cost.usd,
      [own.callCostSource]: call.cost.source,
    }),
    ...(failed && { [ATTR_ERROR_TYPE]: lastFailure(call) }),
  };
  return {
    traceId: traceIdOf(call.id),
    spanId: spanIdOf(call.id),
    name: `switchyard ${call.task}`,
    kind: "internal",
    ...timesOf(call),
    failed,
    attributes,
  };
}

function attemptSpan(call: PricedCall, attempt: PricedAttempt, index: number, around: Surroundings): SpanFacts {
  const operation = operationAttributes(call.task, attempt, around);
  return {
    traceId: traceIdOf(call.id),
    spanId: spanIdOf(call.id, index),
    parentId: spanIdOf(call.id),
    name: `${String(operation[genAi.operation])} ${attempt.model}`,
    kind: isRealAttempt(attempt) ? "client" : "internal",
    ...timesOf(attempt),
    failed: attempt.outcome === "failed",
    attributes: {
      ...operation,
      [genAi.stream]: true,
      ...answerAttributes(attempt),
      ...(attempt.usage && usageAttributes(attempt.usage)),
      ...costAttributes(attempt.cost),
      ...failureAttributes(attempt),
      ...ownAttributes(call, attempt, around),
    },
  };
}

function answerAttributes({ firstTokenMs, finish }: PricedAttempt): Attributes {
  return {
    ...(firstTokenMs !== undefined && { [genAi.timeToFirstChunk]: firstTokenMs / 1000 }),
    ...(finish && { [genAi.finishReasons]: [finishReason(finish)] }),
  };
}

/** Parts of a sum are left out where they are 0: nobody knows whether a provider that tells none has none. */
function usageAttributes(usage: Usage): Attributes {
  const cacheWrite = usage.cacheWrite + usage.cacheWriteLong;
  return {
    [genAi.inputTokens]: usage.input,
    [genAi.outputTokens]: usage.output,
    ...(usage.cacheRead > 0 && { [genAi.cacheRead]: usage.cacheRead }),
    ...(cacheWrite > 0 && { [genAi.cacheWrite]: cacheWrite }),
    ...(usage.reasoning > 0 && { [genAi.reasoning]: usage.reasoning }),
    [own.usageSource]: usage.source,
  };
}

/** An unknown price is no attribute, never 0. */
function costAttributes(cost: Cost): Attributes {
  return cost.kind === "known" ? { [own.costUsd]: cost.usd, [own.costSource]: cost.source } : {};
}

/** The class and the numbers. A failure's message stays here: a provider may quote in it what it was sent. */
function failureAttributes({ failure, outcome }: PricedAttempt): Attributes {
  if (outcome !== "failed") return {};
  return {
    [ATTR_ERROR_TYPE]: failure?.class ?? "_OTHER",
    ...(failure?.status !== undefined && { [ATTR_HTTP_RESPONSE_STATUS_CODE]: failure.status }),
    ...(failure?.deadline && { [own.deadline]: failure.deadline }),
  };
}

function ownAttributes(call: PricedCall, attempt: PricedAttempt, around: Surroundings): Attributes {
  const label = around.keyLabel?.(attempt.credential);
  return {
    [own.task]: call.task,
    [own.client]: call.client,
    [own.outcome]: attempt.outcome,
    [own.route]: routeName(attempt),
    [own.probe]: attempt.probe,
    ...(attempt.role && { [own.role]: attempt.role }),
    ...(label !== undefined && { [own.keyLabel]: label }),
    ...(call.experiment !== undefined && { [own.experiment]: call.experiment }),
  };
}

/** Without what the user calls the key, which is the last part of a route's id. */
function routeName({ provider, model }: PricedAttempt): string {
  return `${provider}/${model}`;
}

function lastFailure({ attempts }: PricedCall): string {
  return attempts.findLast(({ outcome }) => outcome === "failed")?.failure?.class ?? "no-route";
}

function timesOf({ startedAt, durationMs }: { readonly startedAt: number; readonly durationMs: number }) {
  return { startedAt, endedAt: startedAt + Math.max(0, durationMs) };
}
