import * as vscode from "vscode";
import type { SettingProblem } from "../../connections/problem.ts";

/** Tells of malformed settings: in the log, and once each in a message that leads to the setting. */
export function createProblemReporter(warn: (message: string) => void): (problems: readonly SettingProblem[]) => void {
  let told = new Set<string>();
  return (problems) => {
    const now = new Set(problems.map(({ setting, message }) => `${setting}: ${message}`));
    for (const { setting, message } of problems) {
      if (told.has(`${setting}: ${message}`)) continue;
      warn(`The setting ${setting} is malformed and counts as empty: ${message}`);
      void offerSetting(setting, message);
    }
    // One that was mended and comes back is told again.
    told = now;
  };
}

async function offerSetting(setting: string, message: string): Promise<void> {
  const open = "Open Settings";
  const text = `The setting ${setting} cannot be used: ${message}. Until it is mended, it counts as empty.`;
  if ((await vscode.window.showWarningMessage(text, open)) === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", `@id:${setting}`);
  }
}
