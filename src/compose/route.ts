import { policyFor } from "../connections/policies.ts";
import { presetPolicy } from "../connections/presets.ts";
import { simulatedChain } from "../features/simulator/chains.ts";
import { systemClock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { orderedId } from "../platform/ordered-id.ts";
import { defaultDeadlines } from "../router/attempt/default-deadlines.ts";
import { createRouter } from "../router/router.ts";
import type { Policy, Router } from "../router/types.ts";
import type { Task } from "../spec/task.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";
import type { Recorded } from "./record.ts";
import { watch, type Watched } from "./watch.ts";

/** The way to a model, and what it tells. */
export interface Routed extends Watched {
  readonly router: Router;
}

/** How far back the router looks when a window opens, for how routes did. */
const learnedFromMs = 24 * 3_600_000;

/** Builds the router, which writes to the ledger and learns from it. */
export function route(keep: Keep, log: Log, connected: Connected, recorded: Recorded): Routed {
  const { connections, clients, credentials, settings, user } = connected;
  const { ledger, prices } = recorded;
  const { observer, ...watched } = watch(keep, log, recorded);
  keep(watched.breakerMoved.event(() => connected.changed.fire()));
  const router = createRouter({
    clock: systemClock,
    random: Math.random,
    newId: () => orderedId(systemClock.now()),
    directory: connections,
    policy: (task) => policyOf(task, connected),
    transport: clients.transport,
    prices: prices.forRouter,
    limits: (of) => user().limits(of),
    budgets: () => user().budgets,
    spentSince: ledger.spentSince.bind(ledger),
    privacy: (paths) => user().privacy(paths),
    observer,
    reportBug: (error) => log.error("router", error),
  });
  // Before anything is asked of the budgets, so that no window's spending is missed or counted twice.
  keep(
    ledger.follow((news) => {
      router.learn(news);
      if (news.health.length > 0) connected.changed.fire();
    }, learnedFromMs),
  );
  keep(settings.onDidChange(["policies", "preset"], router.routesChosenAnew));
  keep(settings.onDidChange(["budgets"], () => void router.budgets()));
  keep(
    credentials.onDidChange((credentialId) => {
      if (credentialId !== undefined) router.credentialChanged(credentialId);
    }),
  );
  return { router, ...watched };
}

/** While the simulator runs, its chains take the place of the user's. */
function policyOf(task: Task, { settings, simulator, user }: Connected): Policy {
  const enabled = task !== "completion" || settings.read("completion.enabled") !== false;
  const { policies: setting, preset } = user();
  const sources = { deadlines: defaultDeadlines[task], preset: presetPolicy(preset, task), setting };
  const own = policyFor(task, sources, enabled);
  return simulator.running ? { ...own, chain: simulatedChain(task, simulator.running.providers) } : own;
}
