import assert from "node:assert/strict";
import { anthropicClient } from "../matrix/clients/anthropic.ts";
import type { Client, Way } from "../matrix/clients/client.ts";
import { geminiClient } from "../matrix/clients/gemini.ts";
import { openAiChatClient } from "../matrix/clients/openai-chat.ts";
import { openAiResponsesClient } from "../matrix/clients/openai-responses.ts";
import { reframed, singleBytes } from "../../../support/recorded-stream.ts";
import { says } from "../matrix/features/conversation.ts";
import { anthropicMessages } from "../matrix/upstreams/anthropic-messages.ts";
import { gemini } from "../matrix/upstreams/gemini.ts";
import { openAiChat } from "../matrix/upstreams/openai-chat.ts";
import { openAiResponses } from "../matrix/upstreams/openai-responses.ts";
import type { WireFormat } from "../matrix/upstreams/wire-format.ts";
import { startReplay, type ReplayBench } from "./replay-bench.ts";

const SAID = "Grüße, 世界 🚀 – wie geht's?";

/** A client's own format, and the model of the upstream that speaks it. */
const lanes: readonly (readonly [Client, WireFormat, string])[] = [
  [openAiChatClient, openAiChat, "qwen3-coder"],
  [openAiResponsesClient, openAiResponses, "gpt-4.1"],
  [anthropicClient, anthropicMessages, "claude-sonnet-4-6"],
  [geminiClient, gemini, "gemini-3.8-flash"],
];

describe("Streams cut and framed otherwise", () => {
  let bench: ReplayBench;
  before(async () => (bench = await startReplay()));
  after(() => bench.stop());

  for (const [client, format, model] of lanes) {
    const bytes = new TextEncoder().encode(format.events(says(SAID), model).join(""));
    const other = client === anthropicClient ? openAiChatClient : anthropicClient;
    for (const asking of format === openAiResponses ? [client] : [client, other]) {
      it(`of ${format.format} reach ${asking.name} whole`, async () => {
        const ask = streaming(asking);
        for (const framed of [bytes, ...reframed(bytes)]) {
          for (const pieces of [[framed], singleBytes(framed)]) {
            bench.answers(pieces);
            const told = await ask(
              { turns: [{ role: "user", content: [{ text: "Hello?" }] }] },
              { ...bench.stand, model },
            );
            assert.deepEqual([told?.text, told?.finish], [SAID, "stop"]);
          }
        }
      });
    }
  }
});

function streaming({ ways }: Client): Way {
  const way = ways["stream: true"] ?? ways["stream helper"] ?? ways["generateContentStream"];
  assert.ok(way);
  return way;
}
