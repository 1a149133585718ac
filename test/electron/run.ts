/**
 * The host suites in a desktop VS Code. VSCODE_PATH names its executable; without it, one is downloaded.
 */
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { outDir, repoRoot } from "../vscode/paths.ts";
import { buildExtension, prepareFolders } from "../vscode/sample-editor.ts";

await buildExtension();
const { workspace } = await prepareFolders("electron", true);
const executable = process.env["VSCODE_PATH"];
try {
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
}
