import { setTimeout as sleep } from "node:timers/promises";
import { policyFor } from "../connections/policies.ts";
import { presetPolicy } from "../connections/presets.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { systemClock } from "../platform/clock.ts";
import { orderedId } from "../platform/ordered-id.ts";
import { defaultDeadlines } from "../router/attempt/default-deadlines.ts";
import { createRouter } from "../router/router.ts";
import type { Policy, Router, RouterObserver } from "../router/types.ts";
import type { Provider } from "../spec/provider.ts";
import type { Task } from "../spec/task.ts";
import type { Config } from "./config.ts";
import type { Connected } from "./connect.ts";
import type { Recorded } from "./record.ts";
import { report, reportBug } from "./report.ts";

/** How far back it is looked at the start for how routes did. */
const learnedFromMs = 24 * 3_600_000;

/** A call whose caller was cut off ends a moment later; longer is not waited for it. */
const lastCallsMs = 2_000;

/** The way to a model. */
export interface Routed {
  readonly router: Router;
  /** Learns nothing more. Resolves when the last call is entered in the ledger. */
  close(): Promise<void>;
}

/** Builds the router, which writes to the ledger and learns from it. */
export function route(
  config: () => Config,
  simulated: readonly Provider[] | undefined,
  connected: Connected,
  { ledger, prices }: Recorded,
): Routed {
  const user = () => config().user;
  const underWay = new Set<string>();
  const router = createRouter({
    clock: systemClock,
    random: Math.random,
    newId: () => orderedId(systemClock.now()),
    directory: connected.connections,
    policy: (task) => policyOf(task, config(), simulated),
    transport: connected.clients.transport,
    prices: prices.forRouter,
    limits: (of) => user().limits(of),
    budgets: () => user().budgets,
    spentSince: ledger.spentSince.bind(ledger),
    privacy: (paths) => user().privacy(paths),
    observer: observe(ledger, underWay),
    reportBug: (error) => reportBug("router", error),
  });
  // Before anything is asked of the budgets, so that no other process's spending is missed or counted twice.
  const following = ledger.follow(router.learn, learnedFromMs);
  return {
    router,
    async close() {
      following.dispose();
      const until = systemClock.now() + lastCallsMs;
      while (underWay.size > 0 && systemClock.now() < until) await sleep(10);
    },
  };
}

/** Everything that the router tells goes into the ledger; what somebody may have to look after is reported too. */
function observe(ledger: Ledger, underWay: Set<string>): RouterObserver {
  return {
    callChanged: ({ id }) => void underWay.add(id),
    callEnded(call) {
      underWay.delete(call.id);
      ledger.record(call);
      for (const { routeId, failure } of call.attempts) {
        if (failure && failure.class !== "cancelled") {
          report(`${call.task}: ${routeId} failed, ${failure.class}: ${failure.message}`);
        }
      }
    },
    healthChanged(event) {
      ledger.recordHealth(event);
      report(`${event.target.scope} ${event.target.key}: ${event.from} to ${event.to}, ${event.cause}`);
    },
    limitsReported: ({ credential, model }, reports) =>
      ledger.recordLimits(credential, model, reports, systemClock.now()),
    budgetChanged: ({ budget, spentUsd, state }) =>
      report(`budget ${budget.id}: ${state}, ${spentUsd.toFixed(2)} of ${budget.limitUsd} US dollars`),
  };
}

/** While the simulator stands in for everything, chains hold as far as they name what is simulated. */
function policyOf(task: Task, { user }: Config, simulated: readonly Provider[] | undefined): Policy {
  const sources = {
    deadlines: defaultDeadlines[task],
    preset: presetPolicy(user.preset, task),
    setting: user.policies,
  };
  const policy = policyFor(task, sources, true);
  if (!simulated) return policy;
  return { ...policy, chain: policy.chain.filter((entry) => simulated.some(({ id }) => entry.startsWith(`${id}/`))) };
}
