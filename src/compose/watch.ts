import * as vscode from "vscode";
import { createLiveCalls, type LiveCalls } from "../features/usage/live-calls.ts";
import { priceCall } from "../ledger/pricing/price-call.ts";
import { systemClock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Drill, RouterObserver } from "../router/types.ts";
import type { BudgetStanding } from "../spec/budget.ts";
import type { CallRecord, PricedCall } from "../spec/call.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { Keep } from "./keep.ts";
import type { Recorded } from "./record.ts";

/** What the router tells, for those who show it. */
export interface Watched {
  readonly live: LiveCalls;
  /** Fires when a call began, moved on or ended. */
  readonly liveChanged: vscode.EventEmitter<void>;
  /** Fires when a call of this window was recorded, before it is priced and written. */
  readonly callRecorded: vscode.EventEmitter<void>;
  /** Tells of each call of this window, priced. Nothing is priced for it while nobody listens. */
  readonly onPriced: (listener: (call: PricedCall) => void) => vscode.Disposable;
  /** Fires when a breaker of this window moved. */
  readonly breakerMoved: vscode.EventEmitter<HealthEvent>;
  /** Fires when a budget came near its limit or over it, or is well again. */
  readonly budgetChanged: vscode.EventEmitter<BudgetStanding>;
  /** Fires when a fire drill began or ended. */
  readonly drillsChanged: vscode.EventEmitter<readonly Drill[]>;
}

/** Has everything that the router tells recorded, and passed on to who wants to know. */
export function watch(
  keep: Keep,
  log: Log,
  { ledger, prices }: Recorded,
): Watched & { readonly observer: RouterObserver } {
  const watched = {
    live: createLiveCalls(),
    liveChanged: keep(new vscode.EventEmitter<void>()),
    callRecorded: keep(new vscode.EventEmitter<void>()),
    breakerMoved: keep(new vscode.EventEmitter<HealthEvent>()),
    budgetChanged: keep(new vscode.EventEmitter<BudgetStanding>()),
    drillsChanged: keep(new vscode.EventEmitter<readonly Drill[]>()),
  };
  const listeners = new Set<(call: PricedCall) => void>();
  const price = (call: CallRecord) => {
    if (listeners.size === 0) return;
    const pricing = prices.load().then(({ priceAttempt }) => {
      const priced = priceCall(call, priceAttempt);
      for (const listener of listeners) listener(priced);
    });
    pricing.catch((error: unknown) => log.error("pricing a call", error));
  };
  const observer: RouterObserver = {
    callChanged(call) {
      watched.live.changed(call);
      watched.liveChanged.fire();
    },
    callEnded(ended) {
      const call = inWorkspace(ended);
      watched.live.ended(call.id);
      ledger.record(call);
      watched.liveChanged.fire();
      watched.callRecorded.fire();
      price(call);
      for (const { routeId, failure } of call.attempts) {
        if (failure) log.info(`${call.task}: ${routeId} failed, ${failure.class}: ${failure.message}`);
      }
    },
    healthChanged(event) {
      ledger.recordHealth(event);
      log.info(`${event.target.scope} ${event.target.key}: ${event.from} to ${event.to}, ${event.cause}`);
      watched.breakerMoved.fire(event);
    },
    limitsReported: ({ credential, model }, reports) =>
      ledger.recordLimits(credential, model, reports, systemClock.now()),
    budgetChanged: (standing) => watched.budgetChanged.fire(standing),
    drillsChanged: (drills) => watched.drillsChanged.fire(drills),
  };
  const onPriced = (listener: (call: PricedCall) => void) => {
    listeners.add(listener);
    return { dispose: () => void listeners.delete(listener) };
  };
  return { ...watched, onPriced, observer };
}

/** With the name of the folder or workspace in which the editor asked. What other tools ask is of none. */
function inWorkspace(call: CallRecord): CallRecord {
  const { name } = vscode.workspace;
  return call.client === "editor" && name !== undefined ? { ...call, workspace: name } : call;
}
