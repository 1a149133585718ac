import { randomUUID } from "node:crypto";
import { join } from "node:path";
import * as vscode from "vscode";
import { createChatController, type ChatController } from "../features/chat/controller.ts";
import { registerChat } from "../features/chat/register.ts";
import { activeSelection } from "../features/chat/selection.ts";
import { createSessionStore } from "../features/chat/session-store.ts";
import { registerExplainAction } from "../features/explain/register.ts";
import { pathsAtHand } from "../features/routing/paths-at-hand.ts";
import { registerInline } from "../features/inline/register.ts";
import { readInlineSettings } from "../features/inline/settings.ts";
import { registerBudgetWarnings } from "../features/budgets/register.ts";
import { drillNotices } from "../features/drill/drill-notices.ts";
import { registerDrillSigns } from "../features/drill/register.ts";
import { currentRoute } from "../features/status/current-route.ts";
import { createPins, type Pins } from "../features/status/pins.ts";
import { registerStatus } from "../features/status/register.ts";
import { priceCall } from "../ledger/pricing/price-call.ts";
import { systemClock } from "../platform/clock.ts";
import { registerCommands, runCommand } from "../platform/commands.ts";
import { showPage } from "../platform/webview.ts";
import { dashboard } from "./dashboard.ts";
import type { Foundation, Parts } from "./foundation.ts";
import { gatewaySigns } from "./gateway-signs.ts";
import { spendToday, usagePanel } from "./usage.ts";
import type { Task } from "../spec/task.ts";
import { act, commandHandlers } from "./commands.ts";

/** Registers the features: what a person sees and can do. */
export async function registerFeatures(base: Foundation): Promise<Parts> {
  const { connections, context, keep, log, router, simulator } = base;
  const pins = createPins(context.globalState);
  const conversationOpened = keep(new vscode.EventEmitter<void>());
  const chat = createChat(base, pins, conversationOpened);
  const conversation = (task: Task) => (task === "chat" ? chat.conversation().id : undefined);
  const paths = (task: Task) => pathsAtHand(task, chat.conversation().paths);
  const today = spendToday(base);
  const status = keep(registerStatus({ router, directory: connections, pinned: pins.of, conversation, paths, today }));
  keep(
    base.changed.event(() => {
      status.refresh();
      chat.refreshRoute();
    }),
  );
  // With its answer, a conversation settles on a model.
  keep(base.liveChanged.event(status.refresh));
  keep(conversationOpened.event(status.refresh));
  keep(base.ledger.onDidChange(status.refresh));
  await chat.load();
  const parts: Parts = { pins, status, chat, dashboard: dashboard(base) };

  keep(
    registerInline({
      router,
      clock: systemClock,
      settings: (uri) => readInlineSettings((key) => base.settings.read(key, vscode.Uri.parse(uri))),
      pinned: () => pins.of("completion"),
      staysHere: (path) => base.user().privacy([path]) !== undefined,
      // Not what the router makes of it: a key that takes its turn, or a failover, is no reason to ask again.
      policyKey: () => `${pins.of("completion") ?? ""} ${connections.revision()}`,
      report: status.ghostText,
      outcome: (outcome) => base.ledger.recordOutcome(outcome),
    }),
  );
  keep(
    registerChat({
      controller: chat,
      show: (webview) => showPage(webview, context.extensionUri, { title: "Chat", name: "chat" }),
      onError: log.error,
      pickRoute: (task) => void runCommand("switchyard.route.pick", task),
      explainRoute: (task) => void runCommand("switchyard.routing.explain", task),
      endDrill: (routeId) => router.drill(routeId, "none"),
      act,
    }),
  );
  keep(registerExplainAction());
  keep(usagePanel(base));
  gatewaySigns(base);
  followBudgetsAndDrills(base, parts);
  keep(registerCommands(commandHandlers(base, parts), log.error));
  log.info(`Ready with ${connections.credentials().length} connections${simulator.running ? ", simulated" : ""}.`);
  return parts;
}

function createChat(
  { context, router, connections, prices, simulator, log }: Foundation,
  pins: Pins,
  opened: vscode.EventEmitter<void>,
): ChatController {
  return createChatController({
    router,
    store: createSessionStore(join(context.globalStorageUri.fsPath, "conversations"), log.warn),
    clock: systemClock,
    newId: randomUUID,
    pinned: pins.of,
    contextWindow: (route) => connections.model(route.provider, route.model)?.contextWindow,
    price: async (record) => priceCall(record, (await prices.load()).priceAttempt).cost,
    connected: () => connections.credentials().length > 0,
    simulated: () => simulator.running !== undefined,
    routeChoice: (conversation, inConversation) =>
      currentRoute(
        { router, directory: connections, pinned: pins.of, paths: (task) => pathsAtHand(task, inConversation) },
        "chat",
        conversation,
      ),
    drills: () => drillNotices(router.drills()),
    selection: activeSelection,
    opened: () => opened.fire(),
  });
}

/** Warns of budgets that are used up, and shows drills for as long as they last. */
function followBudgetsAndDrills(base: Foundation, { status, chat }: Parts): void {
  const { budgetChanged, context, drillsChanged, keep, router } = base;
  const warnings = keep(registerBudgetWarnings({ clock: systemClock, memento: context.globalState }));
  const signs = keep(registerDrillSigns({ router, clock: systemClock }));
  keep(
    budgetChanged.event((standing) => {
      warnings.changed(standing);
      status.refresh();
    }),
  );
  keep(
    drillsChanged.event((drills) => {
      signs.changed(drills);
      chat.refreshDrills();
      status.refresh();
    }),
  );
  // What is used up already when the window opens is told too.
  for (const standing of router.budgets()) warnings.changed(standing);
}
