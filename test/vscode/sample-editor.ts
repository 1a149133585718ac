import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { installVSCode } from "./install.ts";
import { linkExtension } from "./link-extension.ts";
import { outDir, repoRoot, sampleWorkspace } from "./paths.ts";
import { step } from "./progress.ts";
import { startVSCode } from "./server.ts";
import type { VSCode } from "./server.ts";
import type { Settings } from "./settings.ts";

/** An editor with the extension and the sample project. */
export interface SampleEditorOptions {
  /** Names its folder below out/vscode/. */
  readonly name: string;
  /** Begins without what an earlier run left: settings, conversations, keys, changes in the project. */
  readonly fresh: boolean;
  readonly machineSettings: Settings;
  readonly port?: number;
}

export interface SampleEditor {
  readonly code: VSCode;
  /** Its settings, storage and logs. */
  readonly dataDir: string;
  /** The copy of the sample project that is open in it. */
  readonly workspace: string;
}

/** Builds the extension, installs VS Code where it is missing, and starts it on a copy of the sample project. */
export async function startSampleEditor(options: SampleEditorOptions): Promise<SampleEditor> {
  await step("Building Switchyard", buildExtension);
  await installVSCode();
  const { dataDir, workspace } = await prepareFolders(options.name, options.fresh);
  await linkExtension(dataDir, repoRoot);
  const code = await startVSCode({
    dataDir,
    open: { folder: workspace },
    machineSettings: options.machineSettings,
    ...(options.port !== undefined && { port: options.port }),
  });
  return { code, dataDir, workspace };
}

/** The folders of an editor and of its copy of the sample project; a copy that is there stays unless `fresh`. */
export async function prepareFolders(
  name: string,
  fresh: boolean,
): Promise<{ readonly dataDir: string; readonly workspace: string }> {
  const dataDir = path.join(outDir, "vscode", name);
  // The folder's name is what the title bar shows.
  const workspace = path.join(outDir, "workspaces", name, "corner-shop");
  if (fresh) {
    await rm(dataDir, { recursive: true, force: true });
    await rm(workspace, { recursive: true, force: true });
  }
  await mkdir(dataDir, { recursive: true });
  if (!existsSync(workspace)) await cp(sampleWorkspace, workspace, { recursive: true });
  return { dataDir, workspace };
}

/** @throws when the build fails; its own output says why. */
export async function buildExtension(): Promise<void> {
  const child = spawn(process.execPath, ["esbuild.js"], { cwd: repoRoot, stdio: ["ignore", "inherit", "inherit"] });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error("The build failed.");
}
