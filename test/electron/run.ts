/**
 * The host suites in a desktop VS Code. VSCODE_PATH names its executable; without it, one is downloaded.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "../vscode/build.ts";
import { outDir, repoRoot } from "../vscode/paths.ts";
import { freshWorkspace } from "../vscode/workspace.ts";

build();
const workspace = await mkdtemp(path.join(tmpdir(), "switchyard-electron-"));
const executable = process.env["VSCODE_PATH"];
try {
  await freshWorkspace(workspace);
  process.exitCode = await runTests({
    ...(executable !== undefined && { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: repoRoot,
    extensionTestsPath: path.join(outDir, "test/host/development.js"),
    launchArgs: [workspace, "--disable-extensions", "--disable-workspace-trust"],
  });
} catch (error) {
  console.error(
    `${String(error)}\nNo desktop VS Code could be had. Name an installed one: VSCODE_PATH=/path/to/code npm run test:electron`,
  );
  process.exitCode = 1;
} finally {
  await rm(workspace, { recursive: true, force: true });
}
