import * as vscode from "vscode";
import { dashboardTab } from "../../manifest/views.ts";
import { dashboardDecoders } from "../../protocol/dashboard/decode.ts";
import type {
  DashboardChange,
  DashboardPlace,
  DashboardStart,
  DashboardSurface,
} from "../../protocol/dashboard/surface.ts";
import { announcer, serve, type Post } from "../../protocol/host.ts";
import type { Handlers } from "../../protocol/rpc.ts";

export interface DashboardDeps {
  /** Fills a webview with the dashboard's page. */
  readonly show: (webview: vscode.Webview) => void;
  readonly iconPath: { readonly light: vscode.Uri; readonly dark: vscode.Uri };
  readonly start: () => Promise<DashboardStart>;
  /** Everything that is asked, but for what is answered here. */
  readonly handlers: Omit<Handlers<DashboardSurface>, "ready" | "start">;
  readonly onDidChange: (listener: (change: DashboardChange) => void) => vscode.Disposable;
  readonly onError: (doing: string, error: unknown) => void;
}

/** The dashboard: one editor tab at most, which VS Code brings back after a restart. */
export interface Dashboard extends vscode.Disposable {
  /** Shows it, at a page where one is named. */
  open(place: DashboardPlace | undefined): void;
}

/** Changes come in bursts; the page asks anew at most this often, in milliseconds. */
const tellEveryMs = 250;

export function registerDashboard(deps: DashboardDeps): Dashboard {
  let tab: Tab | undefined;
  const adopt = (panel: vscode.WebviewPanel, place: DashboardPlace | undefined) => {
    const opened = new Tab(panel, place, deps);
    panel.onDidDispose(() => {
      if (tab === opened) tab = undefined;
    });
    tab = opened;
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(dashboardTab, {
    // The page keeps its own place, in the state that VS Code gives back to it.
    deserializeWebviewPanel: async (panel) => adopt(panel, undefined),
  });
  return {
    open(place) {
      if (tab) return tab.reveal(place);
      const panel = vscode.window.createWebviewPanel(dashboardTab, "Switchyard", vscode.ViewColumn.Active);
      panel.iconPath = deps.iconPath;
      adopt(panel, place);
    },
    dispose: () => vscode.Disposable.from(serializer, { dispose: () => tab?.close() }).dispose(),
  };
}

class Tab {
  readonly #panel: vscode.WebviewPanel;
  readonly #tell: ReturnType<typeof announcer<DashboardSurface>>;
  readonly #changes = new Set<DashboardChange>();
  /** Where it is to open, until the page has asked. */
  #place: DashboardPlace | undefined;
  #due: NodeJS.Timeout | undefined;

  constructor(panel: vscode.WebviewPanel, place: DashboardPlace | undefined, deps: DashboardDeps) {
    this.#panel = panel;
    this.#place = place;
    const post: Post = (message) => panel.webview.postMessage(message);
    this.#tell = announcer<DashboardSurface>(post);
    const handlers: Handlers<DashboardSurface> = {
      ...deps.handlers,
      ready: async () => {
        const opened = this.#place;
        this.#place = undefined;
        return { ...(await deps.start()), ...(opened && { place: opened }) };
      },
      start: deps.start,
    };
    const report = (call: string, error: unknown) => deps.onError(`dashboard, ${call}`, error);
    deps.show(panel.webview);
    const subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage(serve(dashboardDecoders, handlers, post, report)),
      deps.onDidChange((change) => this.#changed(change)),
      panel.onDidChangeViewState(() => this.#flushSoon()),
    );
    panel.onDidDispose(() => {
      clearTimeout(this.#due);
      subscriptions.dispose();
    });
  }

  reveal(place: DashboardPlace | undefined): void {
    this.#panel.reveal();
    if (place) this.#tell("show", place);
  }

  close(): void {
    this.#panel.dispose();
  }

  #changed(change: DashboardChange): void {
    this.#changes.add(change);
    this.#flushSoon();
  }

  /** A hidden tab computes nothing: what changed meanwhile is told when it is looked at again. */
  #flushSoon(): void {
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      if (!this.#panel.visible || this.#changes.size === 0) return;
      this.#tell("changed", [...this.#changes]);
      this.#changes.clear();
    }, tellEveryMs);
  }
}
