import assert from "node:assert/strict";
import { anthropicClient } from "../matrix/clients/anthropic.ts";
import type { Client } from "../matrix/clients/client.ts";
import { geminiClient } from "../matrix/clients/gemini.ts";
import { openAiChatClient } from "../matrix/clients/openai-chat.ts";
import { openAiResponsesClient } from "../matrix/clients/openai-responses.ts";
import { asks, says } from "../matrix/features/conversation.ts";
import { anthropicMessages } from "../matrix/upstreams/anthropic-messages.ts";
import { gemini } from "../matrix/upstreams/gemini.ts";
import { openAiChat } from "../matrix/upstreams/openai-chat.ts";
import { openAiResponses } from "../matrix/upstreams/openai-responses.ts";
import type { WireFormat } from "../matrix/upstreams/wire-format.ts";
import { startReplay, type ReplayBench } from "./replay-bench.ts";

/** A client, its own format, the route that speaks it, and one that speaks another. */
const lanes: readonly (readonly [Client, WireFormat, first: string, next: WireFormat, second: string])[] = [
  [openAiChatClient, openAiChat, "compatible/qwen3-coder", anthropicMessages, "anthropic/claude-sonnet-4-6"],
  [openAiResponsesClient, openAiResponses, "openai/gpt-4.1", anthropicMessages, "anthropic/claude-sonnet-4-6"],
  [anthropicClient, anthropicMessages, "anthropic/claude-sonnet-4-6", gemini, "gemini/gemini-3.8-flash"],
  [geminiClient, gemini, "gemini/gemini-3.8-flash", openAiChat, "compatible/qwen3-coder"],
];

const names = lanes.map(([, , first, , second], index) => ({ name: `both-${index}`, chain: [first, second] }));

describe("An error within a stream that began well", () => {
  let bench: ReplayBench;
  before(async () => (bench = await startReplay(...names)));
  after(() => bench.stop());

  for (const [index, [client, format, , next]] of lanes.entries()) {
    const streaming = client.ways["stream helper"] ?? client.ways["generateContentStream"];
    const at = () => ({ ...bench.stand, model: `both-${index}` });

    it(`before the first word has ${client.name} answered elsewhere`, async () => {
      bench.answers(format.events(says("", { breaks: "error" }), "m"), next.events(says("From elsewhere."), "m"));
      const told = await streaming?.(asks("Hello?"), at());
      assert.deepEqual([told?.text, told?.finish], ["From elsewhere.", "stop"]);
      assert.equal(bench.arrived.length, 2);
    });

    it(`in mid-answer is gone on with elsewhere, in the words of ${client.name}`, async () => {
      // Long enough for words that the next model can be told to begin with.
      const begun = "It was a bright cold day in April, and the clocks were striking ";
      bench.answers(
        format.events(says(begun, { breaks: "error" }), "m"),
        next.events(says("and the clocks were striking thirteen."), "m"),
      );
      const told = await streaming?.(asks("Tell me."), at());
      assert.equal(told?.text, "It was a bright cold day in April, and the clocks were striking thirteen.");
      assert.equal(told?.finish, "stop");
    });
  }
});
