import assert from "node:assert/strict";
import type { SettingProblem } from "../../../src/connections/problem.ts";
import { registerTelemetry, type TelemetryDeps } from "../../../src/features/telemetry/register.ts";
import type { PricedCall } from "../../../src/spec/call.ts";
import type { HealthEvent } from "../../../src/spec/health.ts";
import type { Exporter, ExporterOptions } from "../../../src/telemetry/exporter.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { pricedCallOf } from "./priced-calls.ts";

/** An event whose listeners a test can count. */
function createSource<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    fire: (value: T) => listeners.forEach((listener) => listener(value)),
    count: () => listeners.size,
    on: (listener: (value: T) => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

/** Telemetry with everything around it made of paper. */
function createStage(setting: unknown, more: Partial<TelemetryDeps> = {}) {
  let value = setting;
  const changed = createSource<void>();
  const priced = createSource<PricedCall>();
  const health = createSource<HealthEvent>();
  const lines: string[] = [];
  const problems: (readonly SettingProblem[])[] = [];
  const exporters: { readonly options: ExporterOptions; readonly calls: string[]; readonly ended: () => boolean }[] =
    [];
  let loads = 0;
  const startExporter = (options: ExporterOptions): Exporter => {
    let ended = false;
    const calls: string[] = [];
    exporters.push({ options, calls, ended: () => ended });
    return {
      call: ({ id }) => void calls.push(id),
      health: ({ target }) => void calls.push(target.key),
      flush: () => Promise.resolve(),
      shutdown: async () => void (ended = true),
      status: () => ({ endpoint: options.endpoint, calls: { waiting: 0, sent: 0, dropped: 0, refused: 0 } }),
    };
  };
  const telemetry = registerTelemetry({
    settings: { read: () => value, onDidChange: changed.on },
    onPriced: priced.on,
    onHealth: health.on,
    load: async () => {
      loads += 1;
      return { startExporter };
    },
    log: {
      info: (line) => lines.push(line),
      warn: (line) => lines.push(line),
      error: (doing, error) => lines.push(`${doing}: ${String(error)}`),
    },
    secret: () => Promise.resolve(undefined),
    env: () => undefined,
    tellProblems: (told) => problems.push(told),
    clock: createFakeClock(),
    version: "1.2.3",
    instance: "window-1",
    ...more,
  });
  return {
    telemetry,
    exporters,
    lines,
    problems,
    priced,
    health,
    changed,
    loads: () => loads,
    async change(to: unknown) {
      value = to;
      changed.fire();
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const on = { endpoint: "http://localhost:4318" };

describe("telemetry", () => {
  it("loads nothing and listens to nothing while it is off", async () => {
    const stage = createStage({});
    await settled();
    await stage.change({ traces: false });
    stage.priced.fire(pricedCallOf());
    assert.deepEqual([stage.loads(), stage.priced.count(), stage.health.count()], [0, 0, 0]);
    assert.deepEqual([stage.lines, stage.telemetry.status()], [[], undefined]);
    await stage.telemetry.stop();
    assert.equal(stage.loads(), 0);
  });

  it("tells calls and breakers' moves once an endpoint is named", async () => {
    const stage = createStage({ ...on, resource: { team: "a" }, workspace: true, metrics: false });
    await settled();
    stage.priced.fire(pricedCallOf({ id: "one" }));
    const target = { scope: "provider", key: "openai" } as const;
    stage.health.fire({ at: 0, target, from: "closed", to: "open", cause: "quota" });
    const [exporter] = stage.exporters;
    assert.deepEqual(exporter?.calls, ["one", "openai"]);
    const { endpoint, resource, workspace, traces, metrics, version, instance } = exporter.options;
    assert.deepEqual(
      { endpoint, resource, workspace, traces, metrics, version, instance },
      {
        ...on,
        resource: { team: "a" },
        workspace: true,
        traces: true,
        metrics: false,
        version: "1.2.3",
        instance: "window-1",
      },
    );
    assert.deepEqual(stage.lines, ["Telemetry goes to http://localhost:4318."]);
    assert.equal(stage.telemetry.status()?.endpoint, on.endpoint);
  });

  it("starts anew when its setting changes, and ends when it is taken away", async () => {
    const stage = createStage(on);
    await settled();
    await stage.change({ endpoint: "https://example.com" });
    stage.priced.fire(pricedCallOf({ id: "two" }));
    assert.deepEqual(
      stage.exporters.map(({ options, calls, ended }) => [options.endpoint, calls, ended()]),
      [
        ["http://localhost:4318", [], true],
        ["https://example.com", ["two"], false],
      ],
    );
    await stage.change({});
    assert.equal(stage.exporters[1]?.ended(), true);
    assert.deepEqual([stage.priced.count(), stage.health.count(), stage.telemetry.status()], [0, 0, undefined]);
  });

  it("starts only what was wanted last, however slowly it loads", async () => {
    const opened: (() => void)[] = [];
    const started: string[] = [];
    const stage = createStage(on, {
      load: () =>
        new Promise((resolve) => {
          const startExporter = (options: ExporterOptions): Exporter => {
            started.push(options.endpoint);
            throw new Error("only its start is looked at");
          };
          opened.push(() => resolve({ startExporter }));
        }),
    });
    await settled();
    await stage.change({ endpoint: "https://second.example" });
    await stage.change({ endpoint: "https://third.example" });
    for (const open of opened.toReversed()) open();
    await settled();
    assert.deepEqual(started, ["https://third.example"]);
  });

  it("does not start when it ends before it is loaded", async () => {
    const stage = createStage(on);
    await stage.telemetry.stop();
    await settled();
    assert.deepEqual(stage.exporters, []);
    assert.equal(stage.changed.count(), 0);
  });

  it("says what it waits for, and goes on once a secret is entered", async () => {
    let secret: string | undefined;
    const stage = createStage({ ...on, secretHeaders: ["Authorization"] }, { secret: () => Promise.resolve(secret) });
    await settled();
    assert.deepEqual(stage.lines, ["Telemetry is off: The secret header authorization was not entered yet."]);
    assert.equal(stage.loads(), 0);
    secret = "Basic hunter2";
    await stage.telemetry.refresh();
    assert.deepEqual(stage.exporters[0]?.options.headers, { authorization: "Basic hunter2" });
    assert.doesNotMatch(stage.lines.join(), /hunter2/);
  });

  it("takes headers from the environment, and writes them nowhere", async () => {
    const headers = { authorization: "Basic ${env:AUTH}" };
    const stage = createStage({ ...on, headers }, { env: (name) => (name === "AUTH" ? "hunter2" : undefined) });
    await settled();
    assert.deepEqual(stage.exporters[0]?.options.headers, { authorization: "Basic hunter2" });
    assert.doesNotMatch(stage.lines.join(), /hunter2/);
  });

  it("reports a malformed setting, and is off meanwhile", async () => {
    const stage = createStage(on);
    await settled();
    await stage.change({ endpoint: "ftp://example.com" });
    assert.equal(stage.problems.at(-1)?.[0]?.setting, "switchyard.telemetry");
    assert.deepEqual([stage.exporters.length, stage.exporters[0]?.ended(), stage.loads()], [1, true, 1]);
    await stage.change(on);
    assert.deepEqual(stage.problems.at(-1), []);
    assert.equal(stage.exporters.length, 2);
  });

  it("logs a problem of the export, and shows it to nobody", async () => {
    const stage = createStage(on);
    await settled();
    stage.exporters[0]?.options.onProblem({ kind: "busy", message: "No room." });
    assert.deepEqual(stage.lines.at(-1), "No room.");
  });

  it("never throws into those who record calls", async () => {
    const stage = createStage(on, {
      load: async () => ({
        startExporter: (): Exporter => ({
          call: () => {
            throw new Error("a bug");
          },
          health: () => undefined,
          flush: () => Promise.resolve(),
          shutdown: () => Promise.resolve(),
          status: () => ({ endpoint: "", calls: { waiting: 0, sent: 0, dropped: 0, refused: 0 } }),
        }),
      }),
    });
    await settled();
    stage.priced.fire(pricedCallOf());
    assert.equal(stage.lines.at(-1), "telemetry: Error: a bug");
  });

  it("logs that it could not be loaded", async () => {
    const stage = createStage(on, { load: () => Promise.reject(new Error("no such file")) });
    await settled();
    assert.equal(stage.lines.at(-1), "telemetry: Error: no such file");
  });

  it("waits at the end for all exporters that are still sending", async () => {
    const opened: (() => void)[] = [];
    const stage = createStage(on, {
      load: async () => ({
        startExporter: ({ endpoint }): Exporter => ({
          call: () => undefined,
          health: () => undefined,
          flush: () => Promise.resolve(),
          shutdown: () => new Promise((resolve) => opened.push(resolve)),
          status: () => ({ endpoint, calls: { waiting: 0, sent: 0, dropped: 0, refused: 0 } }),
        }),
      }),
    });
    await settled();
    await stage.change({ endpoint: "https://example.com" });
    let stopped = false;
    const end = stage.telemetry.stop().then(() => (stopped = true));
    opened[1]?.();
    await settled();
    assert.equal(stopped, false);
    opened[0]?.();
    await end;
  });
});
