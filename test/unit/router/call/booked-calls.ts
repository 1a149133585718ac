import type { Books } from "../../../../src/router/books.ts";
import { Call } from "../../../../src/router/call/call.ts";
import type { CallPorts } from "../../../../src/router/call/bookkeeper.ts";
import { guardedObserver } from "../../../../src/router/guarded-observer.ts";
import { openBooks } from "../../../../src/router/open-books.ts";
import type { CallEvent, LiveCall } from "../../../../src/router/events.ts";
import type { Policy, Prices } from "../../../../src/router/types.ts";
import type { Budget } from "../../../../src/spec/budget.ts";
import type { CallRecord } from "../../../../src/spec/call.ts";
import type { Clock } from "../../../../src/spec/clock.ts";
import type { Task } from "../../../../src/spec/task.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { chatRequest, createScriptedTransport, deadlines, threeProviders } from "../../../support/scripted-router.ts";

const dayUsd = 1000;
const budgets: readonly Budget[] = [{ id: "day", period: "day", limitUsd: dayUsd, onceUsedUp: "stop" }];

/** Every attempt costs a cent, and was expected to. */
const prices: Prices = { estimate: () => 0.01, costOf: () => ({ kind: "known", usd: 0.01, source: "list" }) };

/** Calls over scripted routes whose books lie open, so that a test can see what is still held in them. */
export function createBookedCalls(policy: Partial<Policy> = {}, random: () => number = () => 0.5) {
  const clock = createFakeClock();
  const books = taughtBooks(clock, random);
  const played = createScriptedTransport(clock);
  const seen: { readonly records: CallRecord[]; readonly live: LiveCall[]; readonly bugs: unknown[] } = {
    records: [],
    live: [],
    bugs: [],
  };
  const ports: CallPorts = {
    clock,
    books,
    prices,
    directory: threeProviders(),
    policy: () => ({ enabled: true, chain: ["a/m", "b/m", "c/m"], deadlines, ...policy }),
    privacy: () => undefined,
    transport: played.transport,
    observer: {
      callChanged: (live) => void seen.live.push(live),
      callEnded: (record) => void seen.records.push(record),
      healthChanged: () => {},
    },
    reportBug: (error) => void seen.bugs.push(error),
  };
  let calls = 0;
  return {
    ...seen,
    ...played,
    clock,
    books,
    /** Makes a call; to be read by the test. */
    start(task: Task, signal: AbortSignal): AsyncGenerator<CallEvent, void> {
      return new Call(ports, { task, request: chatRequest, client: "editor" }, `call-${(calls += 1)}`, signal).run();
    },
    /** What is held in the books, in words; empty when all calls are over. */
    held(): readonly string[] {
      const routes = ["a", "b", "c"].map((id) => ({
        id: `${id}/m`,
        provider: id,
        model: "m",
        credential: `key-${id}`,
      }));
      return [
        ...routes.flatMap((route) => {
          const { standing } = books.health.standing(route);
          return [
            ...(books.limits.use(route).inFlight > 0 ? [`a limit of ${route.id}`] : []),
            ...(standing.kind === "half-open" && standing.lease ? [`the probe of ${route.id}`] : []),
          ];
        }),
        ...books.budgets.standings().flatMap(({ reservedUsd }) => (reservedUsd > 0 ? [`$${reservedUsd}`] : [])),
        ...(played.open() > 0 ? [`${played.open()} streams`] : []),
        ...(clock.pending() > 0 ? [`${clock.pending()} timers`] : []),
      ];
    },
  };
}

/** Books in which the routes are known to begin after 300 ms, so that hedges and learned deadlines play along. */
function taughtBooks(clock: Clock, random: () => number): Books {
  const observer = guardedObserver({ callChanged() {}, callEnded() {}, healthChanged() {} }, () => {});
  const books = openBooks({ clock, random, budgets: () => budgets }, observer);
  for (const key of ["a/m", "b/m", "c/m"]) for (let at = 0; at < 20; at += 1) books.latency.answered(key, 10, 300);
  return books;
}
