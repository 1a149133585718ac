import assert from "node:assert/strict";
import { startExporter, type ExporterOptions } from "../../../src/telemetry/exporter.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { pricedCallOf } from "../../unit/telemetry/priced-calls.ts";
import { startCollector, takeAll, type Answer, type Collector } from "./collector.ts";

/** An exporter that has no patience, and what it told of problems. */
function exporterFor(endpoint: string, more: Partial<ExporterOptions> = {}) {
  const problems: string[] = [];
  const clock = createFakeClock();
  const exporter = startExporter({
    endpoint,
    headers: { authorization: "Basic hunter2" },
    resource: {},
    traces: true,
    metrics: true,
    workspace: false,
    version: "1.2.3",
    instance: "window-1",
    clock,
    timeoutMs: 300,
    onProblem: ({ kind, message }) => {
      assert.doesNotMatch(message, /hunter2|Basic|\n/);
      problems.push(`${kind}: ${message}`);
    },
    ...more,
  });
  const tell = (calls: number) => {
    for (let call = 0; call < calls; call += 1) exporter.call(pricedCallOf({ id: `call-${call}` }));
  };
  return { clock, exporter, problems, tell };
}

function status(code: number, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(code, headers).end("Basic hunter2 is wrong");
}

describe("an exporter and a collector in trouble", () => {
  let collector: Collector | undefined;
  const start = async (answer: Answer) => (collector = await startCollector(answer));
  afterEach(() => collector?.stop());

  it("gives up what is refused, and tells it once", async () => {
    const { endpoint } = await start(status(500));
    const { exporter, problems, tell } = exporterFor(endpoint, { metrics: false });
    for (let round = 0; round < 3; round += 1) {
      tell(2);
      await exporter.flush();
    }
    assert.deepEqual(problems, [`refused: The collector at ${endpoint} does not take traces with HTTP status 500.`]);
    assert.deepEqual(exporter.status().calls, { waiting: 0, sent: 0, dropped: 0, refused: 6 });
    assert.equal(exporter.status().problem?.kind, "refused");
    await exporter.shutdown();
  });

  it("says where to look when a key is wrong or an address", async () => {
    for (const [code, advice] of [
      [401, /Look at the header that holds its key\.$/],
      [404, /Look at the endpoint, to which \/v1\/traces is added/],
    ] as const) {
      await collector?.stop();
      const { endpoint } = await start(status(code));
      const { exporter, problems, tell } = exporterFor(endpoint, { metrics: false });
      tell(1);
      await exporter.flush();
      await exporter.shutdown();
      assert.match(problems.join(), advice);
    }
  });

  it("takes one that has no metrics for one that has no metrics, each time it is told the same", async () => {
    const { endpoint } = await start((response, request) =>
      request.path === "/v1/metrics" ? status(404)(response, request) : takeAll(response),
    );
    const { exporter, problems, tell } = exporterFor(endpoint);
    for (let round = 0; round < 3; round += 1) {
      tell(1);
      await exporter.flush();
    }
    assert.equal(problems.length, 1);
    assert.match(
      problems[0] ?? "",
      /^refused: .* does not take metrics with HTTP status 404\..*set "metrics" to false/,
    );
    assert.equal(exporter.status().calls.sent, 3);
    await exporter.shutdown();
  });

  it("keeps what one has no room for, and leaves it alone for a while", async () => {
    const { endpoint, requests } = await start(status(429, { "retry-after": "3600" }));
    const { clock, exporter, problems, tell } = exporterFor(endpoint, { metrics: false });
    tell(3);
    await exporter.flush();
    assert.equal(requests.length, 1);
    assert.deepEqual(
      problems.map((problem) => problem.split(":")[0]),
      ["busy"],
    );
    assert.deepEqual(exporter.status().calls, { waiting: 3, sent: 0, dropped: 0, refused: 0 });
    await clock.advance(14_000);
    assert.equal(requests.length, 1);
    await exporter.shutdown();
  });

  it("waits for a Retry-After that fits into a request's time", async () => {
    let asked = 0;
    const { endpoint } = await start((response, request) => {
      asked += 1;
      if (asked === 1) status(503, { "retry-after": "1" })(response, request);
      else takeAll(response);
    });
    const { exporter, problems, tell } = exporterFor(endpoint, { metrics: false, timeoutMs: 5_000 });
    tell(1);
    await exporter.flush();
    assert.deepEqual([asked, problems, exporter.status().calls.sent], [2, [], 1]);
    await exporter.shutdown();
  });

  it("does not wait for one that never answers, and is held up by it for 2 seconds at most at the end", async () => {
    const { endpoint } = await start(() => undefined);
    const { clock, exporter, tell } = exporterFor(endpoint, { timeoutMs: 5_000 });
    tell(5);
    let ended = false;
    const end = exporter.shutdown().then(() => (ended = true));
    await clock.advance(1_999);
    assert.equal(ended, false);
    await clock.advance(1);
    await end;
    assert.equal(clock.pending(), 0);
    // What was under way is lost with the window; no more is begun.
    assert.equal(exporter.status().calls.waiting, 5);
  });

  it("notices one that hangs by its time-out", async () => {
    const { endpoint } = await start(() => undefined);
    const { exporter, problems, tell } = exporterFor(endpoint);
    tell(1);
    await exporter.flush();
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /^unreachable: The collector at \S+ does not answer\./);
    await collector?.stop();
    collector = undefined;
    await exporter.shutdown();
  });

  it("tells one that is down once for everything, holds a bounded number of calls, and sends them when it is back", async () => {
    let down = true;
    const { endpoint } = await start((response) => (down ? response.destroy() : takeAll(response)));
    const { clock, exporter, problems, tell } = exporterFor(endpoint);
    tell(2_500);
    await exporter.flush();
    await clock.advance(20_000);
    await exporter.flush();
    assert.equal(problems.length, 1, problems.join("\n"));
    assert.match(problems[0] ?? "", /^unreachable: .* does not answer \(ECONNRESET\)/);
    assert.deepEqual(exporter.status().calls, { waiting: 1_000, sent: 0, dropped: 1_500, refused: 0 });

    down = false;
    await exporter.flush();
    assert.deepEqual(exporter.status().calls, { waiting: 0, sent: 1_000, dropped: 1_500, refused: 0 });
    assert.equal(exporter.status().problem, undefined);
    down = true;
    tell(1);
    await exporter.flush();
    assert.equal(problems.length, 2);
    await exporter.shutdown();
  });

  it("tells one that nobody listens for by the socket's code", async () => {
    const { endpoint } = await start(takeAll);
    await collector?.stop();
    collector = undefined;
    const { exporter, problems, tell } = exporterFor(endpoint);
    tell(1);
    await exporter.flush();
    assert.deepEqual(problems.length, 1);
    assert.match(problems[0] ?? "", /\(ECONNREFUSED\)/);
    await exporter.shutdown();
  });

  it("survives answers that make no sense", async () => {
    const { endpoint } = await start((response) => response.writeHead(200).end("<html>hello</html>"));
    const { exporter, problems, tell } = exporterFor(endpoint);
    tell(1);
    await exporter.flush();
    await exporter.shutdown();
    assert.deepEqual([problems, exporter.status().calls.sent], [[], 1]);
  });

  it("gives up what cannot be put into a request", async () => {
    const { endpoint } = await start(takeAll);
    const { exporter, problems, tell } = exporterFor(endpoint, {
      metrics: false,
      around: {
        provider: () => {
          throw new Error("a bug");
        },
      },
    });
    tell(1);
    await exporter.flush();
    assert.equal(problems.length, 1);
    assert.equal(exporter.status().calls.refused, 1);
    await exporter.shutdown();
  });

  it("prints nothing, whatever goes wrong", async () => {
    const { endpoint } = await start(status(500));
    const printed: unknown[] = [];
    const methods = ["log", "info", "warn", "error", "debug"] as const;
    const kept = methods.map((method) => console[method]);
    for (const method of methods) console[method] = (...words: unknown[]) => void printed.push(words);
    try {
      const { exporter, tell } = exporterFor(endpoint);
      tell(1);
      await exporter.flush();
      await exporter.shutdown();
    } finally {
      methods.forEach((method, index) => {
        const former = kept[index];
        if (former) console[method] = former;
      });
    }
    assert.deepEqual(printed, []);
  });
});
