import assert from "node:assert/strict";
import type { CallQuery } from "../../src/router/types.ts";
import type { CallRecord } from "../../src/spec/call.ts";
import type { ModelRequest } from "../../src/spec/request.ts";
import type { FaultKind } from "../../src/spec/simulation.ts";
import type { UsageSnapshot } from "../../src/spec/snapshot.ts";
import { tasks, type Task } from "../../src/spec/task.ts";
import { luckOf } from "../bench/week/luck.ts";
import { watchTimers } from "../support/watch-timers.ts";
import { testLine } from "../vscode/test-line.ts";
import { services, simulatorOff, simulatorOn, until } from "./services.ts";

const calls = 1000;
const atOnce = 8;
const seed = Number(process.env["SWITCHYARD_CHAOS_SEED"] ?? 20261124);
const faults: readonly FaultKind[] = [
  "refuse",
  "rate-limit",
  "quota",
  "server-error",
  "overloaded",
  "hang",
  "slow",
  "cut",
  "in-band-error",
  "garbage",
  "bad-key",
];
const fast = { firstTokenMs: 5, tokensPerSecond: 4000 };

/** What a person does: mostly types. */
function taskFor(random: () => number): Task {
  const at = random();
  return at < 0.6 ? "completion" : at < 0.85 ? "chat" : "explain";
}

function requestFor(task: Task, number: number): ModelRequest {
  if (task === "completion") {
    const prefix = `function add${number}(a: number, b: number) {\n  return `;
    return { kind: "fill", prefix, suffix: "\n}\n", language: "typescript", path: "src/add.ts", maxOutputTokens: 64 };
  }
  const text = `What is ${number} * 7?`;
  return { kind: "chat", messages: [{ role: "user", content: [{ type: "text", text }] }] };
}

/** Closes every breaker: a refused key would rest until it is changed, here and in the suites after this one. */
async function forgetTroubles(): Promise<void> {
  const { router } = await services();
  for (const task of tasks) for (const { routeId } of router.health(task)) router.reset(routeId);
}

/** How many attempts the ledger has of each route. */
function attemptsByRoute({ byRoute }: UsageSnapshot): ReadonlyMap<string, number> {
  return new Map(byRoute.map(({ routeId, calls: count }) => [routeId, count]));
}

describe("a thousand calls while everything fails by turns", function () {
  this.timeout(300_000);
  const rejections: unknown[] = [];
  const note = (reason: unknown) => void rejections.push(reason);
  const timers = watchTimers(/[\\/]dist[\\/]/);

  before(async () => {
    await simulatorOn();
    process.on("unhandledRejection", note);
  });
  after(async () => {
    process.off("unhandledRejection", note);
    timers.stop();
    await forgetTroubles();
    await simulatorOff();
  });

  it(`loses none, leaks nothing, and adds up (seed ${seed})`, async () => {
    const { ledger, router, simulator } = await services();
    const running = simulator.running;
    assert.ok(running);
    const providers = running.providers.map(({ id }) => id);
    for (const id of providers) running.setSpeed(id, fast);
    await ledger.flush();
    const writtenBefore = attemptsByRoute(ledger.snapshot("today"));
    const before = new Map(providers.map((id) => [id, running.counts(id)]));
    const random = luckOf("chaos", seed);
    const records: CallRecord[] = [];
    const played = new Map<FaultKind, number>();
    let next = 0;

    /** Changes what one provider does. At most two are unwell at a time, so that there is always one to turn to. */
    const disturb = () => {
      const id = providers[Math.floor(random() * providers.length)] ?? "";
      const kind = faults[Math.floor(random() * faults.length)];
      const unwell = providers.filter((one) => one !== id && running.fault(one) !== undefined);
      const calm = random() < 0.3 || kind === undefined || unwell.length >= 2;
      running.setFault(id, calm ? undefined : { kind, times: 2 + Math.floor(random() * 12), retryAfterMs: 300 });
      if (kind !== undefined && !calm) played.set(kind, (played.get(kind) ?? 0) + 1);
    };
    const callOnce = async (number: number) => {
      const task = taskFor(random);
      const query: CallQuery = { task, request: requestFor(task, number), client: "editor" };
      const abort = new AbortController();
      if (random() < 0.15) setTimeout(() => abort.abort(), random() * 60);
      let ends = 0;
      for await (const event of router.call(query, abort.signal)) {
        if (event.type !== "end") continue;
        ends += 1;
        records.push(event.record);
      }
      assert.equal(ends, 1);
    };
    const worker = async () => {
      while (next < calls) {
        const number = next++;
        if (number % 8 === 0) disturb();
        if (number % 50 === 0) await forgetTroubles();
        await callOnce(number);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    for (const id of providers) running.setFault(id, undefined);

    assert.equal(played.size, faults.length, "every kind of fault was played");
    assert.equal(records.length, calls);
    assert.equal(new Set(records.map(({ id }) => id)).size, calls);
    assert.deepEqual(rejections, []);
    await until("all connections are closed", () => running.openSockets() === 0, 60_000);
    await until("no timer is left but the standing ones", () => timers.pending() <= 6, 60_000);

    await ledger.flush();
    const written = attemptsByRoute(ledger.snapshot("today"));
    const made = records.flatMap((record) => record.attempts);
    for (const [routeId, count] of written) {
      const own = made.filter((attempt) => attempt.routeId === routeId).length;
      assert.equal(count - (writtenBefore.get(routeId) ?? 0), own, routeId);
    }
    const succeeded = records.filter(({ outcome }) => outcome === "succeeded").length;
    console.log(
      `${testLine}      ${succeeded} succeeded, ${records.filter(({ outcome }) => outcome === "failed").length} failed, ` +
        `${made.length} attempts, ${made.filter(({ role }) => role === "hedge").length} hedges, ` +
        `${made.filter(({ role }) => role === "continuation").length} continuations`,
    );
    for (const id of providers) {
      const now = running.counts(id);
      const was = before.get(id);
      const attempts = records.flatMap((record) => record.attempts).filter(({ provider }) => provider === id);
      const requests = now.requests - (was?.requests ?? 0);
      const completed = now.completed - (was?.completed ?? 0);
      const whole = attempts.filter(({ outcome }) => outcome === "succeeded").length;
      const cancelled = attempts.filter(({ outcome }) => outcome === "cancelled").length;
      const unreached = attempts.filter(({ failure }) => failure?.class === "network").length;
      // A request that was refused or cancelled on its way may not have arrived; every other one did.
      assert.ok(requests <= attempts.length, `${id}: ${requests} requests of ${attempts.length} attempts`);
      assert.ok(requests >= attempts.length - cancelled - unreached, `${id}: ${requests} of ${attempts.length}`);
      // One that was cancelled at its very end may have been complete.
      assert.ok(completed >= whole, `${id}: ${completed} complete, ${whole} succeeded`);
      assert.ok(completed <= whole + cancelled, `${id}: ${completed} complete, ${whole} succeeded`);
    }
  });
});
