import { randomUUID } from "node:crypto";
import { join } from "node:path";
import * as vscode from "vscode";
import { createChatController, type ChatController } from "../features/chat/controller.ts";
import { openChat, registerChat } from "../features/chat/register.ts";
import { activeSelection } from "../features/chat/selection.ts";
import { createSessionStore } from "../features/chat/session-store.ts";
import { explain, registerExplainAction } from "../features/explain/register.ts";
import { registerInline } from "../features/inline/register.ts";
import { readInlineSettings } from "../features/inline/settings.ts";
import { toggleGhostText } from "../features/inline/toggle.ts";
import { addKey } from "../features/keys/add-key.ts";
import { addLocalServer } from "../features/keys/local-server.ts";
import { manageKeys } from "../features/keys/manage-keys.ts";
import { simulateFault } from "../features/simulator/fault-picker.ts";
import { currentRoute } from "../features/status/current-route.ts";
import { createPins, type Pins } from "../features/status/pins.ts";
import { registerStatus, type StatusItem } from "../features/status/register.ts";
import { pickRoute, type RoutePickerDeps } from "../features/status/route-picker.ts";
import { registerUsage } from "../features/usage/register.ts";
import { priceCall } from "../ledger/pricing/price-call.ts";
import { views } from "../manifest/views.ts";
import { systemClock } from "../platform/clock.ts";
import { registerCommands, runCommand, type CommandHandlers } from "../platform/commands.ts";
import type { Log } from "../platform/log.ts";
import { showPage } from "../platform/webview.ts";
import type { ProblemAction } from "../protocol/chat.ts";
import { tasks } from "../spec/task.ts";
import type { Connected } from "./connect.ts";
import type { Keep } from "./keep.ts";
import { keyDeps } from "./keys.ts";
import type { Routed } from "./route.ts";

/** Everything that the features are built from. */
export interface Foundation extends Connected, Routed {
  readonly context: vscode.ExtensionContext;
  readonly keep: Keep;
  readonly log: Log;
}

/** What the features offer each other. */
interface Parts {
  readonly pins: Pins;
  readonly status: StatusItem;
  readonly chat: ChatController;
}

/** Registers the features: what a person sees and can do. */
export async function registerFeatures(base: Foundation): Promise<Parts> {
  const { connections, context, keep, log, router, simulator } = base;
  const pins = createPins(context.globalState);
  const status = keep(registerStatus({ router, directory: connections, pinned: pins.of }));
  const chat = createChat(base, pins);
  keep(
    base.changed.event(() => {
      status.refresh();
      chat.refreshRoute();
    }),
  );
  await chat.load();
  const parts: Parts = { pins, status, chat };

  keep(
    registerInline({
      router,
      clock: systemClock,
      settings: (uri) => readInlineSettings((key) => base.settings.read(key, vscode.Uri.parse(uri))),
      pinned: () => pins.of("completion"),
      policyKey: () =>
        `${pins.of("completion") ?? ""} ${router.plan({ task: "completion" }).routes[0]?.route.id ?? ""}`,
      report: status.ghostText,
    }),
  );
  keep(
    registerChat({
      controller: chat,
      show: (webview) => showPage(webview, context.extensionUri, { title: "Chat", name: "chat" }),
      onError: log.error,
      pickRoute: (task) => void runCommand("switchyard.route.pick", task),
      act,
    }),
  );
  keep(registerExplainAction());
  keep(registerUsagePanel(base));
  keep(registerCommands(commandHandlers(base, parts), log.error));
  log.info(`Ready with ${connections.credentials().length} connections${simulator.running ? ", simulated" : ""}.`);
  return parts;
}

function createChat({ context, router, connections, pricing, simulator, log }: Foundation, pins: Pins): ChatController {
  return createChatController({
    router,
    store: createSessionStore(join(context.globalStorageUri.fsPath, "conversations"), log.warn),
    clock: systemClock,
    newId: randomUUID,
    pinned: pins.of,
    contextWindow: (route) => connections.model(route.provider, route.model)?.contextWindow,
    price: async (record) => priceCall(record, (await pricing()).priceAttempt).cost,
    connected: () => connections.credentials().length > 0,
    simulated: () => simulator.running !== undefined,
    routeChoice: () => currentRoute({ router, directory: connections, pinned: pins.of }, "chat"),
    selection: activeSelection,
  });
}

function registerUsagePanel(base: Foundation): vscode.Disposable {
  const { changed, connections, context, ledger, live, liveChanged, log, router, simulator } = base;
  return registerUsage({
    ledger,
    router,
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
    onDidChange: (listener) => vscode.Disposable.from(changed.event(listener), ledger.onDidChange(listener)),
    onDidChangeLive: (listener) => liveChanged.event(listener),
  });
}

function commandHandlers(base: Foundation, { pins, status, chat }: Parts): CommandHandlers {
  const { log, settings, simulator } = base;
  const keys = keyDeps(base);
  const show = async () => {
    await openChat(chat);
    status.at("chat");
  };
  return {
    "switchyard.chat.open": show,
    "switchyard.chat.new": async () => {
      await show();
      chat.openNew();
    },
    "switchyard.explain": async () => {
      await explain(chat, show);
      status.at("explain");
    },
    "switchyard.completion.toggle": () => toggleGhostText(settings),
    // A menu hands over arguments of its own, so what is not a task counts as none.
    "switchyard.route.pick": async (task) => {
      const deps = await routePickerDeps(base, { pins, status, chat });
      await pickRoute(tasks.find((one) => one === task) ?? status.task, deps);
    },
    "switchyard.keys.add": (providerId) => addKey(keys, typeof providerId === "string" ? providerId : undefined),
    "switchyard.keys.manage": () => manageKeys(keys),
    "switchyard.localServer.add": () => addLocalServer(keys),
    "switchyard.usage.open": () => vscode.commands.executeCommand(`${views.usage}.focus`),
    "switchyard.simulator.start": () => settings.write("simulator.enabled", true),
    "switchyard.simulator.stop": () => settings.write("simulator.enabled", false),
    "switchyard.simulator.fault": (choice) => simulateFault(simulator.running, choice),
    "switchyard.log.show": () => log.show(),
  };
}

async function routePickerDeps(base: Foundation, { pins, status, chat }: Parts): Promise<RoutePickerDeps> {
  const { connections, ledger, listings, router } = base;
  const pricing = await base.pricing();
  return {
    router,
    directory: connections,
    pins,
    facts(routeId) {
      const slash = routeId.indexOf("/");
      const model = { provider: routeId.slice(0, slash), model: routeId.slice(slash + 1).replace(/#[^#/]*$/, "") };
      const price = pricing.label(model, systemClock.now());
      return {
        price: price.kind === "priced" ? price : price.kind === "free" ? "free" : undefined,
        lastFirstTokenMs: ledger.routeStats(routeId)?.lastFirstTokenMs,
      };
    },
    now: systemClock.now,
    async listModels(credential, signal) {
      const listed = await listings.fetch(credential, signal);
      const models = listed.ok ? listed.value : (connections.provider(credential.providerId)?.models ?? []);
      return models.map(({ id }) => id);
    },
    changed() {
      status.refresh();
      chat.refreshRoute();
    },
  };
}

/** What the buttons under a problem do. */
function act(action: Exclude<ProblemAction, "retry">): void {
  const actions: Readonly<Record<typeof action, () => unknown>> = {
    addKey: () => runCommand("switchyard.keys.add"),
    useLocalServer: () => runCommand("switchyard.localServer.add"),
    openSettings,
    tryWithoutKeys: () => runCommand("switchyard.simulator.start"),
    showLog: () => runCommand("switchyard.log.show"),
  };
  actions[action]();
}

async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "@ext:switchyard.switchyard");
}
