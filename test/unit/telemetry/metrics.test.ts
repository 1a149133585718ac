import assert from "node:assert/strict";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type Histogram,
} from "@opentelemetry/sdk-metrics";
import type { PricedCall } from "../../../src/spec/call.ts";
import type { HealthEvent, HealthScope } from "../../../src/spec/health.ts";
import { CallMeters } from "../../../src/telemetry/metrics.ts";
import type { Surroundings } from "../../../src/telemetry/surroundings.ts";
import { usageOf } from "../../support/call-records.ts";
import { listed, pricedAttemptOf, pricedCallOf } from "./priced-calls.ts";

type Points = readonly { readonly attributes: Record<string, unknown>; readonly value: unknown }[];

/** What the meters hold, by metric. */
async function measured(tell: (meters: CallMeters) => void, around: Surroundings = {}) {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  tell(new CallMeters(provider.getMeter("test"), around));
  await provider.forceFlush();
  const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  await provider.shutdown();
  return {
    names: metrics.map(({ descriptor }) => descriptor.name).toSorted(),
    points: (name: string): Points => {
      const metric = metrics.find(({ descriptor }) => descriptor.name === name);
      return metric?.dataPoints ?? [];
    },
    unit: (name: string) => metrics.find(({ descriptor }) => descriptor.name === name)?.descriptor.unit,
  };
}

const calls = (...told: readonly PricedCall[]) => measured((meters) => told.forEach((call) => meters.call(call)));
const histogram = (points: Points): Histogram => points[0]?.value as Histogram;
const failed = pricedAttemptOf({
  provider: "anthropic",
  model: "claude-haiku-5-5",
  outcome: "failed",
  failure: { class: "overloaded", scope: "model", message: "no" },
  cost: listed(0.001),
});
const chatAtOpenAi = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "gpt-5-mini",
  "switchyard.task": "chat",
  "switchyard.client": "editor",
};

describe("the metrics of calls", () => {
  it("are tokens by direction, in the conventions' buckets", async () => {
    const { points, unit } = await calls(pricedCallOf());
    const tokens = points("gen_ai.client.token.usage");
    assert.equal(unit("gen_ai.client.token.usage"), "{token}");
    assert.deepEqual(
      tokens.map(({ attributes }) => attributes),
      ["input", "output"].map((type) => ({
        ...chatAtOpenAi,
        "switchyard.usage_source": "reported",
        "gen_ai.token.type": type,
      })),
    );
    assert.deepEqual(
      tokens.map(({ value }) => (value as Histogram).sum),
      [1000, 200],
    );
    assert.deepEqual(
      histogram(tokens).buckets.boundaries,
      Array.from({ length: 14 }, (_, power) => 4 ** power),
    );
  });

  it("are durations in seconds of each attempt, with what became of it", async () => {
    const { points, unit } = await calls(pricedCallOf({ attempts: [failed, pricedAttemptOf({ durationMs: 1_500 })] }));
    const durations = points("gen_ai.client.operation.duration");
    assert.equal(unit("gen_ai.client.operation.duration"), "s");
    assert.deepEqual(
      durations.map(({ attributes }) => [attributes["switchyard.outcome"], attributes["error.type"]]),
      [
        ["failed", "overloaded"],
        ["succeeded", undefined],
      ],
    );
    assert.equal(histogram(durations.slice(1)).sum, 1.5);
    const { boundaries } = histogram(durations).buckets;
    assert.deepEqual([boundaries[0], boundaries.at(-1), boundaries.length], [0.01, 81.92, 14]);
  });

  it("are the seconds to the first chunk, where one came", async () => {
    const { firstTokenMs: _, ...silent } = pricedAttemptOf();
    const { points } = await calls(pricedCallOf({ attempts: [silent, pricedAttemptOf({ firstTokenMs: 250 })] }));
    const times = points("gen_ai.client.operation.time_to_first_chunk");
    assert.deepEqual(times[0]?.attributes, chatAtOpenAi);
    assert.deepEqual([histogram(times).sum, histogram(times).count], [0.25, 1]);
  });

  it("are what attempts cost, and how many are of unknown price", async () => {
    const unknown = pricedAttemptOf({ cost: { kind: "unknown" } });
    const { points } = await calls(
      pricedCallOf({ attempts: [failed, pricedAttemptOf(), unknown], experiment: "terse" }),
    );
    assert.deepEqual(
      points("switchyard.cost.usd").map(({ value }) => value),
      [0.001, 0.005],
    );
    const [unpriced] = points("switchyard.cost.unknown");
    assert.deepEqual(unpriced, {
      ...unpriced,
      value: 1,
      attributes: { ...chatAtOpenAi, "switchyard.experiment": "terse" },
    });
  });

  it("never make a cost of an unknown price", async () => {
    const { names } = await calls(pricedCallOf({ attempts: [pricedAttemptOf({ cost: { kind: "unknown" } })] }));
    assert.equal(names.includes("switchyard.cost.usd"), false);
  });

  it("count failovers by the attempt from which a call moved on", async () => {
    const { points } = await calls(
      pricedCallOf({ attempts: [failed, pricedAttemptOf()] }),
      // Nowhere to go, a hedge that lost, and no failover at all.
      pricedCallOf({ outcome: "failed", attempts: [failed] }),
      pricedCallOf({ attempts: [pricedAttemptOf({ outcome: "cancelled" }), pricedAttemptOf({ role: "hedge" })] }),
      pricedCallOf(),
    );
    const [moved, ...others] = points("switchyard.failovers");
    assert.deepEqual(others, []);
    assert.equal(moved?.value, 1);
    assert.equal(moved.attributes["gen_ai.provider.name"], "anthropic");
    assert.equal(moved.attributes["error.type"], "overloaded");
  });

  it("leave fire drills out", async () => {
    const drill = pricedAttemptOf({ ...failed, role: "drill" });
    const { names, points } = await calls(pricedCallOf({ attempts: [drill, pricedAttemptOf()] }));
    assert.equal(names.includes("switchyard.failovers"), false);
    const durations = points("gen_ai.client.operation.duration");
    assert.deepEqual([durations.length, histogram(durations).count], [1, 1]);
  });

  it("tell estimated tokens from reported ones, and count no tokens that nobody used", async () => {
    const usage = usageOf({ input: 7, source: "estimated" });
    const { points } = await calls(pricedCallOf({ attempts: [pricedAttemptOf({ outcome: "cancelled", usage })] }));
    const tokens = points("gen_ai.client.token.usage");
    assert.deepEqual(
      tokens.map(({ attributes }) => [attributes["gen_ai.token.type"], attributes["switchyard.usage_source"]]),
      [["input", "estimated"]],
    );
  });

  it("are none before there is a call", async () => {
    assert.deepEqual((await calls()).names, []);
  });
});

describe("the state of circuit breakers", () => {
  const moves = (...told: readonly [HealthScope, HealthEvent["from"], HealthEvent["to"]][]) =>
    told.map(([target, from, to]): HealthEvent => ({ at: 0, target, from, to, cause: "3 failures in a row" }));
  const states = async (events: readonly HealthEvent[], around: Surroundings = {}) => {
    const { points } = await measured((meters) => events.forEach((event) => meters.health(event)), around);
    return points("switchyard.breaker.state").map(({ attributes, value }) => [
      attributes["switchyard.breaker.scope"],
      attributes["switchyard.breaker.target"],
      value,
    ]);
  };
  const model: HealthScope = { scope: "model", key: "openai/gpt-5-mini" };

  it("is 0 closed, 1 half-open, 2 open, by target, the last one told", async () => {
    const provider: HealthScope = { scope: "provider", key: "anthropic" };
    const events = moves(
      [model, "closed", "open"],
      [model, "open", "half-open"],
      [provider, "closed", "open"],
      [model, "half-open", "closed"],
    );
    assert.deepEqual(await states(events), [
      ["model", "openai/gpt-5-mini", 0],
      ["provider", "anthropic", 2],
    ]);
    assert.deepEqual(await states(events.slice(0, 2)), [["model", "openai/gpt-5-mini", 1]]);
  });

  it("never names a credential by its id", async () => {
    const events = moves(
      [{ scope: "credential", key: "id-1" }, "closed", "open"],
      [{ scope: "credential-model", key: "id-1/org/model" }, "closed", "open"],
    );
    const told = await states(events);
    assert.doesNotMatch(JSON.stringify(told), /id-1/);
    assert.match(String(told[0]?.[1]), /^key-[0-9a-f]{8}$/);
    assert.equal(told[1]?.[1], `${String(told[0]?.[1])}/org/model`);
    assert.deepEqual(
      (await states(events, { keyLabel: () => "work" })).map(([, target]) => target),
      ["work", "work/org/model"],
    );
  });
});
