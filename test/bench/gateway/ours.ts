import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Contestant } from "./contestant.ts";
import { startNode } from "./processes.ts";

const root = join(import.meta.dirname, "../../..");

/** Builds what is released, so that the figures are of the source as it is now. */
export async function buildOurs(): Promise<void> {
  await promisify(execFile)(process.execPath, ["esbuild.js", "--production"], { cwd: root });
}

/** Starts the built gateway without an editor in front of the upstream's base URL. It keeps its ledger, as it does in use. */
export async function startOurs(upstream: string, scratch: string): Promise<Contestant> {
  const config = {
    credentials: [{ provider: "bench", env: "BENCH_KEY" }],
    providers: { bench: { name: "Bench", baseUrl: upstream, models: ["bench-model"] } },
    policies: { chat: { chain: ["bench/bench-model"] } },
    priceUpdates: false,
    ledger: "ledger",
  };
  const file = join(scratch, "gateway.json");
  await writeFile(file, JSON.stringify(config));
  const program = startNode([join(root, "dist/gateway.js"), "--config", file, "--port", "0"], {
    env: { BENCH_KEY: "bench-key" },
  });
  try {
    const { url, token } = JSON.parse(await program.firstLine()) as { readonly url: string; readonly token: string };
    const common = { port: Number(new URL(url).port), model: "switchyard/chat" };
    return {
      name: "Switchyard",
      kind: "ours",
      pid: program.pid,
      chat: { ...common, path: "/v1/chat/completions", headers: { authorization: `Bearer ${token}` } },
      messages: { ...common, path: "/v1/messages", headers: { "x-api-key": token, "anthropic-version": "2023-06-01" } },
      stop: program.stop,
    };
  } catch (error) {
    await program.stop();
    throw error;
  }
}
