import * as vscode from "vscode";
import type { BudgetStanding } from "../../spec/budget.ts";
import type { Clock } from "../../spec/clock.ts";
import { BudgetAlerts, type Told } from "./budget-alerts.ts";
import { usedUpMessage } from "./budget-words.ts";

export interface BudgetWarningsDeps {
  readonly clock: Clock;
  /** Where it is kept what was told already. */
  readonly memento: vscode.Memento;
}

/** The warnings about budgets that are used up. */
export interface BudgetWarnings extends vscode.Disposable {
  /** A budget came near its limit or over it, or is well again. */
  changed(standing: BudgetStanding): void;
}

/** Warns when a budget is used up: once, and never while somebody types. */
export function registerBudgetWarnings({ clock, memento }: BudgetWarningsDeps): BudgetWarnings {
  let lastEditAt = 0;
  // Output channels are documents too, and they change by themselves.
  const edits = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (document === vscode.window.activeTextEditor?.document) lastEditAt = clock.now();
  });
  const alerts = new BudgetAlerts({
    clock,
    lastEditAt: () => lastEditAt,
    told: toldIn(memento),
    show: (standing) => void warn(standing),
  });
  return {
    changed: (standing) => alerts.changed(standing),
    dispose() {
      edits.dispose();
      alerts.dispose();
    },
  };
}

function toldIn(memento: vscode.Memento): Told {
  const key = (budgetId: string) => `budget.told.${budgetId}`;
  return {
    get: (budgetId) => memento.get<string>(key(budgetId)),
    set: (budgetId, occasion) => void memento.update(key(budgetId), occasion),
  };
}

async function warn(standing: BudgetStanding): Promise<void> {
  const raise = "Raise It";
  const show = "Show Usage";
  const chosen = await vscode.window.showWarningMessage(usedUpMessage(standing), raise, show);
  if (chosen === raise) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "@id:switchyard.budgets");
  } else if (chosen === show) {
    await vscode.commands.executeCommand("switchyard.usage.open");
  }
}
