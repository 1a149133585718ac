import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { accountHandlers } from "../features/dashboard/account-actions.ts";
import { accountsView } from "../features/dashboard/accounts-view.ts";
import { exportFound, importFound } from "../features/dashboard/archive.ts";
import { askWith } from "../features/dashboard/ask-ledger.ts";
import { saveText } from "../features/dashboard/files.ts";
import { pricesView } from "../features/dashboard/prices-view.ts";
import { questionHandlers } from "../features/dashboard/questions.ts";
import { type Dashboard, registerDashboard } from "../features/dashboard/register.ts";
import { pruneOld, wipeAll } from "../features/dashboard/removal.ts";
import { dashboardStart } from "../features/dashboard/start.ts";
import { modelAddress } from "../features/status/route-name.ts";
import { systemClock } from "../platform/clock.ts";
import { runCommand } from "../platform/commands.ts";
import { showPage } from "../platform/webview.ts";
import type { DataView } from "../protocol/dashboard/data.ts";
import type { PricesView } from "../protocol/dashboard/prices.ts";
import type { DashboardChange, DashboardSurface } from "../protocol/dashboard/surface.ts";
import { Refusal } from "../protocol/host.ts";
import type { Handlers } from "../protocol/rpc.ts";
import { accountAccess } from "../providers/accounts/account-apis.ts";
import { tasks } from "../spec/task.ts";
import { openSettings } from "./commands.ts";
import { keptDays } from "./record.ts";
import type { Foundation } from "./foundation.ts";

const now = systemClock.now;

/** Builds the dashboard's host side. */
export function dashboard(base: Foundation): Dashboard {
  const { accountBook, accounts, connections, context, keep, ledger, log, reader, router, simulator } = base;
  const changed = keep(new vscode.EventEmitter<DashboardChange>());
  const ask = askWith(reader);
  const keys = () => Object.fromEntries(connections.allCredentials().map(({ id, label }) => [id, label]));
  const facts = { connections, accounts, book: accountBook, access: accountAccess };
  return keep(
    registerDashboard({
      show: (webview) => showPage(webview, context.extensionUri, { title: "Switchyard", name: "dashboard" }),
      iconPath: { light: media(context, "dashboard-light.svg"), dark: media(context, "dashboard-dark.svg") },
      start: () =>
        dashboardStart({
          ask,
          connections,
          status: () => ledger.status,
          simulated: () => simulator.running !== undefined,
          lastCall: () => ledger.snapshot("today").recent[0],
        }),
      handlers: {
        ...questionHandlers({
          ask,
          router,
          directory: connections,
          keys,
          accounts: () =>
            accountsView({ ...facts, limits: ledger.limits(), rates: base.user().exchangeRates, now: now() }),
          prices: () => prices(base),
          data: () => data(base),
          now,
        }),
        ...accountHandlers({
          accounts,
          book: accountBook,
          providers: connections.providers,
          newId: randomUUID,
          changed: () => changed.fire("accounts"),
        }),
        ...recordHandlers(base, keys, () => changed.fire("prices")),
      },
      onDidChange: (listener) =>
        vscode.Disposable.from(changed.event(listener), ...followed(base, (change) => listener(change))),
      onError: log.error,
    }),
  );
}

type Done = Exclude<
  keyof DashboardSurface["calls"],
  "ready" | "start" | keyof ReturnType<typeof questionHandlers> | keyof ReturnType<typeof accountHandlers>
>;

/** What can be done with records, prices and settings. */
function recordHandlers(
  base: Foundation,
  keys: () => Readonly<Record<string, string>>,
  pricesLookedFor: () => void,
): Pick<Handlers<DashboardSurface>, Done> {
  const { ledger, reader, router } = base;
  const archive = { reader, keys, adopt: ledger.adopt.bind(ledger), now };
  const removal = { ledger, keepDays: () => keptDays(base.settings), now };
  return {
    async refreshPrices() {
      const refreshed = await base.prices.refresh(true);
      pricesLookedFor();
      if (refreshed.kind === "refused" || refreshed.kind === "failed") throw new Refusal(refreshed.reason);
      return null;
    },
    resetRoute: ({ routeId }) => (router.reset(routeId), null),
    exportCalls: async ({ filter, format }) => (await exportFound(archive, filter, format), null),
    importCalls: () => importFound(archive),
    prune: () => pruneOld(removal),
    wipe: () => wipeAll(removal),
    save: async ({ name, text }) => (await saveText(name, text), null),
    async run(action) {
      await actions[action]();
      return null;
    },
  };
}

const actions: Readonly<Record<DashboardSurface["calls"]["run"][0], () => unknown>> = {
  manageKeys: () => runCommand("switchyard.keys.manage"),
  addKey: () => runCommand("switchyard.keys.add"),
  tryWithoutKeys: () => runCommand("switchyard.simulator.start"),
  openBudgets: () => openSettings("@id:switchyard.budgets"),
  openPrices: () => openSettings("@id:switchyard.prices"),
  openRetention: () => openSettings("@id:switchyard.keepCallsDays"),
  openTelemetry: () => openSettings("@id:switchyard.telemetry"),
};

/** What makes pages ask again. */
function followed(base: Foundation, tell: (change: DashboardChange) => void): readonly vscode.Disposable[] {
  const { accounts, breakerMoved, budgetChanged, changed, ledger } = base;
  return [
    ledger.onDidChange(() => tell("usage")),
    breakerMoved.event(() => tell("health")),
    budgetChanged.event(() => tell("budgets")),
    accounts.onDidChange(() => tell("accounts")),
    base.pricesChanged.event(() => tell("prices")),
    changed.event(() => tell("settings")),
    base.settings.onDidChange(["keepCallsDays", "telemetry", "priceUpdates"], () => tell("settings")),
  ].map((source) => ({ dispose: () => void source.dispose() }));
}

async function prices(base: Foundation): Promise<PricesView> {
  const { connections, ledger, prices: held, router } = base;
  const pricing = await held.load();
  const inChains = tasks.flatMap((task) => router.health(task).map(({ routeId }) => modelAddress(routeId)));
  return pricesView({
    directory: connections,
    listPrices: (models) => pricing.listPrices(models, now()),
    list: pricing.list,
    used: [...ledger.snapshot("month").byRoute, ...inChains],
    checked: await held.state(),
    refreshes: base.settings.read("priceUpdates") === true,
  });
}

function data(base: Foundation): DataView {
  const { ledger, telemetry } = base;
  const stock = ledger.stock();
  const exported = telemetry.status();
  return {
    status: ledger.status,
    calls: stock?.calls ?? 0,
    ...(stock?.damagedCalls !== undefined && { damagedCalls: stock.damagedCalls }),
    ...(stock?.oldestAt !== undefined && { oldestAt: stock.oldestAt }),
    bytes: ledger.file === undefined ? 0 : (stock?.bytes ?? 0),
    keepDays: keptDays(base.settings),
    ...(exported && {
      telemetry: {
        endpoint: exported.endpoint,
        dropped: exported.calls.dropped,
        ...(exported.problem && { problem: exported.problem.message }),
      },
    }),
  };
}

function media({ extensionUri }: vscode.ExtensionContext, name: string): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "media", name);
}
