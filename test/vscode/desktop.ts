import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { repoRoot } from "./paths.ts";
import { buildExtension, prepareFolders } from "./sample-editor.ts";
import { step } from "./progress.ts";
import { quietEditor } from "./settings.ts";

/**
 * Opens the sample project in the VS Code that is installed on this machine, with Switchyard under development. It gets
 * settings and storage of its own, so that nothing of the user's own editor is changed.
 *
 * @returns the exit code: 1 when there is no `code` on PATH.
 */
export async function startDesktop(simulator: boolean): Promise<number> {
  await step("Building Switchyard", buildExtension);
  const { dataDir, workspace } = await prepareFolders("desktop", false);
  const settings = { ...quietEditor, "switchyard.simulator.enabled": simulator };
  await mkdir(path.join(dataDir, "User"), { recursive: true });
  await writeFile(path.join(dataDir, "User/settings.json"), JSON.stringify(settings, undefined, 2));
  const args = ["--new-window", "--user-data-dir", dataDir, `--extensionDevelopmentPath=${repoRoot}`, workspace];
  const code = await new Promise<number | undefined>((resolve) => {
    const child = spawn("code", args, { stdio: "inherit" });
    child.once("error", () => resolve(undefined));
    child.once("close", (exit) => resolve(exit ?? 1));
  });
  if (code === undefined) {
    console.error('There is no "code" on PATH. In VS Code, run "Shell Command: Install \'code\' command in PATH".');
    return 1;
  }
  if (code === 0) console.log("Switchyard runs in the VS Code window that has just opened.");
  return code;
}
