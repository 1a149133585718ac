import assert from "node:assert/strict";
import { openAiChatFormat } from "../../../../src/gateway/formats/openai-chat/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { HELLO, PARAMETERS, readAsk, readRequest, TOOL } from "./chat-asks.ts";
import { asking } from "./openai-reader.ts";

const turns = (...messages: readonly Json[]) => readRequest({ messages }).messages;
const content = (...parts: readonly Json[]) => turns({ role: "user", content: parts })[0]?.content;

describe("a chat completion that is asked for", () => {
  it("is passed on as it was sent, with its beta header and no other", () => {
    const body = { model: "auto", messages: HELLO, stream: true, some_new_field: { a: 1 } };
    const headers = { "openai-beta": "x=1", "openai-organization": "org", authorization: "Bearer secret" };
    const ask = openAiChatFormat.read(body, asking({}, headers));
    assert.deepEqual(ask.request.verbatim, {
      format: "openai-chat",
      body,
      streamed: true,
      headers: { "openai-beta": "x=1" },
    });
    assert.equal(ask.model, "auto");
    assert.equal(ask.streamed, true);
    assert.equal(ask.task, "chat");
  });

  it("of a bare question is a bare request", () => {
    assert.deepEqual(readRequest({}), {
      messages: [{ role: "user", content: [{ type: "text", text: "Hello?" }] }],
    });
    assert.equal(readAsk({}).streamed, false);
    assert.equal(readAsk({}).droppable, undefined);
  });

  it("belongs to the conversation that the cache key names", () => {
    assert.equal(readAsk({ prompt_cache_key: "thread-7" }).conversation, "thread-7");
    assert.equal(readAsk({}).conversation, undefined);
  });

  it("belongs to OpenCode's session, which a header names", () => {
    const headers = { "x-session-affinity": "ses_1" };
    const conversationOf = (more: Json) =>
      openAiChatFormat.read({ model: "auto", messages: HELLO, ...more }, asking({}, headers)).conversation;
    assert.equal(conversationOf({}), "ses_1");
    assert.equal(conversationOf({ prompt_cache_key: "thread-7" }), "thread-7");
  });

  it("has the leading instructions apart, and later ones marked in their place", () => {
    const { system, messages } = readRequest({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "developer", content: [{ type: "text", text: "Be kind." }] },
        { role: "user", content: "Hello?" },
        { role: "system", content: "Now in French." },
      ],
    });
    assert.equal(system, "Be brief.\n\nBe kind.");
    assert.deepEqual(messages, [
      { role: "user", content: [{ type: "text", text: "Hello?" }] },
      { role: "user", content: [{ type: "text", text: "<system>\nNow in French.\n</system>" }] },
    ]);
  });

  it("of instructions alone asks just these", () => {
    const { system, messages } = readRequest({ messages: [{ role: "system", content: "Write a haiku." }] });
    assert.equal(system, undefined);
    assert.deepEqual(messages, [
      { role: "user", content: [{ type: "text", text: "<system>\nWrite a haiku.\n</system>" }] },
    ]);
  });

  it("may hold pictures inline and by address", () => {
    assert.deepEqual(
      content(
        { type: "text", text: "Compare." },
        { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0=" } },
        { type: "image_url", image_url: { url: "https://example.com/a.png", detail: "auto" } },
        { type: "image_url", image_url: "https://example.com/b.png" },
      ),
      [
        { type: "text", text: "Compare." },
        { type: "image", mediaType: "image/png", source: { kind: "base64", data: "iVBORw0=" } },
        { type: "image", mediaType: "", source: { kind: "url", url: "https://example.com/a.png" } },
        { type: "image", mediaType: "", source: { kind: "url", url: "https://example.com/b.png" } },
      ],
    );
  });

  it("may hold recordings, films and documents", () => {
    assert.deepEqual(
      content(
        { type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } },
        { type: "input_audio", input_audio: { data: "SUQz", format: "mp3" } },
        { type: "video_url", video_url: { url: "https://example.com/a.mp4" } },
        { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,JVBERi0=" } },
        { type: "file", file: { file_data: "JVBERi0=" } },
      ),
      [
        { type: "file", mediaType: "audio/wav", source: { kind: "base64", data: "UklGRg==" } },
        { type: "file", mediaType: "audio/mpeg", source: { kind: "base64", data: "SUQz" } },
        { type: "file", mediaType: "video/mp4", source: { kind: "url", url: "https://example.com/a.mp4" } },
        { type: "file", mediaType: "application/pdf", name: "a.pdf", source: { kind: "base64", data: "JVBERi0=" } },
        { type: "file", mediaType: "application/pdf", source: { kind: "base64", data: "JVBERi0=" } },
      ],
    );
  });

  it("may bear marks for the prompt cache, OpenRouter's and OpenAI's", () => {
    assert.deepEqual(
      content(
        { type: "text", text: "a", cache_control: { type: "ephemeral" } },
        { type: "text", text: "b", cache_control: { type: "ephemeral", ttl: "1h" } },
        { type: "text", text: "c", prompt_cache_breakpoint: { mode: "explicit" } },
        { type: "text", text: "d", prompt_cache_breakpoint: { mode: "explicit", ttl: "30m" } },
      )?.map((part) => "cache" in part && part.cache),
      ["5m", "1h", "5m", "1h"],
    );
    assert.equal(readRequest({ tools: [{ ...TOOL, cache_control: { type: "ephemeral" } }] }).tools?.[0]?.cache, "5m");
  });

  it("keeps the last of the marks on its instructions", () => {
    const system = (role: string, mark: object) => ({ role, content: [{ type: "text", text: role, ...mark }] });
    const messages = [
      system("system", { cache_control: { type: "ephemeral" } }),
      system("developer", { cache_control: { type: "ephemeral", ttl: "1h" } }),
      { role: "user", content: "Hi" },
      system("system", { cache_control: { type: "ephemeral" } }),
    ];
    const request = readRequest({ messages });
    assert.equal(request.system, "system\n\ndeveloper");
    assert.equal(request.systemCache, "1h");
    assert.deepEqual(request.messages[1]?.content, [
      { type: "text", text: "<system>\nsystem\n</system>", cache: "5m" },
    ]);
    assert.equal("systemCache" in readRequest({ messages: messages.slice(2) }), false);
  });

  it("may go on after tools were called, whose answers know the tool's name", () => {
    const call = { id: "call_1", type: "function", function: { name: "read", arguments: '{"path":"a"}' } };
    assert.deepEqual(
      turns(
        { role: "user", content: "Look." },
        { role: "assistant", content: "I look.", reasoning_content: "Hm.", tool_calls: [call] },
        {
          role: "tool",
          tool_call_id: "call_1",
          content: [
            { type: "text", text: "one" },
            { type: "text", text: "two", cache_control: { type: "ephemeral" } },
            { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0=" } },
          ],
        },
        { role: "assistant", content: null, refusal: "I may not." },
      ).slice(1),
      [
        {
          role: "assistant",
          content: [
            { type: "reasoning", text: "Hm." },
            { type: "text", text: "I look." },
            { type: "tool-call", id: "call_1", name: "read", arguments: '{"path":"a"}' },
          ],
        },
        {
          role: "user",
          content: [
            {
              type: "tool-result",
              callId: "call_1",
              name: "read",
              content: "one\n\ntwo",
              media: [{ type: "image", mediaType: "image/png", source: { kind: "base64", data: "iVBORw0=" } }],
              cache: "5m",
            },
          ],
        },
        { role: "assistant", content: [{ type: "text", text: "I may not." }] },
      ],
    );
  });

  it("may be in the older form, with functions", () => {
    const { messages, ...rest } = readRequest({
      messages: [
        { role: "user", content: "Look." },
        { role: "assistant", content: null, function_call: { name: "read", arguments: "{}" } },
        { role: "function", name: "read", content: "one" },
      ],
      functions: [{ name: "read", parameters: PARAMETERS }],
      function_call: { name: "read" },
    });
    assert.deepEqual(messages.slice(1), [
      { role: "assistant", content: [{ type: "tool-call", id: "call_1", name: "read", arguments: "{}" }] },
      { role: "user", content: [{ type: "tool-result", callId: "call_1", name: "read", content: "one" }] },
    ]);
    assert.deepEqual(rest, {
      tools: [{ name: "read", description: "", parameters: PARAMETERS }],
      toolChoice: { name: "read" },
      parallelToolCalls: false,
    });
  });

  for (const [name, message] of Object.entries({
    "DeepSeek's field": { reasoning_content: "Hm." },
    "OpenRouter's text": { reasoning: "Hm." },
    "OpenRouter's details": {
      reasoning: "unused",
      reasoning_details: [
        { type: "reasoning.text", text: "H" },
        { type: "reasoning.encrypted", data: "x" },
        { summary: "m." },
      ],
    },
    "LiteLLM's blocks": {
      reasoning_content: "unused",
      thinking_blocks: [
        { type: "thinking", thinking: "Hm.", signature: "S" },
        { type: "redacted_thinking", data: "x" },
      ],
    },
    "Mistral's content": {
      content: [
        { type: "thinking", thinking: [{ type: "text", text: "Hm." }] },
        { type: "text", text: "Yes." },
      ],
    },
  })) {
    it(`takes reasoning back in ${name}`, () => {
      assert.deepEqual(turns({ role: "user", content: "?" }, { role: "assistant", content: "Yes.", ...message })[1], {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm." },
          { type: "text", text: "Yes." },
        ],
      });
    });
  }
});

describe("what a chat completion remembers of its calls", () => {
  const signature = { provider: "anthropic", value: "proof" };
  const known = {
    a: { reasoning: [{ text: "Think.", signature }], call: { provider: "gemini", value: "thought" } },
    b: { reasoning: [{ text: "Think.", signature }] },
  };
  const call = (id: string) => ({ id, type: "function", function: { name: "read", arguments: "{}" } });

  function answerOf(fields: Json) {
    const messages = [
      ...HELLO,
      { role: "assistant", content: "I look.", tool_calls: [call("a"), call("b")], ...fields },
    ];
    const { request } = openAiChatFormat.read({ model: "auto", messages }, asking(known));
    assert.ok(request.kind === "chat");
    return request.messages[1]?.content;
  }

  const calls = [
    { type: "tool-call", id: "a", name: "read", arguments: "{}", signature: { provider: "gemini", value: "thought" } },
    { type: "tool-call", id: "b", name: "read", arguments: "{}" },
  ];

  it("is put back, the reasoning that calls share once", () => {
    assert.deepEqual(answerOf({}), [
      { type: "reasoning", text: "Think.", signature },
      { type: "text", text: "I look." },
      ...calls,
    ]);
  });

  it("is the proof of reasoning that the caller sent unchanged", () => {
    assert.deepEqual(answerOf({ reasoning_content: "Think." })?.[0], { type: "reasoning", text: "Think.", signature });
  });

  it("gives way to other reasoning that the caller sent", () => {
    assert.deepEqual(answerOf({ reasoning_content: "I thought otherwise." }), [
      { type: "reasoning", text: "I thought otherwise." },
      { type: "text", text: "I look." },
      ...calls,
    ]);
  });
});
