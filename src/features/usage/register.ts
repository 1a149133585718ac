import * as vscode from "vscode";
import { views } from "../../manifest/views.ts";
import { usageDecoders } from "../../protocol/decode-usage.ts";
import { announcer, serve, type Post } from "../../protocol/host.ts";
import type { DashboardPlace } from "../../protocol/dashboard/surface.ts";
import type { Handlers } from "../../protocol/rpc.ts";
import type { UsageSurface } from "../../protocol/usage.ts";
import type { UsageRange } from "../../spec/snapshot.ts";
import { liveRows, usageView, type UsageModelDeps } from "./usage-model.ts";

export interface UsageViewDeps extends UsageModelDeps {
  readonly show: (webview: vscode.Webview) => void;
  readonly onError: (doing: string, error: unknown) => void;
  readonly resetRoute: (routeId: string) => void;
  readonly manageKeys: () => void;
  readonly tryWithoutKeys: () => void;
  readonly openSettings: () => void;
  readonly openBudgets: () => void;
  readonly endDrill: (routeId: string) => void;
  readonly openDashboard: (place: DashboardPlace | undefined) => void;
  readonly useGateway: () => void;
  /** Fires when the ledger, the health, the connections, a budget or a drill changed. */
  readonly onDidChange: (listener: () => void) => vscode.Disposable;
  /** Fires when a call began, moved on or ended. */
  readonly onDidChangeLive: (listener: () => void) => vscode.Disposable;
}

/** Changes come in bursts; the panel is redrawn at most this often. */
const redrawEveryMs = 100;

/** Registers the usage panel. It computes nothing while it is hidden. */
export function registerUsage(deps: UsageViewDeps): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider(views.usage, { resolveWebviewView: (view) => resolve(view, deps) });
}

function resolve(view: vscode.WebviewView, deps: UsageViewDeps): void {
  let range: UsageRange = "today";
  let due: NodeJS.Timeout | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const post: Post = (message) => view.webview.postMessage(message);
  const tell = announcer<UsageSurface>(post);
  const report = (call: string, error: unknown) => deps.onError(`usage panel, ${call}`, error);
  const redraw = () => {
    due = undefined;
    drawnAt = performance.now();
    if (view.visible) tell("view", usageView(deps, range));
  };
  // The first change of a burst shows at once: what a call cost is to be seen when it ends.
  const soon = () => {
    due ??= setTimeout(redraw, Math.max(0, drawnAt + redrawEveryMs - performance.now()));
  };
  const handlers: Handlers<UsageSurface> = {
    ready: () => usageView(deps, range),
    setRange(chosen) {
      range = chosen.range;
      redraw();
      return null;
    },
    resetRoute({ routeId }) {
      deps.resetRoute(routeId);
      redraw();
      return null;
    },
    manageKeys: () => (deps.manageKeys(), null),
    tryWithoutKeys: () => (deps.tryWithoutKeys(), null),
    openSettings: () => (deps.openSettings(), null),
    openBudgets: () => (deps.openBudgets(), null),
    openDashboard: (place) => (deps.openDashboard(place ?? undefined), null),
    useGateway: () => (deps.useGateway(), null),
    endDrill({ routeId }) {
      deps.endDrill(routeId);
      redraw();
      return null;
    },
  };
  deps.show(view.webview);
  const subscriptions = vscode.Disposable.from(
    view.webview.onDidReceiveMessage(serve(usageDecoders, handlers, post, report)),
    deps.onDidChange(soon),
    deps.onDidChangeLive(() => view.visible && tell("live", liveRows(deps.live))),
    view.onDidChangeVisibility(soon),
  );
  view.onDidDispose(() => {
    clearTimeout(due);
    subscriptions.dispose();
  });
}
