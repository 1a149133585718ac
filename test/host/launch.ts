/**
 * Runs the suites inside a real VS Code: `development` on the extension as it is built here, `package` on the packaged
 * extension as a user would install it.
 */
import { spawnSync } from "node:child_process";
import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { outDir, repoRoot } from "../vscode/paths.ts";
import { runHostTests } from "../vscode/run-host-tests.ts";
import { buildExtension, prepareFolders } from "../vscode/sample-editor.ts";

const mostBytes = 2_000_000;

const kind = process.argv[2];
if (kind !== "development" && kind !== "package") {
  console.error("Say which: node test/host/launch.ts development|package");
  process.exit(2);
}

const { workspace } = await prepareFolders(kind, true);
process.exitCode = await (kind === "development" ? development() : packaged());

async function development(): Promise<number> {
  await buildExtension();
  return runHostTests({
    name: "development",
    testsPath: path.join(outDir, "test/host/development.js"),
    extensionPath: repoRoot,
    workspace,
  });
}

async function packaged(): Promise<number> {
  packageExtension();
  const vsix = path.join(outDir, "switchyard.vsix");
  const { size } = await stat(vsix);
  console.log(`The package has ${(size / 1e6).toFixed(2)} MB.`);
  if (size >= mostBytes) throw new Error("The package is too large: 2 MB is the most.");
  // Built after the package, whose build clears dist/.
  await buildExtension();
  return runHostTests({
    name: "package",
    testsPath: path.join(outDir, "test/host/package.js"),
    extensionPath: await companion(),
    vsix,
    workspace,
  });
}

/** VS Code runs suites only for an extension under development, so an empty one stands in while ours is installed. */
async function companion(): Promise<string> {
  const folder = path.join(outDir, "test/companion");
  await mkdir(folder, { recursive: true });
  const manifest = { name: "companion", publisher: "switchyard-test", version: "0.0.1", engines: { vscode: "*" } };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

function packageExtension(): void {
  const { status } = spawnSync("npm", ["run", "package"], { cwd: repoRoot, stdio: "inherit" });
  if (status !== 0) throw new Error("The extension could not be packaged.");
}
