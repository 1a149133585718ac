import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../../src/headless/main.ts", import.meta.url));

/** A gateway in a process of its own. */
export interface HeadlessProcess {
  /** The line that it prints when it serves. Rejects when it ends before. */
  readonly ready: Promise<{ readonly url: string; readonly token: string }>;
  /** Its status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  stdout(): string;
  stderr(): string;
  /** Resolves when stderr holds it; rejects when that takes long. */
  tells(text: RegExp): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Reads nothing of stderr any more, as a supervisor that has ended. */
  turnAway(): void;
}

/** A folder with a configuration, and the processes that were started with it. */
export interface HeadlessBench {
  readonly folder: string;
  write(config: unknown): Promise<void>;
  start(environment?: Readonly<Record<string, string>>, ...args: readonly string[]): HeadlessProcess;
  /** Ends what runs still, and removes the folder. */
  clear(): Promise<void>;
}

export async function headlessBench(): Promise<HeadlessBench> {
  const folder = await mkdtemp(join(tmpdir(), "switchyard-headless-test-"));
  const file = join(folder, "gateway.json");
  const children = new Set<ChildProcess>();
  return {
    folder,
    write: (config) => writeFile(file, typeof config === "string" ? config : JSON.stringify(config)),
    start(environment = {}, ...args) {
      const child = spawn(process.execPath, [entry, "--config", file, "--port", "0", ...args], {
        env: { ...process.env, SWITCHYARD_TOKEN: "", TMPDIR: folder, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      });
      children.add(child);
      return watched(child);
    },
    async clear() {
      for (const child of children) if (child.exitCode === null) child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function watched(child: ChildProcess): HeadlessProcess {
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (piece: string) => (said[name] += piece));
  }
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  const until = async (name: keyof typeof said, text: RegExp) => {
    const deadline = AbortSignal.timeout(20_000);
    while (!text.test(said[name])) {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${said.stderr}`);
      await Promise.race([once(child[name] ?? child, "data", { signal: deadline }), ended]);
    }
  };
  const ready = until("stdout", /\n/).then((): { url: string; token: string } => JSON.parse(said.stdout));
  // Where it is not waited for, its end is.
  ready.catch(() => undefined);
  return {
    ready,
    ended,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    tells: (text) => until("stderr", text),
    signal: (signal) => void child.kill(signal),
    turnAway: () => void child.stderr?.destroy(),
  };
}
