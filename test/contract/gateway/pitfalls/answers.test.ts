import assert from "node:assert/strict";
import { anthropicClient } from "../matrix/clients/anthropic.ts";
import type { Client } from "../matrix/clients/client.ts";
import { geminiClient } from "../matrix/clients/gemini.ts";
import { openAiChatClient } from "../matrix/clients/openai-chat.ts";
import { openAiResponsesClient } from "../matrix/clients/openai-responses.ts";
import type { Told, Wish } from "../matrix/words.ts";
import {
  blockDelta,
  blockStart,
  blockStop,
  chatChunk,
  geminiChunk,
  message,
  sse,
  startReplay,
} from "./replay-bench.ts";
import type { ReplayBench } from "./replay-bench.ts";

const clients: readonly Client[] = [openAiChatClient, openAiResponsesClient, anthropicClient, geminiClient];

const wish: Wish = {
  turns: [{ role: "user", content: [{ text: "What is in there?" }] }],
  tools: [
    { name: "read", description: "Reads.", parameters: { type: "object", properties: { path: { type: "string" } } } },
    { name: "list", description: "Lists.", parameters: { type: "object", properties: {} } },
  ],
};

/** A strange answer, and what every client of another format must make of it. */
interface Pitfall {
  readonly name: string;
  readonly model: string;
  readonly answer: readonly string[];
  readonly told: Partial<Pick<Told, "text" | "reasoning" | "finish">> & { readonly calls?: readonly unknown[] };
}

const READ = { name: "read", args: { path: "a.ts" } };
const LIST = { name: "list", args: {} };
const callDelta = (index: number, id: string, name: string, args: string) => ({
  tool_calls: [{ index, id, type: "function", function: { name, arguments: args } }],
});

const CHAT = "qwen3-coder";
const CLAUDE = "claude-sonnet-4-6";
const GEMINI = "gemini-3.8-flash";

const pitfalls: readonly Pitfall[] = [
  {
    name: "text and a tool call in one chunk",
    model: CHAT,
    answer: sse(
      chatChunk({ content: "Look: ", ...callDelta(0, "c1", "read", '{"path":"a.ts"}') }),
      chatChunk({}, "tool_calls"),
      "[DONE]",
    ),
    told: { text: "Look: ", calls: [READ], finish: "calls" },
  },
  {
    name: "text and tool calls in one of Gemini's chunks, with the STOP by itself",
    model: GEMINI,
    answer: sse(
      geminiChunk([{ text: "Look: " }, { functionCall: READ, thoughtSignature: "c2ln" }, { functionCall: LIST }]),
      geminiChunk([{ text: "" }], { finishReason: "STOP" }),
    ),
    told: { text: "Look: ", calls: [READ, LIST], finish: "calls" },
  },
  {
    name: "parallel calls that all have the index 0",
    model: CHAT,
    answer: sse(
      chatChunk(callDelta(0, "c1", "read", '{"path":"a.ts"}')),
      chatChunk(callDelta(0, "c2", "list", "{}")),
      chatChunk({}, "tool_calls"),
      "[DONE]",
    ),
    told: { calls: [READ, LIST], finish: "calls" },
  },
  {
    name: "a call that ends with stop",
    model: CHAT,
    answer: sse(chatChunk(callDelta(0, "c1", "list", "")), chatChunk({}, "stop"), "[DONE]"),
    told: { calls: [LIST], finish: "calls" },
  },
  {
    name: "no finish_reason",
    model: CHAT,
    answer: sse(chatChunk({ content: "Hi." }), "[DONE]"),
    told: { text: "Hi.", finish: "stop" },
  },
  {
    name: "no [DONE]",
    model: CHAT,
    answer: sse(chatChunk({ content: "Hi." }), chatChunk({}, "stop")),
    told: { text: "Hi.", finish: "stop" },
  },
  {
    name: "chunks without choices",
    model: CHAT,
    answer: sse(
      { id: "", object: "", created: 0, model: "", choices: [], prompt_filter_results: [] },
      chatChunk({ content: "Hi." }),
      chatChunk({}, "stop"),
      "[DONE]",
    ),
    told: { text: "Hi.", finish: "stop" },
  },
  {
    name: "thinking, then text, then a tool",
    model: CLAUDE,
    answer: sse(
      ...message(
        "tool_use",
        blockStart(0, { type: "thinking", thinking: "", signature: "" }),
        blockDelta(0, { type: "thinking_delta", thinking: "Hm." }),
        blockDelta(0, { type: "signature_delta", signature: "c2ln" }),
        blockStop(0),
        blockStart(1, { type: "text", text: "" }),
        blockDelta(1, { type: "text_delta", text: "Look: " }),
        blockStop(1),
        blockStart(2, { type: "tool_use", id: "t1", name: "read", input: {} }),
        blockDelta(2, { type: "input_json_delta", partial_json: '{"path":"a.ts"}' }),
        blockStop(2),
      ),
    ),
    told: { text: "Look: ", calls: [READ], finish: "calls" },
  },
  {
    name: "blocks that overlap and are not closed",
    model: CLAUDE,
    answer: sse(
      ...message(
        "tool_use",
        blockStart(0, { type: "tool_use", id: "t1", name: "read", input: {} }),
        blockStart(1, { type: "tool_use", id: "t2", name: "list", input: {} }),
        blockDelta(0, { type: "input_json_delta", partial_json: '{"path":' }),
        blockDelta(1, { type: "input_json_delta", partial_json: "{}" }),
        blockDelta(0, { type: "input_json_delta", partial_json: '"a.ts"}' }),
      ),
    ),
    told: { calls: [READ, LIST], finish: "calls" },
  },
  {
    name: "deltas without the start of their block",
    model: CLAUDE,
    answer: sse(
      ...message(
        "end_turn",
        blockDelta(0, { type: "thinking_delta", thinking: "Hm." }),
        blockDelta(1, { type: "text_delta", text: "Hi." }),
      ),
    ),
    told: { text: "Hi.", calls: [], finish: "stop" },
  },
];

describe("Strange answers", () => {
  let bench: ReplayBench;
  before(async () => (bench = await startReplay()));
  after(() => bench.stop());

  for (const { name, model, answer, told } of pitfalls) {
    for (const client of clients) {
      const isSame =
        { [CHAT]: "openai-chat", [CLAUDE]: "anthropic-messages", [GEMINI]: "gemini" }[model] === client.format;
      // In its own format a client gets what the provider wrote, with all that is strange in it.
      if (isSame) continue;
      for (const [way, ask] of Object.entries(client.ways)) {
        if (way === "chat") continue;
        it(`${name}, for ${client.name} by ${way}`, async () => {
          bench.answers(answer);
          const found = await ask(wish, { ...bench.stand, model });
          assert.ok(found);
          const calls = found.calls.map(({ name: called, args }) => ({ name: called, args }));
          assert.deepEqual({ ...found, calls }, { ...found, calls, ...told });
          assert.equal(new Set(found.calls.map(({ id }) => id)).size, calls.length);
          assert.deepEqual(bench.stand.bugs, []);
        });
      }
    }
  }

  it("counts what Gemini has used by its last figures, since each includes those before", async () => {
    const used = (candidates: number) => ({
      promptTokenCount: 20,
      candidatesTokenCount: candidates,
      thoughtsTokenCount: 5,
      totalTokenCount: 25 + candidates,
    });
    bench.answers(
      sse(geminiChunk([{ text: "Hi" }], {}, used(1)), geminiChunk([{ text: "." }], { finishReason: "STOP" }, used(4))),
    );
    const told = await openAiChatClient.ways["create"]?.(wish, { ...bench.stand, model: GEMINI });
    assert.deepEqual(told?.usage, { input: 20, cached: 0, output: 9, reasoning: 5 });
  });

  it("takes an answer without any candidate or choice for an error, and not for an empty answer", async () => {
    bench.answers(sse({ usageMetadata: { promptTokenCount: 3, totalTokenCount: 3 }, modelVersion: "m" }));
    await assert.rejects(
      Promise.resolve(anthropicClient.ways["stream helper"]?.(wish, { ...bench.stand, model: GEMINI })),
    );
    bench.answers(sse({ id: "c1", object: "chat.completion.chunk", created: 1, model: "m", choices: [] }, "[DONE]"));
    await assert.rejects(
      Promise.resolve(geminiClient.ways["generateContentStream"]?.(wish, { ...bench.stand, model: CHAT })),
    );
  });

  it("keeps a signature that stands alone, and gives it back before the call", async () => {
    bench.answers(
      sse(
        ...message(
          "tool_use",
          blockStart(0, { type: "thinking", thinking: "", signature: "" }),
          blockDelta(0, { type: "signature_delta", signature: "QWxvbmU=" }),
          blockStop(0),
          blockStart(1, { type: "tool_use", id: "t1", name: "list", input: {} }),
          blockStop(1),
        ),
      ),
    );
    for (const client of clients.filter(({ format }) => format !== "anthropic-messages")) {
      const ask = Object.values(client.ways)[0];
      const at = { ...bench.stand, model: CLAUDE };
      const told = await ask?.({ ...wish, thinks: true }, at);
      const results = [{ id: told?.calls[0]?.id ?? "", name: "list", text: "a.ts" }];
      await ask?.(
        {
          ...wish,
          thinks: true,
          turns: [...wish.turns, { role: "native", answer: told?.native }, { role: "results", results }],
        },
        at,
      );
      const said = JSON.stringify(bench.arrived.at(-1)?.body);
      assert.match(said, /"thinking":"","signature":"QWxvbmU="\},\{"type":"tool_use"/, client.name);
    }
  });
});
