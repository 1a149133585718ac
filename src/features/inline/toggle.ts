import * as vscode from "vscode";
import type { SettingKey } from "../../manifest/settings.ts";

export interface ToggleDeps {
  readonly read: (key: SettingKey, scope?: vscode.ConfigurationScope) => unknown;
  readonly write: (key: SettingKey, value: unknown) => Promise<void>;
}

/** Turns ghost text on or off everywhere, or in the language at hand. */
export async function toggleGhostText({ read, write }: ToggleDeps): Promise<void> {
  const on = read("completion.enabled") !== false;
  const language = vscode.window.activeTextEditor?.document.languageId;
  const listed = read("completion.disabledLanguages");
  const disabled = Array.isArray(listed) ? listed : [];
  if (!on || language === undefined) return write("completion.enabled", !on);
  const here = disabled.includes(language) ? `Turn on for ${language}` : `Turn off for ${language}`;
  const everywhere = "Turn off everywhere";
  const chosen = await vscode.window.showQuickPick([here, everywhere], { title: "Ghost text" });
  if (chosen === everywhere) return write("completion.enabled", false);
  if (chosen !== here) return;
  const others = disabled.filter((one) => one !== language);
  return write("completion.disabledLanguages", others.length < disabled.length ? others : [...disabled, language]);
}
