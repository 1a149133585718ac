import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Address, Contestant } from "./contestant.ts";
import { freePort, type ProgramOptions, startNode } from "./processes.ts";

const folder = join(import.meta.dirname, "../peers");
const installed = (path: string) => join(folder, "node_modules", path);
const own = (file: string) => join(import.meta.dirname, file);

/** Installs them, once. No scripts of theirs are run for that. @throws where the registry cannot be reached */
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
  const chat = { port, path: "/v1/chat/completions", headers, model: "bench-model" };
  return startPeer("Portkey 1.15.2", chat, [script, `--port=${port}`, "--headless"], { cwd: scratch });
}

async function startLlms({ upstream, scratch }: PeerSetting): Promise<Contestant> {
  const port = await freePort();
  const script = installed("@musistudio/llms/dist/cjs/server.cjs");
  const args = [own("start-llms.ts"), script, String(port), `${upstream}/chat/completions`];
  return startPeer("@musistudio/llms 1.0.53", ofLlms(port), args, { cwd: scratch }, "/v1/messages");
}

/** Anthropic's messages are what it is made for. */
async function startRouter({ upstream, scratch }: PeerSetting): Promise<Contestant> {
  const port = await freePort();
  const home = join(scratch, ".claude-code-router");
  await mkdir(home);
  const model = "bench,bench-model";
  const provider = { name: "bench", api_base_url: `${upstream}/chat/completions`, api_key: "bench-key" };
  const config = {
    PORT: port,
    LOG: false,
    Providers: [{ ...provider, models: ["bench-model"] }],
    Router: { default: model },
  };
  await writeFile(join(home, "config.json"), JSON.stringify(config));
  const script = installed("@musistudio/claude-code-router/dist/cli.js");
  const options = { cwd: scratch, env: { HOME: scratch } };
  return startPeer("claude-code-router 2.0.0", ofLlms(port), [script, "start"], options, "/v1/messages");
}

function ofLlms(port: number): Address {
  return { port, path: "/v1/chat/completions", headers: {}, model: "bench,bench-model" };
}

async function startPeer(
  name: string,
  chat: Address,
  args: readonly string[],
  options: ProgramOptions,
  messages?: string,
): Promise<Contestant> {
  const program = startNode(["--import", own("listen-on-loopback.ts"), ...args], options);
  try {
    await program.listening(chat.port);
  } catch (error) {
    await program.stop();
    throw error;
  }
  const { pid, stop } = program;
  return {
    name,
    kind: "peer",
    pid,
    chat,
    stop,
    ...(messages !== undefined && { messages: { ...chat, path: messages } }),
  };
}
