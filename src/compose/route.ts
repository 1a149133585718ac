import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { policyFor } from "../connections/policies.ts";
import { simulatedChain } from "../features/simulator/chains.ts";
import { createLiveCalls, type LiveCalls } from "../features/usage/live-calls.ts";
import { openLedger, type Ledger } from "../ledger/ledger.ts";
import { loadPricing, type Pricing } from "../ledger/pricing/pricing.ts";
import { systemClock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { defaultDeadlines } from "../router/attempt/default-deadlines.ts";
import { createRouter } from "../router/router.ts";
import type { Policy, Router, RouterObserver } from "../router/types.ts";
import type { Task } from "../spec/task.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";

/** The way to a model, what was remembered of it, and what it cost. */
export interface Routed {
  readonly router: Router;
  readonly ledger: Ledger;
  /** The price list is large, so it is read when it is first wanted. */
  readonly pricing: () => Promise<Pricing>;
  readonly live: LiveCalls;
  /** Fires when a call began, moved on or ended. */
  readonly liveChanged: vscode.EventEmitter<void>;
}

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
    clock: systemClock,
    loadPrice: async () => (await pricing()).priceAttempt,
  });

  const live = createLiveCalls();
  const liveChanged = keep(new vscode.EventEmitter<void>());
  const router = createRouter({
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    directory: connections,
    policy: (task) => policyOf(task, connected),
    transport: clients.transport,
    observer: observer(ledger, live, log, {
      live: () => liveChanged.fire(),
      health: () => connected.changed.fire(),
    }),
    reportBug: (error) => log.error("router", error),
  });
  keep(
    credentials.onDidChange((credentialId) => {
      if (credentialId !== undefined) router.credentialChanged(credentialId);
    }),
  );
  return { router, ledger, pricing, live, liveChanged };
}

/** While the simulator runs, its chains take the place of the user's. */
function policyOf(task: Task, { settings, simulator, user }: Connected): Policy {
  const enabled = task !== "completion" || settings.read("completion.enabled") !== false;
  const own = policyFor(task, user().policies, defaultDeadlines[task], enabled);
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
