/**
 * Installs a real VS Code from the npm registry into test/vscode/node_modules, once.
 *
 * `code-server` carries VS Code's server and workbench. Its own postinstall script compiles every
 * addon, one of which needs Kerberos headers that a bare machine lacks; so scripts are off here,
 * the script's steps are done one by one, and only the addons that matter are compiled:
 *
 * - `@vscode/spdlog` writes the log files and so the Output panel;
 * - `@vscode/native-watchdog` ends the extension host when the server dies.
 *
 * `node-pty`, `@parcel/watcher` and ripgrep ship prebuilt. `kerberos` is loaded only behind a
 * proxy that asks for it, `@vscode/sqlite3` and `@vscode/fs-copyfile` only by the agent host.
 */
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, mkdir, open, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { withLock } from "./install-lock.ts";
import { hostPackage, outDir, vscodeRoot } from "./paths.ts";
import { signalGroup } from "./process-group.ts";
import { step } from "./progress.ts";

const addons = ["@vscode/spdlog", "@vscode/native-watchdog"];
const stateDir = path.join(outDir, "vscode");
const logFile = path.join(stateDir, "install.log");
const stampFile = path.join(hostPackage, "node_modules/.installed");

/** Makes sure that VS Code is installed; says nothing when it already is. */
export async function installVSCode(): Promise<void> {
  const wanted = await stamp();
  if (await installed(wanted)) return;
  await mkdir(stateDir, { recursive: true });
  await withLock(
    path.join(stateDir, "install.lock"),
    () => console.log("Waiting for another process that is installing VS Code ..."),
    async () => {
      if (await installed(wanted)) return;
      await rm(stampFile, { force: true });
      await writeFile(logFile, "");
      console.log("Installing VS Code (once, about a minute and 620 MB; npm registry only):");
      await installSteps();
      await writeFile(stampFile, wanted);
    },
  );
}

async function installSteps(): Promise<void> {
  await step("1/4 workbench and server", () => npm(hostPackage, "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
  // `npm install`, as in the package's own script: its shrinkwrap lacks one entry, so `npm ci` refuses it.
  const production = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  await step("2/4 packages of the server", () => npm(vscodeRoot, "install", ...production));
  await step("3/4 packages of the built-in extensions", () =>
    npm(path.join(vscodeRoot, "extensions"), "install", ...production),
  );
  await linkHelpers();
  const missing = await step("4/4 addons, compiled here", compileAddons);
  if (missing.length === 0) return;
  console.log(`  Not compiled: ${missing.join(", ")} (see ${logFile}).`);
  console.log("  VS Code runs without, but its Output panel stays empty.");
}

/** The scripts that a terminal inside VS Code calls (`code`, `$BROWSER`), under their usual names. */
async function linkHelpers(): Promise<void> {
  const system = process.platform === "darwin" ? "darwin" : "linux";
  await relink(`code-${system}.sh`, path.join(vscodeRoot, "bin/remote-cli/code-server"));
  await relink(`browser-${system}.sh`, path.join(vscodeRoot, "bin/helpers/browser.sh"));
}

async function relink(target: string, link: string): Promise<void> {
  await rm(link, { force: true });
  await symlink(target, link);
}

/** Compiles what it can and returns the addons that did not compile. */
async function compileAddons(): Promise<string[]> {
  const missing: string[] = [];
  for (const addon of addons) {
    try {
      await npm(vscodeRoot, "rebuild", addon);
    } catch {
      missing.push(addon);
    }
  }
  return missing;
}

/** Runs npm with its output in the log file. @throws when npm fails, with the end of its output. */
async function npm(cwd: string, ...args: string[]): Promise<void> {
  await appendFile(logFile, `\n$ npm ${args.join(" ")}   (in ${cwd})\n`);
  const log = await open(logFile, "a");
  try {
    const child = spawn("npm", args, {
      cwd,
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      // `npm --silent start` would silence this npm too, and with it the reason why it failed.
      env: { ...process.env, ...headers(), npm_config_loglevel: "warn" },
    });
    const code = await endOf(child);
    if (code === 0) return;
  } finally {
    await log.close();
  }
  const tail = (await readFile(logFile, "utf8")).split("\n").slice(-15).join("\n");
  throw new Error(`npm ${args[0]} failed in ${cwd}:\n${tail}\nFull log: ${logFile}`);
}

/** A signal ends npm first: left running, it would go on writing into the tree after the lock is gone. */
async function endOf(child: ChildProcess): Promise<number | null> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const stop = (signal: NodeJS.Signals): void => {
    if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
    ignoreSignals();
    process.kill(process.pid, signal);
  };
  const ignoreSignals = (): void => signals.forEach((signal) => process.off(signal, stop));
  signals.forEach((signal) => process.on(signal, stop));
  try {
    return await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
  } finally {
    ignoreSignals();
  }
}

/**
 * Where node-gyp finds Node's headers without a download. The addons use Node-API alone, whose
 * headers are the same in every Node, so those of the machine's own Node serve.
 */
function headers(): Record<string, string> {
  if (process.env["npm_config_nodedir"] !== undefined) return {};
  const prefix = ["/usr", "/usr/local", path.resolve(process.execPath, "../..")].find((candidate) =>
    existsSync(path.join(candidate, "include/node/node_api.h")),
  );
  return prefix === undefined ? {} : { npm_config_nodedir: prefix };
}

async function installed(wanted: string): Promise<boolean> {
  const found = await readFile(stampFile, "utf8").catch(() => undefined);
  return found === wanted;
}

/** Changes whenever an installed tree would have to change. */
async function stamp(): Promise<string> {
  const hash = createHash("sha256");
  hash.update(await readFile(path.join(hostPackage, "package-lock.json")));
  hash.update(addons.join());
  return `${process.platform}-${process.arch} ${hash.digest("hex")}\n`;
}

if (import.meta.main) await installVSCode();
