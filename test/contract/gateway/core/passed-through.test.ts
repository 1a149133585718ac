import { strict as assert } from "node:assert";
import { createProviderClient } from "../../../../src/providers/client.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import type { StreamPart } from "../../../../src/spec/stream.ts";
import { ask } from "../../../support/gateway-client.ts";
import { startGatewayStand, type GatewayStand } from "../../../support/gateway-stand.ts";
import { readBody, startServer, type LoopbackServer } from "../../../support/loopback-server.ts";
import { testProvider } from "../../../support/test-providers.ts";

/** A caller's request in each format, and an answer of which no part of ours can tell anything. */
const wordless: readonly {
  readonly what: string;
  readonly path: string;
  readonly body: Json;
  readonly answer: Json;
}[] = [
  {
    what: "a picture of Gemini's",
    path: "/v1beta/models/gemini%2Fm:generateContent",
    body: { contents: [{ role: "user", parts: [{ text: "Draw." }] }] },
    answer: {
      candidates: [
        { content: { parts: [{ inlineData: { mimeType: "image/png", data: "AA" } }] }, finishReason: "STOP" },
      ],
    },
  },
  {
    what: "speech of OpenAI's",
    path: "/v1/chat/completions",
    body: { model: "chat/m", messages: [{ role: "user", content: "Speak." }] },
    answer: {
      choices: [
        { index: 0, message: { role: "assistant", content: null, audio: { data: "AA" } }, finish_reason: "stop" },
      ],
    },
  },
  {
    what: "a call as it was before there were tools",
    path: "/v1/chat/completions",
    body: { model: "chat/m", messages: [{ role: "user", content: "Call." }] },
    answer: {
      choices: [
        { index: 0, message: { content: null, function_call: { name: "f", arguments: "{}" } }, finish_reason: "stop" },
      ],
    },
  },
  {
    what: "a search of Anthropic's that takes a pause",
    path: "/v1/messages",
    body: { model: "claude/m", max_tokens: 9, messages: [{ role: "user", content: "Look." }] },
    answer: {
      type: "message",
      content: [{ type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {} }],
      stop_reason: "pause_turn",
    },
  },
  {
    what: "a picture of OpenAI's",
    path: "/v1/responses",
    body: { model: "chat/m", input: "Draw." },
    answer: {
      id: "resp_1",
      object: "response",
      status: "completed",
      output: [{ type: "image_generation_call", id: "ig_1", status: "completed", result: "AA" }],
    },
  },
  {
    what: "nothing, since the limit was reached while the model thought",
    path: "/v1/chat/completions",
    body: { model: "chat/m", max_tokens: 1, messages: [{ role: "user", content: "Think." }] },
    answer: { choices: [{ index: 0, message: { role: "assistant", content: "" }, finish_reason: "length" }] },
  },
];

describe("what a provider answers in its caller's own format", () => {
  let upstream: LoopbackServer;
  let stand: GatewayStand;
  let answer: Json;
  let asked: string[];
  before(async () => {
    upstream = await startServer(async (request, response) => {
      asked.push(request.url ?? "");
      await readBody(request);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
    const models = [{ id: "m" }];
    const baseUrl = (name: string): string => `${upstream.url}/${name}/v1`;
    stand = await startGatewayStand({
      providers: [
        testProvider("openai-chat", { id: "chat", baseUrl: baseUrl("chat"), models, responses: true }),
        testProvider("anthropic-messages", { id: "claude", baseUrl: baseUrl("claude"), models }),
        testProvider("gemini", { id: "gemini", baseUrl: baseUrl("gemini"), models }),
      ],
    });
  });
  after(async () => {
    await stand.close();
    await upstream.stop();
  });
  beforeEach(() => {
    asked = [];
  });
  const post = (path: string, body: Json) => ask(stand, path, { headers: headers(), body: JSON.stringify(body) });
  const headers = () => ({ authorization: `Bearer ${stand.token}`, "content-type": "application/json" });

  for (const { what, path, body, answer: sent } of wordless) {
    it(`is given on where it is ${what}`, async () => {
      answer = sent;
      const { status, text } = await post(path, body);
      assert.equal(status, 200, text);
      assert.deepEqual(JSON.parse(text), sent);
      assert.equal(stand.calls.at(-1)?.outcome, "succeeded");
    });
  }

  it("is no answer where the model stopped by itself and said nothing", async () => {
    answer = { choices: [{ index: 0, message: { role: "assistant", content: "" }, finish_reason: "stop" }] };
    const { status } = await post("/v1/chat/completions", {
      model: "chat/m",
      messages: [{ role: "user", content: "Hi" }],
    });
    assert.equal(status, 502);
    assert.equal(stand.calls.at(-1)?.attempts[0]?.failure?.class, "server-error");
  });

  it("ends once, where it is no JSON at all", async () => {
    answer = undefined as unknown as Json;
    const provider = testProvider("openai-chat", { baseUrl: `${upstream.url}/v1` });
    const verbatim = { format: "openai-chat", body: { messages: [] }, streamed: false } as const;
    const parts: StreamPart[] = [];
    const client = createProviderClient({ provider, key: "k" });
    for await (const part of client.stream(
      { kind: "chat", messages: [], verbatim },
      "m",
      new AbortController().signal,
    )) {
      parts.push(part);
    }
    assert.deepEqual(
      parts.map(({ type }) => type),
      ["start", "failure"],
    );
  });

  it("comes from no other address of the provider's, whatever the caller calls its model", async () => {
    answer = { totalTokens: 1, candidates: [{ content: { parts: [{ text: "Hi" }] }, finishReason: "STOP" }] };
    const request = { contents: [{ role: "user", parts: [{ text: "Hi" }] }] };
    for (const model of [
      "gemini/../files?x=",
      "gemini/m/../../../files",
      "gemini/..\\..\\files",
      "gemini/m?x=",
      "gemini/m#x/y",
      "gemini/\ud800",
    ]) {
      for (const call of ["generateContent", "countTokens"]) {
        await post(`/v1beta/models/${encodeURIComponent(model.toWellFormed())}:${call}`, request);
        const path = new URL(asked.at(-1) ?? "", upstream.url).pathname;
        assert.match(path, new RegExp(`^/gemini/v1/models/[^?#]+:${call}$`), model);
        assert.equal(new URL(asked.at(-1) ?? "", upstream.url).search, "", model);
      }
    }
    await post("/v1beta/models/gemini%2Ftuned%2Fm:generateContent", request);
    assert.equal(asked.at(-1), "/gemini/v1/models/tuned/m:generateContent");
  });
});
