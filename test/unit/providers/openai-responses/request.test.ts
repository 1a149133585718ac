import assert from "node:assert/strict";
import { buildRequest } from "../../../../src/providers/openai-responses/build-request.ts";
import { prefersResponses } from "../../../../src/providers/openai-responses/prefers-responses.ts";
import { streamResponses } from "../../../../src/providers/openai-responses/stream-responses.ts";
import type { Provider } from "../../../../src/spec/provider.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import type { StreamPart } from "../../../../src/spec/stream.ts";

const OPENAI: Provider = {
  id: "openai",
  name: "OpenAI",
  dialect: "openai-chat",
  baseUrl: "https://api.openai.com/v1",
  needsKey: true,
  local: false,
  simulated: false,
  responses: true,
  models: [{ id: "gpt-5.6", maxOutputTokens: 1000 }],
};

const TOOL = { name: "f", description: "d", parameters: { type: "object", properties: {} } };

const REQUEST: ChatRequest = {
  kind: "chat",
  system: "S",
  messages: [
    {
      role: "user",
      content: [
        { type: "text", text: "Hi" },
        { type: "image", mediaType: "image/png", source: { kind: "base64", data: "AAAA" } },
        { type: "file", mediaType: "application/pdf", name: "a.pdf", source: { kind: "base64", data: "BBBB" } },
        { type: "file", mediaType: "application/pdf", source: { kind: "url", url: "https://example.com/b.pdf" } },
      ],
    },
    {
      role: "assistant",
      content: [
        { type: "reasoning", text: "Hm", signature: { provider: "openai", value: "openai-responses:gAAAA" } },
        { type: "reasoning", text: "Elsewhere", signature: { provider: "anthropic", value: "sig" } },
        { type: "reasoning", text: "Chat", signature: { provider: "openai", value: "reasoning_content" } },
        { type: "text", text: "Well" },
        { type: "tool-call", id: "c1", name: "f", arguments: "" },
        { type: "tool-call", id: "x".repeat(100), name: "f", arguments: '{"a":1}' },
      ],
    },
    {
      role: "user",
      content: [
        { type: "tool-result", callId: "c1", name: "f", content: "one" },
        {
          type: "tool-result",
          callId: "x".repeat(100),
          name: "f",
          content: "two",
          media: [{ type: "image", mediaType: "", source: { kind: "url", url: "https://example.com/a.png" } }],
        },
        { type: "text", text: "Go on" },
      ],
    },
  ],
  tools: [TOOL],
  toolChoice: { name: "f" },
  parallelToolCalls: false,
  maxOutputTokens: 5000,
  effort: "minimal",
  temperature: 1,
  format: { kind: "json-schema", name: "n", schema: { type: "object" } },
};

describe("a request for the Responses API", () => {
  it("says all that a conversation holds", () => {
    const { input, ...rest } = buildRequest({ request: REQUEST, model: "gpt-5.6", reasoning: "usual" }, OPENAI);
    assert.ok(Array.isArray(input));
    const [long] = input.flatMap((item) =>
      item.type === "function_call" && item.call_id !== "c1" ? item.call_id : [],
    );
    assert.equal(long?.length, 64);
    assert.deepEqual(input, [
      {
        role: "user",
        content: [
          { type: "input_text", text: "Hi" },
          { type: "input_image", image_url: "data:image/png;base64,AAAA", detail: "auto" },
          { type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,BBBB" },
          { type: "input_file", file_url: "https://example.com/b.pdf" },
        ],
      },
      { type: "reasoning", summary: [{ type: "summary_text", text: "Hm" }], encrypted_content: "gAAAA" },
      { role: "assistant", content: "Well" },
      { type: "function_call", call_id: "c1", name: "f", arguments: "{}" },
      { type: "function_call", call_id: long, name: "f", arguments: '{"a":1}' },
      { type: "function_call_output", call_id: "c1", output: "one" },
      {
        type: "function_call_output",
        call_id: long,
        output: [
          { type: "input_text", text: "two" },
          { type: "input_image", image_url: "https://example.com/a.png", detail: "auto" },
        ],
      },
      { role: "user", content: [{ type: "input_text", text: "Go on" }] },
    ]);
    assert.deepEqual(rest, {
      model: "gpt-5.6",
      stream: true,
      store: false,
      include: ["reasoning.encrypted_content"],
      instructions: "S",
      max_output_tokens: 1000,
      reasoning: { effort: "low" },
      text: { format: { type: "json_schema", name: "n", schema: { type: "object" }, strict: false } },
      tools: [{ type: "function", ...TOOL, strict: false }],
      tool_choice: { type: "function", name: "f" },
      parallel_tool_calls: false,
    });
  });

  for (const [what, change, model, provider, expected] of [
    ["tools and reasoning on a model that wants it so", {}, "gpt-5.6", OPENAI, true],
    ["tools and the model's usual effort", { effort: undefined }, "gpt-6-astra", OPENAI, true],
    ["no tools", { tools: [] }, "gpt-5.6", OPENAI, false],
    ["no reasoning", { effort: "none" }, "gpt-5.6", OPENAI, false],
    ["an older model", {}, "gpt-5.1", OPENAI, false],
    ["another provider", {}, "gpt-5.6", { ...OPENAI, baseUrl: "https://example.com/v1" }, false],
    ["a provider without it", {}, "gpt-5.6", { ...OPENAI, responses: false }, false],
  ] as const) {
    it(`is ${expected ? "" : "not "}preferred for ${what}`, () => {
      const { effort: _effort, ...plain } = REQUEST;
      const { effort, ...changed } = { effort: REQUEST.effort, ...change };
      const request: ChatRequest = { ...plain, ...changed, ...(effort && { effort }) };
      assert.equal(prefersResponses({ request, model, reasoning: "usual" }, provider), expected);
    });
  }

  it("goes out with the key, and its answer is read", async () => {
    let sent: Request | undefined;
    const events = [
      { type: "response.created", response: { status: "in_progress" } },
      { type: "response.output_text.delta", output_index: 0, delta: "Hello" },
      { type: "response.completed", response: { usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } } },
    ];
    const body = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
    const fetch = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      sent = new Request(input, init);
      return Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
    };
    const parts: StreamPart[] = [];
    const call = { request: REQUEST, model: "gpt-5.6", reasoning: "usual" } as const;
    for await (const part of streamResponses(
      { provider: OPENAI, key: "k", fetch },
      call,
      new AbortController().signal,
    )) {
      parts.push(part);
    }
    assert.equal(sent?.url, "https://api.openai.com/v1/responses");
    assert.equal(sent.headers.get("authorization"), "Bearer k");
    assert.deepEqual(
      parts.map(({ type }) => type),
      ["start", "text", "usage", "finish"],
    );
  });

  for (const [what, event, expected] of [
    ["an error event", { type: "error", code: "rate_limit_exceeded", message: "Slow down." }, "rate-limited"],
    [
      "a failed response",
      { type: "response.failed", response: { error: { code: "server_error", message: "Oops." } } },
      "server-error",
    ],
  ] as const) {
    it(`ends with a failure for ${what}`, async () => {
      const body = `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
      const fetch = (): Promise<Response> =>
        Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
      let last: StreamPart | undefined;
      const call = { request: REQUEST, model: "gpt-5.6", reasoning: "usual" } as const;
      for await (const part of streamResponses(
        { provider: OPENAI, key: "k", fetch },
        call,
        new AbortController().signal,
      )) {
        last = part;
      }
      assert.ok(last?.type === "failure");
      assert.equal(last.failure.class, expected);
    });
  }
});
