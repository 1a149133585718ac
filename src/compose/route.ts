import { randomBytes, randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { policyFor } from "../connections/policies.ts";
import { presetPolicy } from "../connections/presets.ts";
import { simulatedChain } from "../features/simulator/chains.ts";
import { createLiveCalls, type LiveCalls } from "../features/usage/live-calls.ts";
import { openLedger, type Ledger } from "../ledger/ledger.ts";
import { loadPricing, type Pricing } from "../ledger/pricing/pricing.ts";
import { systemClock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { defaultDeadlines } from "../router/attempt/default-deadlines.ts";
import { createRouter } from "../router/router.ts";
import type { Drill, Policy, Router, RouterObserver } from "../router/types.ts";
import type { BudgetStanding } from "../spec/budget.ts";
import type { Task } from "../spec/task.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";
import { pricesFrom } from "./prices.ts";

/** The way to a model, what was remembered of it, and what it cost. */
export interface Routed {
  readonly router: Router;
  readonly ledger: Ledger;
  /** The price list is large, so it is read when it is first wanted. */
  readonly pricing: () => Promise<Pricing>;
  readonly live: LiveCalls;
  /** Fires when a call began, moved on or ended. */
  readonly liveChanged: vscode.EventEmitter<void>;
  /** Fires when a budget came near its limit or over it, or is well again. */
  readonly budgetChanged: vscode.EventEmitter<BudgetStanding>;
  /** Fires when a fire drill began or ended. */
  readonly drillsChanged: vscode.EventEmitter<readonly Drill[]>;
}

/** How far back the router looks when a window opens, for how routes did. */
const learnedFromMs = 24 * 3_600_000;

/** Opens the ledger and builds the router, which writes to it. */
export async function route(
  context: vscode.ExtensionContext,
  keep: Keep,
  log: Log,
  connected: Connected,
): Promise<Routed> {
  const { connections, clients, credentials, user } = connected;
  const pricing = once(() => loadPricing({ provider: connections.provider, overrides: () => user().prices }));
  const ledger = await openLedger({
    directory: context.globalStorageUri.fsPath,
    writer: randomBytes(6).toString("base64url"),
    clock: systemClock,
    loadPrice: async () => (await pricing()).priceAttempt,
  });

  const live = createLiveCalls();
  const liveChanged = keep(new vscode.EventEmitter<void>());
  const budgetChanged = keep(new vscode.EventEmitter<BudgetStanding>());
  const drillsChanged = keep(new vscode.EventEmitter<readonly Drill[]>());
  const router = createRouter({
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    directory: connections,
    policy: (task) => policyOf(task, connected),
    transport: clients.transport,
    prices: pricesFrom(pricing, (error) => log.error("reading the price list", error), user().budgets.length > 0),
    limits: (of) => user().limits(of),
    budgets: () => user().budgets,
    spentSince: ledger.spentSince.bind(ledger),
    privacy: (paths) => user().privacy(paths),
    observer: {
      ...observer(ledger, live, log, {
        live: () => liveChanged.fire(),
        health: () => connected.changed.fire(),
      }),
      budgetChanged: (standing) => budgetChanged.fire(standing),
      drillsChanged: (drills) => drillsChanged.fire(drills),
    },
    reportBug: (error) => log.error("router", error),
  });
  // Before anything is asked of the budgets, so that no window's spending is missed or counted twice.
  keep(
    ledger.follow((news) => {
      router.learn(news);
      if (news.health.length > 0) connected.changed.fire();
    }, learnedFromMs),
  );
  keep(connected.settings.onDidChange(["policies", "preset"], router.routesChosenAnew));
  keep(connected.settings.onDidChange(["budgets"], () => void router.budgets()));
  keep(
    credentials.onDidChange((credentialId) => {
      if (credentialId !== undefined) router.credentialChanged(credentialId);
    }),
  );
  return { router, ledger, pricing, live, liveChanged, budgetChanged, drillsChanged };
}

/** While the simulator runs, its chains take the place of the user's. */
function policyOf(task: Task, { settings, simulator, user }: Connected): Policy {
  const enabled = task !== "completion" || settings.read("completion.enabled") !== false;
  const { policies: setting, preset } = user();
  const sources = { deadlines: defaultDeadlines[task], preset: presetPolicy(preset, task), setting };
  const own = policyFor(task, sources, enabled);
  return simulator.running ? { ...own, chain: simulatedChain(task, simulator.running.providers) } : own;
}

/** Makes something at the first call and hands the same out ever after. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function observer(
  ledger: Ledger,
  live: LiveCalls,
  log: Log,
  changed: { readonly live: () => void; readonly health: () => void },
): RouterObserver {
  return {
    callChanged(call) {
      live.changed(call);
      changed.live();
    },
    callEnded(record) {
      live.ended(record.id);
      ledger.record(record);
      changed.live();
      for (const { routeId, failure } of record.attempts) {
        if (failure) log.info(`${record.task}: ${routeId} failed, ${failure.class}: ${failure.message}`);
      }
    },
    healthChanged(event) {
      ledger.recordHealth(event);
      log.info(`${event.target.scope} ${event.target.key}: ${event.from} to ${event.to}, ${event.cause}`);
      changed.health();
    },
  };
}
