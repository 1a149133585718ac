import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ask, questionFor } from "./ask.ts";
import { briefly } from "./briefly.ts";
import type { Contestant } from "./contestant.ts";
import { buildOurs, startOurs } from "./ours.ts";
import { installPeers, peers } from "./peers.ts";
import { startNode } from "./processes.ts";

const upstreamFile = fileURLToPath(import.meta.resolve("./upstream.ts"));

/**
 * Starts the upstream and everything in front of it, each in a process of its own. A peer that cannot be had is told of
 * and left out. Whatever was started is in `started` at any time, so that it can be stopped after an error too.
 */
export async function startAll(scratch: string, started: Contestant[]): Promise<void> {
  await buildOurs();
  const { direct, upstream } = await startUpstream();
  started.push(direct);
  started.push(await startOurs(upstream, scratch));
  try {
    await installPeers();
  } catch (error) {
    return console.log(`gateway: the peers cannot be installed and are left out: ${briefly(error)}`);
  }
  for (const [name, start] of Object.entries(peers)) {
    const own = join(scratch, name.replaceAll(/\W+/g, "-"));
    await mkdir(own);
    try {
      const peer = await start({ upstream, scratch: own });
      started.push(await answering(peer));
    } catch (error) {
      console.log(`gateway: ${name} does not start and is left out: ${briefly(error)}`);
    }
  }
}

async function startUpstream(): Promise<{ readonly direct: Contestant; readonly upstream: string }> {
  const { pid, stop, firstLine } = startNode([upstreamFile]);
  const port = Number(await firstLine());
  const chat = { port, path: "/v1/chat/completions", headers: {}, model: "bench-model" };
  return { direct: { name: "direct", kind: "direct", pid, chat, stop }, upstream: `http://127.0.0.1:${port}/v1` };
}

/** A peer that answers each kind of question; one that does not is stopped. */
async function answering(peer: Contestant): Promise<Contestant> {
  try {
    if (peer.chat) await ask(questionFor(peer.chat, "chat", true));
    if (peer.chat) await ask(questionFor(peer.chat, "chat", false));
    if (peer.messages) await ask(questionFor(peer.messages, "messages", true));
    return peer;
  } catch (error) {
    await peer.stop();
    throw error;
  }
}
