import assert from "node:assert/strict";
import type { PricedCall } from "../../../src/spec/call.ts";
import { startExporter, type ExporterOptions } from "../../../src/telemetry/exporter.ts";
import { usageOf } from "../../support/call-records.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { listed, pricedAttemptOf, pricedCallOf } from "../../unit/telemetry/priced-calls.ts";
import { startCollector, type Collector } from "./collector.ts";

const begun = Date.UTC(2026, 10, 2, 9);
const uuid = (last: number) => `5f0c3a52-9f0e-4f6b-8a39-2d7c11f0a4b${last}`;

const failover: PricedCall = pricedCallOf({
  id: uuid(0),
  startedAt: begun,
  durationMs: 2_400,
  attempts: [
    pricedAttemptOf({
      provider: "anthropic",
      model: "claude-haiku-5-5",
      routeId: "anthropic/claude-haiku-5-5",
      startedAt: begun,
      durationMs: 400,
      outcome: "failed",
      failure: { class: "overloaded", scope: "model", message: "Overloaded", status: 529 },
      cost: listed(0),
    }),
    pricedAttemptOf({ startedAt: begun + 400, durationMs: 2_000 }),
  ],
});
const hedged: PricedCall = pricedCallOf({
  id: uuid(1),
  startedAt: begun,
  attempts: [
    pricedAttemptOf({ startedAt: begun, outcome: "cancelled", usage: usageOf({ input: 9, source: "estimated" }) }),
    pricedAttemptOf({ startedAt: begun + 700, role: "hedge", provider: "gemini", model: "gemini-3.8-flash" }),
  ],
});
const unpriced: PricedCall = pricedCallOf({
  id: uuid(2),
  startedAt: begun,
  outcome: "cancelled",
  attempts: [pricedAttemptOf({ outcome: "cancelled", cost: { kind: "unknown" }, startedAt: begun })],
});

function optionsFor(endpoint: string, more: Partial<ExporterOptions> = {}): ExporterOptions {
  return {
    endpoint,
    headers: {},
    resource: {},
    traces: true,
    metrics: true,
    workspace: false,
    version: "1.2.3",
    instance: "window-1",
    clock: createFakeClock(),
    onProblem: ({ message }) => assert.fail(message),
    ...more,
  };
}

describe("an exporter and a collector that takes everything", () => {
  let collector: Collector;
  beforeEach(async () => (collector = await startCollector()));
  afterEach(() => collector.stop());

  it("sends a call that failed over as one trace of its attempts", async () => {
    const exporter = startExporter(optionsFor(collector.endpoint));
    exporter.call(failover);
    await exporter.flush();
    await exporter.shutdown();
    const [root, first, second, ...others] = collector.spans();
    assert.ok(root && first && second);
    assert.deepEqual(others, []);
    for (const span of [root, first, second]) assert.equal(span.traceId, uuid(0).replaceAll("-", ""));
    assert.deepEqual(
      [root.parentSpanId, first.parentSpanId, second.parentSpanId],
      [undefined, root.spanId, root.spanId],
    );
    assert.deepEqual(
      [root.name, first.name, second.name],
      ["switchyard chat", "chat claude-haiku-5-5", "chat gpt-5-mini"],
    );
    // INTERNAL is 1 and CLIENT is 3; ERROR is 2: https://github.com/open-telemetry/opentelemetry-proto
    assert.deepEqual([root.kind, first.kind, second.kind], [1, 3, 3]);
    assert.deepEqual([root.status.code, first.status.code, second.status.code], [0, 2, 0]);
    assert.deepEqual([first.startTimeUnixNano, first.endTimeUnixNano], [`${begun}000000`, `${begun + 400}000000`]);
    assert.equal(root.attributes["switchyard.failovers"], 1);
    assert.equal(root.attributes["switchyard.call.cost_usd"], 0.005);
    assert.equal(first.attributes["error.type"], "overloaded");
    assert.equal(second.attributes["gen_ai.usage.input_tokens"], 1000);
    assert.deepEqual(second.attributes["gen_ai.response.finish_reasons"], ["stop"]);
  });

  it("sends hedges and what was cancelled as what they are", async () => {
    const exporter = startExporter(optionsFor(collector.endpoint));
    exporter.call(hedged);
    await exporter.shutdown();
    const [, lost, won] = collector.spans();
    assert.deepEqual([lost?.attributes["switchyard.outcome"], lost?.status.code], ["cancelled", 0]);
    assert.equal("error.type" in (lost?.attributes ?? {}), false);
    assert.equal(won?.attributes["switchyard.role"], "hedge");
    assert.equal(won.name, "generate_content gemini-3.8-flash");
  });

  it("sends no cost where it is unknown", async () => {
    const exporter = startExporter(optionsFor(collector.endpoint));
    exporter.call(unpriced);
    await exporter.flush();
    await exporter.shutdown();
    assert.equal(collector.spans().length, 2);
    const named = collector.spans().flatMap(({ attributes }) => Object.keys(attributes));
    assert.deepEqual(
      named.filter((name) => name.includes("cost")),
      [],
    );
    const metrics = new Set(collector.points().map(({ metric }) => metric));
    assert.equal(metrics.has("switchyard.cost.usd"), false);
    assert.equal(metrics.has("switchyard.cost.unknown"), true);
  });

  it("sends sums of all calls, and how breakers stand", async () => {
    const exporter = startExporter(optionsFor(collector.endpoint));
    for (const call of [failover, hedged]) exporter.call(call);
    await exporter.flush();
    exporter.call(failover);
    const target = { scope: "provider", key: "anthropic" } as const;
    exporter.health({ at: begun, target, from: "closed", to: "open", cause: "3 failures in a row: overloaded" });
    await exporter.flush();
    await exporter.shutdown();
    const value = (metric: string, matches: Record<string, unknown>) =>
      collector
        .points()
        .find(
          (point) =>
            point.metric === metric &&
            Object.entries(matches).every(([name, wanted]) => point.attributes[name] === wanted),
        )?.value;
    const openAi = { "gen_ai.provider.name": "openai" };
    assert.equal(value("switchyard.failovers", { "gen_ai.provider.name": "anthropic" }), 2);
    assert.equal(value("gen_ai.client.token.usage", { ...openAi, "gen_ai.token.type": "output" }), 400);
    assert.equal(value("gen_ai.client.operation.duration", { ...openAi, "switchyard.outcome": "succeeded" }), 4);
    assert.equal(value("switchyard.cost.usd", { ...openAi, "switchyard.cost_source": "list" }), 0.015);
    assert.equal(value("switchyard.breaker.state", { "switchyard.breaker.target": "anthropic" }), 2);
    const tokens = collector.points().find(({ metric }) => metric === "gen_ai.client.token.usage");
    assert.deepEqual([tokens?.bounds?.[0], tokens?.bounds?.at(-1)], [1, 67_108_864]);
  });

  it("says where all of it comes from, and lets the user say otherwise", async () => {
    const resource = { "service.name": "my-editor", "deployment.environment.name": "laptop" };
    const exporter = startExporter(optionsFor(collector.endpoint, { resource }));
    exporter.call(failover);
    await exporter.flush();
    await exporter.shutdown();
    const told = collector.resource();
    assert.equal(told["service.name"], "my-editor");
    assert.equal(told["deployment.environment.name"], "laptop");
    assert.equal(told["service.version"], "1.2.3");
    assert.equal(told["service.instance.id"], "window-1");
  });

  it("sends its headers, and none that the environment holds for another collector", async () => {
    const kept = process.env["OTEL_EXPORTER_OTLP_HEADERS"];
    process.env["OTEL_EXPORTER_OTLP_HEADERS"] = "x-other-key=not-for-you";
    try {
      const exporter = startExporter(optionsFor(collector.endpoint, { headers: { authorization: "Basic abc" } }));
      assert.equal(process.env["OTEL_EXPORTER_OTLP_HEADERS"], "x-other-key=not-for-you");
      exporter.call(failover);
      await exporter.flush();
      await exporter.shutdown();
    } finally {
      if (kept === undefined) delete process.env["OTEL_EXPORTER_OTLP_HEADERS"];
      else process.env["OTEL_EXPORTER_OTLP_HEADERS"] = kept;
    }
    assert.deepEqual(new Set(collector.requests.map(({ path }) => path)), new Set(["/v1/traces", "/v1/metrics"]));
    for (const { headers } of collector.requests) {
      assert.equal(headers.authorization, "Basic abc");
      assert.equal(headers["x-other-key"], undefined);
      assert.equal(headers["content-type"], "application/json");
    }
  });

  it("sends only what is wanted", async () => {
    const only = async (more: Partial<ExporterOptions>) => {
      const before = collector.requests.length;
      const exporter = startExporter(optionsFor(collector.endpoint, more));
      exporter.call(failover);
      await exporter.flush();
      await exporter.shutdown();
      return [...new Set(collector.requests.slice(before).map(({ path }) => path))];
    };
    assert.deepEqual(await only({ metrics: false }), ["/v1/traces"]);
    assert.deepEqual(await only({ traces: false }), ["/v1/metrics"]);
  });

  it("sends nothing before there is something to tell, and nothing after its end", async () => {
    const exporter = startExporter(optionsFor(collector.endpoint));
    await exporter.flush();
    await exporter.shutdown();
    exporter.call(failover);
    await exporter.flush();
    await exporter.shutdown();
    assert.deepEqual(collector.requests, []);
  });

  it("sends by itself, calls soon after they are told", async () => {
    const clock = createFakeClock();
    const exporter = startExporter(optionsFor(collector.endpoint, { clock, metrics: false }));
    exporter.call(failover);
    await clock.advance(5_000);
    await exporter.flush();
    assert.equal(collector.spans().length, 3);
    assert.deepEqual(exporter.status(), {
      endpoint: collector.endpoint,
      calls: { waiting: 0, sent: 1, dropped: 0, refused: 0 },
    });
    await exporter.shutdown();
    assert.equal(clock.pending(), 0);
  });
});
