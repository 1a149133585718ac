import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import { HELLO, readAsk, readRequest, TOOL } from "./chat-asks.ts";

describe("what only Chat Completions can say", () => {
  const beyond: readonly (readonly [fields: Json, names: readonly string[]])[] = [
    [{ n: 2 }, ["n"]],
    [{ logprobs: true, top_logprobs: 3 }, ["logprobs", "top_logprobs"]],
    [{ modalities: ["text", "audio"], audio: { voice: "alloy", format: "wav" } }, ["modalities", "audio"]],
    [{ web_search_options: {} }, ["web_search_options"]],
    [{ moderation: { model: "omni-moderation-latest" } }, ["moderation"]],
    [{ tools: [{ type: "custom", custom: { name: "patch" } }] }, ["tools of type custom"]],
    [{ tools: [TOOL], tool_choice: { type: "custom", custom: { name: "p" } } }, ["tool_choice of type custom"]],
    [{ tools: [{ type: "openrouter:web_search" }] }, ["tools of type openrouter:web_search"]],
    [{ tools: [{ type: "my secret prompt" }] }, ["tools of an unknown type"]],
    [{ response_format: { type: "grammar", grammar: "" } }, ["response_format of type grammar"]],
    [
      { messages: [{ role: "user", content: [{ type: "file", file: { file_id: "file-1" } }] }] },
      ["messages[0].content[0].file.file_id"],
    ],
    [{ messages: [{ role: "user", content: [{ type: "hologram" }] }] }, ["messages[0].content[0] of type hologram"]],
    [{ messages: [...HELLO, { role: "assistant", audio: { id: "audio_1" } }, ...HELLO] }, ["messages[1].audio"]],
    [
      {
        messages: [
          ...HELLO,
          { role: "assistant", tool_calls: [{ id: "c", type: "custom", custom: { name: "patch", input: "x" } }] },
        ],
      },
      ["tools of type custom"],
    ],
  ];
  for (const [fields, names] of beyond) {
    it(`keeps a request on routes of its format: ${names.join(", ")}`, () => {
      assert.deepEqual(readRequest(fields).untranslatable, names);
    });
  }

  it("is left out and told where it is a mere hint", () => {
    const { request, droppable } = readAsk({
      logit_bias: { "50256": -100 },
      prediction: { type: "content", content: "x" },
      service_tier: "flex",
      user: "me",
      metadata: { a: "b" },
      store: true,
      verbosity: "low",
      safety_identifier: "s",
      min_p: 0.1,
      reasoning_effort: "extreme",
      reasoning: { effort: "extreme" },
      messages: [
        {
          role: "user",
          name: "Ann",
          content: [{ type: "image_url", image_url: { url: "https://e.com/a", detail: "high" } }],
        },
      ],
    });
    assert.deepEqual(
      new Set(droppable),
      new Set([
        "logit_bias",
        "prediction",
        "service_tier",
        "user",
        "metadata",
        "store",
        "verbosity",
        "safety_identifier",
        "min_p",
        "reasoning_effort",
        "reasoning.effort",
        "messages.name",
        "image_url.detail",
      ]),
    );
    assert.equal("untranslatable" in request, false);
  });

  it("is nothing where it says no more than its absence, or cannot be a field's name", () => {
    const idle = {
      n: 1,
      logprobs: false,
      modalities: ["text"],
      store: false,
      service_tier: "auto",
      verbosity: "medium",
    };
    const ask = readAsk({ ...idle, constructor: null, "x\r\nset-cookie: a": 1 });
    assert.equal(ask.droppable, undefined);
    assert.equal("untranslatable" in ask.request, false);
  });
});
