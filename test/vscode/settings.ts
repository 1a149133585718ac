import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Setting names in full (`editor.fontSize`) and their values. */
export type Settings = Readonly<Record<string, unknown>>;

/**
 * Where VS Code's web server reads settings, below its `--server-data-dir`.
 *
 * - `user`: upstream keeps these in the browser; code-server keeps them in a file, read when a page
 *   opens and not watched after that. A person's changes in the settings editor land here.
 * - `machine`: settings of scope machine stand here alone, those of scope window or resource (the
 *   colour theme is one) may too and win over `user`; those of scope application may not. Watched:
 *   a change reaches an open workbench within a quarter of a second.
 */
const files = { user: "data/User/settings.json", machine: "data/Machine/settings.json" };
export type SettingsKind = keyof typeof files;

/** An editor without welcome pages, tips, update checks, telemetry and AI offers of its own. */
export const quietEditor: Settings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "workbench.colorTheme": "Dark Modern",
  "window.autoDetectColorScheme": false,
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "extensions.autoUpdate": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "editor.accessibilitySupport": "off",
};

/**
 * Merges `values` into a settings file; other settings in it stay.
 *
 * @param keep when true, a setting that the file already has stays as it is: somebody chose it.
 */
export async function writeSettings(
  serverDataDir: string,
  kind: SettingsKind,
  values: Settings,
  { keep = false }: { readonly keep?: boolean } = {},
): Promise<void> {
  const file = path.join(serverDataDir, files[kind]);
  const found = await readSettings(file);
  const merged = keep ? { ...values, ...found } : { ...found, ...values };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(merged, null, 2)}\n`);
}

async function readSettings(file: string): Promise<Settings> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  return JSON.parse(text) as Settings;
}
