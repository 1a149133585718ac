import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Contestant } from "./contestant.ts";
import { freePort, type ProgramOptions, startNode } from "./processes.ts";

const folder = join(import.meta.dirname, "../peers");
const installed = (path: string) => join(folder, "node_modules", path);
const preload = import.meta.resolve("./listen-on-loopback.ts");
const llmsStarter = fileURLToPath(import.meta.resolve("./start-llms.ts"));

/** Installs them, once. No scripts of theirs are run for that. @throws where they cannot be had */
export async function installPeers(): Promise<void> {
  if (existsSync(installed(".package-lock.json"))) return;
  await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
}

/** Where a peer finds the upstream, and where it may keep files. */
export interface PeerSetting {
  /** The upstream's base URL, which ends in `/v1`. */
  readonly upstream: string;
  readonly scratch: string;
}

/** Other gateways that run on Node, by name, each with its logs off. */
export const peers: Readonly<Record<string, (setting: PeerSetting) => Promise<Contestant>>> = {
  "Portkey 1.15.2": startPortkey,
  "@musistudio/llms 1.0.53": startLlms,
  "claude-code-router 2.0.0": startRouter,
};

async function startPortkey({ upstream, scratch }: PeerSetting): Promise<Contestant> {
  const port = await freePort();
  const script = installed("@portkey-ai/gateway/build/start-server.js");
  const headers = {
    authorization: "Bearer bench-key",
    "x-portkey-provider": "openai",
    "x-portkey-custom-host": upstream,
  };
  const program = await startPeer(port, [script, `--port=${port}`, "--headless"], { cwd: scratch });
  const chat = { port, path: "/v1/chat/completions", headers, model: "bench-model" };
  return { name: "Portkey 1.15.2", kind: "peer", ...program, chat };
}

async function startLlms({ upstream, scratch }: PeerSetting): Promise<Contestant> {
  const port = await freePort();
  const script = installed("@musistudio/llms/dist/cjs/server.cjs");
  const args = [llmsStarter, script, String(port), `${upstream}/chat/completions`];
  const program = await startPeer(port, args, { cwd: scratch });
  const common = { port, headers: {}, model: "bench,bench-model" };
  const chat = { ...common, path: "/v1/chat/completions" };
  return {
    name: "@musistudio/llms 1.0.53",
    kind: "peer",
    ...program,
    chat,
    messages: { ...common, path: "/v1/messages" },
  };
}

/** Takes Anthropic's messages alone: it knows no model for other requests. */
async function startRouter({ upstream, scratch }: PeerSetting): Promise<Contestant> {
  const port = await freePort();
  const folderOfIts = join(scratch, ".claude-code-router");
  await mkdir(folderOfIts);
  const url = `${upstream}/chat/completions`;
  const config = {
    PORT: port,
    LOG: false,
    Providers: [{ name: "bench", api_base_url: url, api_key: "bench-key", models: ["bench-model"] }],
    Router: { default: "bench,bench-model" },
  };
  await writeFile(join(folderOfIts, "config.json"), JSON.stringify(config));
  const script = installed("@musistudio/claude-code-router/dist/cli.js");
  const program = await startPeer(port, [script, "start"], { cwd: scratch, env: { HOME: scratch } });
  const messages = { port, path: "/v1/messages", headers: {}, model: "bench,bench-model" };
  return { name: "claude-code-router 2.0.0", kind: "peer", ...program, messages };
}

async function startPeer(
  port: number,
  args: readonly string[],
  options: ProgramOptions,
): Promise<Pick<Contestant, "pid" | "stop">> {
  const { pid, stop, listening } = startNode(["--import", preload, ...args], options);
  try {
    await listening(port);
    return { pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
