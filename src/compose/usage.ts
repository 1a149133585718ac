import * as vscode from "vscode";
import type { SpendToday } from "../features/status/spend-words.ts";
import { registerUsage } from "../features/usage/register.ts";
import { createTrends } from "../features/usage/trends.ts";
import { systemClock } from "../platform/clock.ts";
import { runCommand } from "../platform/commands.ts";
import { showPage } from "../platform/webview.ts";
import { openSettings } from "./commands.ts";
import type { Foundation } from "./foundation.ts";

/** The usage panel in the sidebar. */
export function usagePanel(base: Foundation): vscode.Disposable {
  const { budgetChanged, callRecorded, changed, connections, context, drillsChanged, gatewayChanged, keep } = base;
  const { ledger, live, liveChanged, log, reader, router, simulator } = base;
  const trendsChanged = keep(new vscode.EventEmitter<void>());
  const trends = createTrends({
    latency: (query) => reader.ask({ name: "latency", query }),
    now: systemClock.now,
    changed: () => trendsChanged.fire(),
    onError: (error) => log.error("reading how soon routes spoke", error),
  });
  return registerUsage({
    ledger,
    router,
    trends,
    gateway: base.gatewayCard,
    now: systemClock.now,
    directory: connections,
    live,
    connected: () => connections.credentials().length > 0,
    simulated: () => simulator.running !== undefined,
    show: (webview) => showPage(webview, context.extensionUri, { title: "Usage", name: "usage" }),
    onError: log.error,
    resetRoute: router.reset,
    manageKeys: () => void runCommand("switchyard.keys.manage"),
    tryWithoutKeys: () => void runCommand("switchyard.simulator.start"),
    openSettings: () => void openSettings(),
    openBudgets: () => void openSettings("@id:switchyard.budgets"),
    useGateway: () => void runCommand("switchyard.gateway.show"),
    endDrill: (routeId) => router.drill(routeId, "none"),
    openDashboard: (place) => void runCommand("switchyard.dashboard.open", place),
    onDidChange: (listener) =>
      vscode.Disposable.from(
        changed.event(listener),
        callRecorded.event(listener),
        trendsChanged.event(listener),
        gatewayChanged.event(listener),
        ledger.onDidChange(listener),
        budgetChanged.event(() => listener()),
        drillsChanged.event(() => listener()),
      ),
    onDidChangeLive: (listener) => liveChanged.event(listener),
  });
}

/** What was spent since midnight, added up anew only when something was recorded or a day began. */
export function spendToday({ callRecorded, keep, ledger }: Foundation): () => SpendToday {
  let known: { readonly since: number; readonly spend: SpendToday } | undefined;
  const forget = () => (known = undefined);
  keep(callRecorded.event(forget));
  keep(ledger.onDidChange(forget));
  return () => {
    const since = new Date(systemClock.now()).setHours(0, 0, 0, 0);
    if (known?.since !== since) {
      const { costUsd: usd, calls, unpriced } = ledger.snapshot("today").totals;
      known = { since, spend: { usd, calls, unpriced } };
    }
    return known.spend;
  };
}
