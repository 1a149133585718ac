import * as vscode from "vscode";
import type { Drill, Router } from "../../router/types.ts";
import type { Clock } from "../../spec/clock.ts";
import { type DrillSign, DrillWatch } from "./drill-watch.ts";

/** The drills' place in the status bar. Disposing of it ends them. */
export interface DrillSigns extends vscode.Disposable {
  /** Drills began or ended. */
  changed(drills: readonly Drill[]): void;
}

export interface DrillSignsDeps {
  readonly router: Pick<Router, "drill" | "drills">;
  readonly clock: Clock;
}

/** Shows each drill for as long as it lasts, counting down; a click on it ends it. */
export function registerDrillSigns({ router, clock }: DrillSignsDeps): DrillSigns {
  const items = new Map<string, vscode.StatusBarItem>();
  const watch = new DrillWatch(clock, (signs) => {
    const shown = new Set(signs.map(({ routeId }) => routeId));
    for (const [routeId, item] of items) {
      if (shown.has(routeId)) continue;
      item.dispose();
      items.delete(routeId);
    }
    for (const sign of signs) {
      const item = items.get(sign.routeId) ?? createItem(sign.routeId);
      items.set(sign.routeId, item);
      draw(item, sign);
    }
  });
  watch.changed(router.drills());
  return {
    changed: (drills) => watch.changed(drills),
    dispose() {
      for (const { routeId } of router.drills()) router.drill(routeId, "none");
      watch.dispose();
    },
  };
}

function createItem(routeId: string): vscode.StatusBarItem {
  // Beside the model in use, which is at 100.
  const item = vscode.window.createStatusBarItem(`switchyard.drill.${routeId}`, vscode.StatusBarAlignment.Right, 101);
  item.name = "Switchyard Fire Drill";
  item.command = { command: "switchyard.drill", title: "End the Drill", arguments: [{ routeId, fault: "none" }] };
  item.backgroundColor = new vscode.ThemeColor("statusBarItem.warningBackground");
  item.show();
  return item;
}

function draw(item: vscode.StatusBarItem, { text, tooltip }: DrillSign): void {
  item.text = text;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: tooltip, role: "button" };
}
