import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

const startWithinMs = 60_000;
const stopWithinMs = 5000;

/** A program that the bench runs. */
export interface Program {
  readonly pid: number;
  /** The first line of its stdout. @throws when it ended before */
  readonly firstLine: () => Promise<string>;
  /** Resolves when it takes connections on the port. @throws when it ended before, or takes none for a minute */
  readonly listening: (port: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Starts Node with these arguments. Only what is named here of the environment is passed on, and the path. */
export function startNode(args: readonly string[], { env = {}, cwd }: ProgramOptions = {}): Program {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NODE_ENV: "production", ...env },
    ...(cwd !== undefined && { cwd }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints = (complaints + text).slice(-2000)));
  const lines = createInterface(child.stdout);
  const firstLine = once(lines, "line").then(([line]) => String(line));
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`it ended with ${String(code)}: ${/^.*Error.*$/m.exec(complaints)?.[0] ?? complaints.trim()}`);
  });
  // So that nothing is left running, however this process ends.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  // Each is only a failure for whoever waits for it.
  firstLine.catch(() => undefined);
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    firstLine: () => Promise.race([firstLine, ended]),
    listening: (port) => Promise.race([takesConnections(port), ended]),
    stop: () => stop(child),
  };
}

async function takesConnections(port: number): Promise<void> {
  const until = performance.now() + startWithinMs;
  while (performance.now() < until) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error(`it takes no connections on port ${port}.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
  await gone;
  clearTimeout(kill);
}

/** A port that nobody has at the moment, for programs that cannot say which one they took. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Resident memory of a process in MB; undefined where there is no /proc. */
export async function residentMb(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const [, kb] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  return kb === undefined ? undefined : Number(kb) / 1024;
}
