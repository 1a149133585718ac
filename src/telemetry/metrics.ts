import { isFailover, isRealAttempt } from "../spec/attempts.ts";
import type { Attributes, Meter } from "@opentelemetry/api";
import { ATTR_ERROR_TYPE } from "@opentelemetry/semantic-conventions";
import type { PricedCall } from "../spec/call.ts";
import type { BreakerState, HealthEvent, HealthScope } from "../spec/health.ts";
import { operationAttributes } from "./gen-ai.ts";
import { pseudonym } from "./ids.ts";
import { buckets, genAi, metricNames, own } from "./names.ts";
import type { Surroundings } from "./surroundings.ts";

/** What `switchyard.breaker.state` is for each state. */
const breakerValues: Readonly<Record<BreakerState["kind"], number>> = { closed: 0, "half-open": 1, open: 2 };

type PricedAttempt = PricedCall["attempts"][number];

/** Adds calls and breakers' moves up. Fire drills are left out: nothing was sent. */
export class CallMeters {
  readonly #around: Surroundings;
  readonly #instruments: ReturnType<typeof createInstruments>;

  constructor(meter: Meter, around: Surroundings) {
    this.#around = around;
    this.#instruments = createInstruments(meter);
  }

  call(call: PricedCall): void {
    for (const attempt of call.attempts) if (isRealAttempt(attempt)) this.#attempt(call, attempt);
    for (const attempt of call.attempts.filter((_, index) => isFailover(call, index)))
      this.#instruments.failovers.add(1, { ...this.#common(call, attempt), ...errorType(attempt) });
  }

  health({ target, to }: HealthEvent): void {
    this.#instruments.breaker.record(breakerValues[to], {
      [own.breakerScope]: target.scope,
      [own.breakerTarget]: this.#targetName(target),
    });
  }

  #attempt(call: PricedCall, attempt: PricedAttempt): void {
    const { cost, durationMs, firstTokenMs, outcome, usage } = attempt;
    const { duration, timeToFirstChunk } = this.#instruments;
    const common = this.#common(call, attempt);
    duration.record(Math.max(0, durationMs) / 1000, { ...common, [own.outcome]: outcome, ...errorType(attempt) });
    if (firstTokenMs !== undefined) timeToFirstChunk.record(firstTokenMs / 1000, common);
    if (usage === undefined) return;
    const counted = { ...common, [own.usageSource]: usage.source };
    this.#tokens(usage.input, { ...counted, [genAi.tokenType]: "input" });
    this.#tokens(usage.output, { ...counted, [genAi.tokenType]: "output" });
    const named = { ...common, ...(call.experiment !== undefined && { [own.experiment]: call.experiment }) };
    // What is of unknown price is counted apart, because a sum that leaves it out silently would mislead.
    if (cost.kind === "unknown") this.#instruments.unpriced.add(1, named);
    else this.#instruments.cost.add(cost.usd, { ...named, [own.costSource]: cost.source });
  }

  #tokens(count: number, attributes: Attributes): void {
    if (count > 0) this.#instruments.tokens.record(count, attributes);
  }

  #common(call: PricedCall, attempt: PricedAttempt): Attributes {
    return {
      ...operationAttributes(call.task, attempt, this.#around),
      [own.task]: call.task,
      [own.client]: call.client,
    };
  }

  /** The target's key, with the name or a pseudonym of the credential where its id stands. */
  #targetName({ scope, key }: HealthScope): string {
    if (scope === "provider" || scope === "model") return key;
    const slash = scope === "credential-model" ? key.indexOf("/") : -1;
    const credential = slash < 0 ? key : key.slice(0, slash);
    const name = this.#around.keyLabel?.(credential) ?? `key-${pseudonym(credential)}`;
    return slash < 0 ? name : `${name}${key.slice(slash)}`;
  }
}

function errorType({ failure, outcome }: PricedAttempt): Attributes {
  return outcome === "failed" ? { [ATTR_ERROR_TYPE]: failure?.class ?? "_OTHER" } : {};
}

function createInstruments(meter: Meter) {
  const seconds = { unit: "s", advice: { explicitBucketBoundaries: buckets.seconds } };
  return {
    tokens: meter.createHistogram(metricNames.tokens, {
      description: "Tokens of prompts and answers.",
      unit: "{token}",
      advice: { explicitBucketBoundaries: buckets.tokens },
    }),
    duration: meter.createHistogram(metricNames.duration, { description: "How long attempts took.", ...seconds }),
    timeToFirstChunk: meter.createHistogram(metricNames.timeToFirstChunk, {
      description: "From an attempt's request to its first meaningful event.",
      ...seconds,
    }),
    cost: meter.createCounter(metricNames.cost, {
      description: "What attempts cost, as far as their price is known.",
      unit: "{USD}",
    }),
    unpriced: meter.createCounter(metricNames.unpriced, {
      description: "Attempts of unknown price.",
      unit: "{attempt}",
    }),
    failovers: meter.createCounter(metricNames.failovers, {
      description: "How often a call moved on because an attempt failed.",
      unit: "{failover}",
    }),
    breaker: meter.createGauge(metricNames.breaker, {
      description: "A circuit breaker's state: 0 closed, 1 half-open, 2 open.",
    }),
  };
}
