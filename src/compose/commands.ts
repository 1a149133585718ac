import * as vscode from "vscode";
import { openChat } from "../features/chat/register.ts";
import { explain } from "../features/explain/register.ts";
import { toggleGhostText } from "../features/inline/toggle.ts";
import { fireDrill } from "../features/drill/fire-drill.ts";
import { newToken } from "../features/gateway/new-token.ts";
import { useGateway } from "../features/gateway/use-gateway.ts";
import { choosePreset } from "../features/routing/choose-preset.ts";
import { pathsAtHand } from "../features/routing/paths-at-hand.ts";
import { explainRouting } from "../features/routing/explain-routing.ts";
import { addKey } from "../features/keys/add-key.ts";
import { addLocalServer } from "../features/keys/local-server.ts";
import { manageKeys } from "../features/keys/manage-keys.ts";
import { simulateFault } from "../features/simulator/fault-picker.ts";
import { modelAddress } from "../features/status/route-name.ts";
import { pickRoute, type RoutePickerDeps } from "../features/status/route-picker.ts";
import { enterHeader } from "../features/telemetry/enter-header.ts";
import { views } from "../manifest/views.ts";
import { systemClock } from "../platform/clock.ts";
import { runCommand, type CommandHandlers } from "../platform/commands.ts";
import type { ProblemAction } from "../protocol/chat.ts";
import { dashboardPages, type DashboardPlace } from "../protocol/dashboard/surface.ts";
import { tasks, type Task } from "../spec/task.ts";
import { useGatewayDeps } from "./gateway-dialog.ts";
import { keyDeps } from "./keys.ts";
import type { Foundation, Parts } from "./foundation.ts";

/** What each command does. */
export function commandHandlers(base: Foundation, { pins, status, chat, dashboard }: Parts): CommandHandlers {
  const { connections, context, log, router, settings, simulator, telemetry, user } = base;
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
      await pickRoute(taskOf(task) ?? status.task, deps);
    },
    "switchyard.routing.explain": (task) =>
      explainRouting(taskOf(task) ?? status.task, {
        router,
        directory: connections,
        pinned: pins.of,
        conversation: (of) => (of === "chat" ? chat.conversation().id : undefined),
        paths: (of) => pathsAtHand(of, chat.conversation().paths),
        now: systemClock.now,
        preset: () => user().preset,
      }),
    "switchyard.routing.preset": () => choosePreset({ current: () => user().preset, write: settings.write }),
    "switchyard.drill": (choice) => fireDrill({ router, directory: connections }, choice),
    "switchyard.keys.add": (providerId) => addKey(keys, typeof providerId === "string" ? providerId : undefined),
    "switchyard.keys.manage": () => manageKeys(keys),
    "switchyard.localServer.add": () => addLocalServer(keys),
    "switchyard.usage.open": () => vscode.commands.executeCommand(`${views.usage}.focus`),
    "switchyard.dashboard.open": (place) => dashboard.open(placeOf(place)),
    "switchyard.telemetry.header": () =>
      enterHeader({ secrets: context.secrets, setting: () => settings.read("telemetry"), telemetry }),
    "switchyard.gateway.start": () => settings.write("gateway.enabled", true),
    "switchyard.gateway.stop": () => settings.write("gateway.enabled", false),
    "switchyard.gateway.show": () => useGateway(useGatewayDeps(base, () => openSettings("switchyard.gateway"))),
    "switchyard.gateway.rotateToken": () =>
      newToken({
        clients: base.gatewayClients,
        renew: base.gatewayToken.renew,
        useGateway: () => void runCommand("switchyard.gateway.show"),
      }),
    "switchyard.simulator.start": () => settings.write("simulator.enabled", true),
    "switchyard.simulator.stop": () => settings.write("simulator.enabled", false),
    "switchyard.simulator.fault": (choice) => simulateFault(simulator.running, choice),
    "switchyard.log.show": () => log.show(),
  };
}

async function routePickerDeps(
  base: Foundation,
  { pins, status, chat }: Omit<Parts, "dashboard">,
): Promise<RoutePickerDeps> {
  const { connections, ledger, listings, router } = base;
  const pricing = await base.prices.load();
  return {
    router,
    directory: connections,
    pins,
    facts(routeId) {
      const price = pricing.label(modelAddress(routeId), systemClock.now());
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
      // Whoever chooses anew wants to see it also where a conversation would have stayed.
      router.routesChosenAnew();
      status.refresh();
      chat.refreshRoute();
    },
  };
}

/** What is no page of the dashboard counts as none. */
function placeOf(said: { readonly page: string; readonly filter?: string } | undefined): DashboardPlace | undefined {
  const page = dashboardPages.find((one) => one === said?.page);
  return page && { page, ...(typeof said?.filter === "string" && { filter: said.filter }) };
}

function taskOf(said: unknown): Task | undefined {
  return tasks.find((task) => task === said);
}

/** What the buttons under a problem do. */
export function act(action: Exclude<ProblemAction, "retry">): void {
  const actions: Readonly<Record<typeof action, () => unknown>> = {
    addKey: () => runCommand("switchyard.keys.add"),
    useLocalServer: () => runCommand("switchyard.localServer.add"),
    openSettings: () => openSettings(),
    tryWithoutKeys: () => runCommand("switchyard.simulator.start"),
    showLog: () => runCommand("switchyard.log.show"),
  };
  actions[action]();
}

/** Opens the settings, at what `query` finds. */
export async function openSettings(query = "@ext:switchyard.switchyard"): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", query);
}
