import { fork, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { vscodeRoot } from "./paths.ts";
import { signalGroup } from "./process-group.ts";
import type { EntryAnswer, EntryConfig } from "./server-entry.ts";
import { quietEditor, writeSettings } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { workbenchQuery } from "./workbench-url.ts";
import type { WorkbenchTarget } from "./workbench-url.ts";

/** How to start a VS Code server. */
export type VSCodeOptions = {
  /** Holds settings, storage and installed extensions; use a fresh one for a fresh editor. */
  readonly dataDir: string;
  /** What the short address opens; `url()` can open something else. */
  readonly open: WorkbenchTarget;
  /** A packaged extension to install before the start. */
  readonly vsix?: string;
  /** User settings over `quietEditor`. What a person has changed in this data folder stays. */
  readonly settings?: Settings;
  /** Machine settings; these always take the given values. */
  readonly machineSettings?: Settings;
  /** Loopback port; any free one by default. */
  readonly port?: number;
  /**
   * VS Code's own test driver. Only with it does a built workbench take `extensionPath` and `testsPath` to heart; but it
   * shows no notifications then, and reads none of the settings. Off for a person, and where a page is looked at.
   */
  readonly driver?: boolean;
};

/** A running server. */
export type VSCode = {
  readonly port: number;
  /** The short address: opens what `open` said. */
  readonly address: string;
  /** The address that opens `target`. */
  url(target: WorkbenchTarget): string;
  /** Changes settings in the open workbench; those of scope application need `settings` at the start. */
  set(values: Settings): Promise<void>;
  /** The end of the server's log. */
  logTail(lines?: number): Promise<string>;
  readonly logFile: string;
  /** Ends the server and all that it started; returns when they are gone. */
  stop(): Promise<void>;
};

/**
 * Starts VS Code's server on loopback, guarded by a token that is part of its addresses.
 *
 * @throws when the port is taken or the server ends before it answers.
 */
export async function startVSCode(options: VSCodeOptions): Promise<VSCode> {
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true });
  await writeSettings(dataDir, "user", { ...quietEditor, ...options.settings }, { keep: true });
  await writeSettings(dataDir, "machine", options.machineSettings ?? {});
  const logFile = path.join(dataDir, "server.log");
  if (options.vsix !== undefined) await installVsix(dataDir, options.vsix, logFile);

  // Kept with the data: the address stays good for the next start, and secrets can still be read.
  const token = await keptSecret(path.join(dataDir, "token"), 16);
  const child = await launch(dataDir, logFile, [
    "--connection-token",
    token,
    "--accept-server-license-terms",
    "--disable-workspace-trust",
    "--telemetry-level",
    "off",
    ...(options.driver === true ? ["--enable-smoke-test-driver"] : []),
  ]);
  const port = await listening(child, {
    port: options.port ?? 0,
    secretsKey: await keptSecret(path.join(dataDir, "secrets-key"), 32),
    landing: options.open,
  }).catch(async (error: unknown) => {
    await end(child);
    throw error;
  });

  const host = `127.0.0.1:${port}`;
  const address = `http://${host}/?tkn=${token}`;
  return {
    port,
    address,
    url: (target) => `${address}&${workbenchQuery(host, target)}`,
    set: (values) => writeSettings(dataDir, "machine", values),
    logTail: async (lines = 40) => (await readFile(logFile, "utf8")).trimEnd().split("\n").slice(-lines).join("\n"),
    logFile,
    stop: () => end(child),
  };
}

/** Random bytes as hex digits, made on first use; the file is readable by its owner alone. */
async function keptSecret(file: string, bytes: number): Promise<string> {
  const made = randomBytes(bytes).toString("hex");
  const created = await writeFile(file, made, { flag: "wx", mode: 0o600 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
  return created ? made : readFile(file, "utf8");
}

function folders(dataDir: string): string[] {
  const extensions = path.join(dataDir, "extensions");
  return ["--server-data-dir", dataDir, "--extensions-dir", extensions];
}

/** The child leads a process group of its own, so that all of it can be ended at once. */
async function launch(dataDir: string, logFile: string, args: string[]): Promise<ChildProcess> {
  const log = await open(logFile, "a");
  try {
    return fork(path.join(import.meta.dirname, "server-entry.ts"), [...folders(dataDir), ...args], {
      detached: true,
      stdio: ["ignore", log.fd, log.fd, "ipc"],
    });
  } finally {
    await log.close();
  }
}

function listening(child: ChildProcess, config: EntryConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`VS Code's server ended with code ${code}`)));
    child.once("message", (answer: EntryAnswer) => {
      if (answer.kind === "listening") resolve(answer.port);
      else reject(new Error(answer.message, { cause: answer.code }));
    });
    child.send(config);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const running = child.exitCode === null && child.signalCode === null;
  signalGroup(child.pid, "SIGTERM");
  if (running) await Promise.race([gone, sleep(3000, undefined, { ref: false })]);
  signalGroup(child.pid, "SIGKILL");
  if (running) await gone;
}

/** @throws with the server's output when it refuses the package. */
async function installVsix(dataDir: string, vsix: string, logFile: string): Promise<void> {
  const log = await open(logFile, "a");
  const main = path.join(vscodeRoot, "out/server-main.js");
  const args = [main, ...folders(dataDir), "--install-extension", vsix, "--force"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", log.fd, log.fd] });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  await log.close();
  if (code !== 0) throw new Error(`VS Code did not install ${vsix}: see ${logFile}`);
}
