import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { settings } from "../manifest/settings.ts";
import { type Config, readConfig } from "./config.ts";
import { readFlags, usage } from "./flags.ts";
import { followFile } from "./follow-file.ts";
import { outliveReaders, report, reportWarnings } from "./report.ts";
import { serve, type Served } from "./serve.ts";
import { tokenFrom } from "./token.ts";
import { ownVersion } from "./version.ts";

/** The status of the process. `wrong` is a wrong command line or file. */
const exit = { well: 0, failed: 1, wrong: 2 } as const;

/** Does what the command line asks for; resolves with the process's status when that is done. */
export async function run(args: readonly string[]): Promise<number> {
  reportWarnings();
  outliveReaders();
  const flags = readFlags(args);
  switch (flags.kind) {
    case "help":
      process.stdout.write(usage);
      return exit.well;
    case "version":
      process.stdout.write(`${ownVersion()}\n`);
      return exit.well;
    case "wrong":
      report(flags.message);
      return exit.wrong;
    case "serve":
      return serveFile(resolve(flags.config), flags.port);
  }
}

async function serveFile(file: string, statedPort: number | undefined): Promise<number> {
  const text = readText(file);
  if (text === undefined) return exit.wrong;
  const read = readConfig(text, process.env);
  if ("problems" in read) {
    for (const problem of read.problems) report(problem);
    return exit.wrong;
  }
  const { config } = read;
  const found = tokenFrom(config.tokenVariable, process.env);
  if ("problem" in found) {
    report(found.problem);
    return exit.wrong;
  }
  for (const warning of config.warnings) report(warning);

  const stopped = untilStopped();
  // The timers of all that is built do not keep a process alive, and it must not end while something is written still.
  setInterval(() => {}, 2 ** 30);
  const port = statedPort ?? config.port ?? settings["gateway.port"].default;
  const directory = config.ledger === undefined ? passingFolder() : resolve(dirname(file), config.ledger);
  let served: Served;
  try {
    served = await serve(config, { port, token: found.token, directory, environment: process.env });
  } catch (error) {
    report(startTrouble(error, port));
    return exit.failed;
  }
  const following = follow(file, text, config, served);
  process.stdout.write(`${JSON.stringify({ url: served.url, token: found.token })}\n`);
  await stopped;
  report("stopping: answers under way may end; a second signal ends them too");
  following.close();
  await served.close();
  return exit.well;
}

/** Has a file that changes take effect, as far as it can without a new start. */
function follow(file: string, first: string, start: Config, served: Served): { close(): void } {
  let last = first;
  const changed = () => {
    const text = readText(file);
    if (text === undefined || text === last) return;
    last = text;
    const read = readConfig(text, process.env);
    if ("problems" in read) {
      for (const problem of read.problems) report(problem);
      report(`${file} cannot be used as it is now; what it said before holds on`);
      return;
    }
    const { config } = read;
    for (const warning of config.warnings) report(warning);
    if (fixedParts(config) !== fixedParts(start)) {
      report("credentials, token, ledger, port and simulator change at the next start only");
    }
    served.renew(config);
    report(`${file} was read again`);
  };
  const following = followFile(file, changed, () =>
    report(`${file} cannot be followed; a change of it wants a new start`),
  );
  // It may have changed while the gateway started.
  changed();
  return following;
}

/** What is only looked at when the process starts. */
function fixedParts({ credentials, ledger, port, simulated, tokenVariable }: Config): string {
  return JSON.stringify([credentials, ledger, port, simulated, tokenVariable]);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    report(`${file} cannot be read: ${codeOf(error) ?? String(error)}`);
    return undefined;
  }
}

/** A folder that goes with the process. */
function passingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "switchyard-gateway-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      // By convention: what a process has that a signal ended.
      if (isStopping) process.exit(128 + constants.signals[signal]);
      isStopping = true;
      stop();
    });
  }
  return promise;
}

function startTrouble(error: unknown, port: number): string {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return `port ${port} is taken by another program; choose another one with --port, or any free one with --port 0`;
    case "EACCES":
      return `port ${port} is not for this user; choose one above 1023 with --port`;
    default:
      return `it cannot start: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
