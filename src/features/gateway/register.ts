import * as vscode from "vscode";
import type { GatewayCard } from "../../protocol/usage.ts";
import { type BlockedWarningDeps, warnBlocked } from "./blocked-warning.ts";
import { gatewayStatus } from "./status-words.ts";

export interface GatewaySignsDeps extends BlockedWarningDeps {
  /** Undefined while the gateway is off. */
  readonly card: () => GatewayCard | undefined;
  readonly onError: (doing: string, error: unknown) => void;
}

/** The gateway's place in the status bar, and its warnings. */
export interface GatewaySigns extends vscode.Disposable {
  /** The gateway's standing, its traffic or its clients changed. */
  refresh(): void;
}

/** Shows the gateway while it is on. Where it is blocked, the window in front says so, once. */
export function registerGatewaySigns(deps: GatewaySignsDeps): GatewaySigns {
  let item: vscode.StatusBarItem | undefined;
  let warnedOf: string | undefined;
  const warn = ({ state, url, problem = "" }: GatewayCard) => {
    if (state === "starting") return;
    if (state !== "blocked") warnedOf = undefined;
    else if (warnedOf !== url && vscode.window.state.focused) {
      warnedOf = url;
      const warned = warnBlocked(Number(new URL(url).port), problem, deps);
      warned.catch((error: unknown) => deps.onError("the gateway's port", error));
    }
  };
  const refresh = () => {
    const card = deps.card();
    if (!card) {
      item?.dispose();
      item = undefined;
      warnedOf = undefined;
      return;
    }
    item ??= createItem();
    draw(item, card);
    warn(card);
  };
  refresh();
  return { refresh, dispose: () => item?.dispose() };
}

function createItem(): vscode.StatusBarItem {
  // Beside the model in use, which is at 100.
  const item = vscode.window.createStatusBarItem("switchyard.gateway", vscode.StatusBarAlignment.Right, 99);
  item.name = "Switchyard Gateway";
  item.command = { command: "switchyard.gateway.show", title: "Use the Gateway…" };
  item.show();
  return item;
}

function draw(item: vscode.StatusBarItem, card: GatewayCard): void {
  const { text, tooltip, warning } = gatewayStatus(card);
  item.text = text;
  item.tooltip = tooltip.join("\n");
  item.accessibilityInformation = {
    label: ["Switchyard", ...tooltip, "Use the gateway"].map((line) => line.replace(/[.:]?$/, ".")).join(" "),
    role: "button",
  };
  item.backgroundColor = warning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
}
