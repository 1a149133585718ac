import * as vscode from "vscode";
import { settings, settingsSection, type SettingKey } from "../manifest/settings.ts";

/** Reads settings as they stand; every value is unknown until a decoder has looked at it. */
export interface Settings {
  /** The value for `scope` (a document, say), with the default from the manifest filled in. */
  read(key: SettingKey, scope?: vscode.ConfigurationScope): unknown;
  /** Writes to the user's settings (the machine's, for settings that belong to the machine). */
  write(key: SettingKey, value: unknown): Promise<void>;
  /** Called when any of `keys` changed. */
  onDidChange(keys: readonly SettingKey[], listener: () => void): vscode.Disposable;
}

export function createSettings(): Settings {
  return {
    read(key, scope) {
      return vscode.workspace.getConfiguration(settingsSection, scope ?? null).get<unknown>(key, settings[key].default);
    },
    async write(key, value) {
      await vscode.workspace.getConfiguration(settingsSection).update(key, value, vscode.ConfigurationTarget.Global);
    },
    onDidChange(keys, listener) {
      return vscode.workspace.onDidChangeConfiguration((change) => {
        if (keys.some((key) => change.affectsConfiguration(`${settingsSection}.${key}`))) listener();
      });
    },
  };
}
