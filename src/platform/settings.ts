import * as vscode from "vscode";
import { settings, settingsSection, type SettingKey } from "../manifest/settings.ts";

/** Reads settings as they stand; every value is unknown until a decoder has looked at it. */
export interface Settings {
  /** The value for `scope` (a document, say), with the default from the manifest filled in. */
  read(key: SettingKey, scope?: vscode.ConfigurationScope): unknown;
  /**
   * The values of a list from every place where it is set, joined: the user's, the workspace's and its folders'. A value
   * that is no list is given as it stands.
   */
  readAll(key: SettingKey): unknown;
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
    readAll(key) {
      const places = [null, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
      const values = places.flatMap((place) => {
        const found = vscode.workspace.getConfiguration(settingsSection, place).inspect<unknown>(key);
        return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
      });
      const stated = [...new Set(values.filter((value) => value !== undefined))];
      return stated.find((value) => !Array.isArray(value)) ?? [...new Set(stated.flat())];
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
