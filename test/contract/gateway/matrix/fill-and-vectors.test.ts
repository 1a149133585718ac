import assert from "node:assert/strict";
import OpenAI from "openai";
import { startGatewayStand, type GatewayStand } from "../../../support/gateway-stand.ts";
import { readBody, startServer, type LoopbackServer } from "../../../support/loopback-server.ts";
import { testProvider } from "../../../support/test-providers.ts";
import { says } from "./features/conversation.ts";
import { onlyFields, record } from "./reading.ts";
import { event, pieces } from "./upstreams/wire-format.ts";
import { startStandIn, upstreams, type StandIn } from "./upstreams/stand-in.ts";

const FILLED = "  return a + b; // größer\n";
const GAP = {
  prompt: "function add(a, b) {\n",
  suffix: "}\n",
  max_tokens: 64,
  temperature: 0.25,
  stop: ["\n\n"],
} as const;
const FIELDS = "model prompt suffix max_tokens temperature stop stream stream_options";

describe("Gaps to be filled, over OpenAI's older completions", () => {
  let server: LoopbackServer;
  let chats: StandIn;
  let stand: GatewayStand;
  let asked: { readonly path: string; readonly body: Record<string, unknown> }[] = [];

  before(async () => {
    chats = await startStandIn();
    server = await startServer(async (request, response) => {
      const path = request.url ?? "";
      const body = record(JSON.parse(await readBody(request)), "the body");
      asked.push({ path, body });
      if (body["stream"] === true) {
        response.writeHead(200, { "content-type": "text/event-stream" });
        return response.end(eventsOf(path).join(""));
      }
      response.writeHead(200, { "content-type": "application/json" });
      return response.end(JSON.stringify({ ...HEAD, choices: [{ text: FILLED, ...CHOICE, finish_reason: "stop" }] }));
    });
    const filling = (id: string, style: "prompt-suffix" | "mistral-fim") =>
      testProvider("openai-chat", {
        id,
        name: id,
        baseUrl: `${server.url}/v1`,
        fill: { style, models: [id] },
        models: [{ id }],
      });
    stand = await startGatewayStand({
      providers: [
        filling("suffix", "prompt-suffix"),
        filling("mistral", "mistral-fim"),
        ...upstreams.map((each) => each.provider(chats.url)),
      ],
    });
  });
  beforeEach(() => (asked = []));
  after(async () => {
    await stand.close();
    await server.stop();
    await chats.stop();
  });

  for (const model of ["suffix", "mistral"]) {
    for (const stream of [false, true]) {
      it(`are filled by ${model} in the middle, ${stream ? "streamed" : "whole"}`, async () => {
        assert.equal(await fill(model, stream), FILLED);
        const [{ path, body } = { path: "", body: {} }, ...more] = asked;
        assert.equal(more.length, 0);
        assert.equal(path, model === "mistral" ? "/v1/fim/completions" : "/v1/completions");
        onlyFields(body, FIELDS, "the body");
        const { prompt, suffix, max_tokens: most, temperature, stop } = body;
        assert.deepEqual({ prompt, suffix, max_tokens: most, temperature, stop }, GAP);
      });
    }
  }

  for (const upstream of upstreams) {
    it(`are filled by a chat at ${upstream.name} that is told what to do`, async () => {
      chats.script(says(FILLED));
      assert.equal((await fill(upstream.model, false)).trim(), FILLED.trim());
      assert.deepEqual(chats.wrong, []);
      assert.match(chats.got[0]?.lines.join("\n") ?? "", /function add\(a, b\) \{/);
    });
  }

  it("may be asked for several times over where the provider speaks the format", async () => {
    const wish = { prompt: ["a", "b"], n: 2, logprobs: 1, echo: true } as const;
    await sdk(stand).completions.create({ model: "suffix", ...wish, prompt: [...wish.prompt] });
    const { model: _model, ...sent } = asked[0]?.body ?? {};
    assert.deepEqual(sent, wish);
  });

  for (const model of ["mistral", ...upstreams.map((each) => each.model)]) {
    it(`are a clear error at ${model} where only that format has what is asked`, async () => {
      await assert.rejects(sdk(stand).completions.create({ model, prompt: "a", n: 2 }), (error) => {
        assert.ok(error instanceof OpenAI.APIError);
        assert.deepEqual([error.status, error.type], [400, "invalid_request_error"]);
        assert.match(error.message, /\bn: only a provider/);
        return true;
      });
      assert.deepEqual(asked, []);
    });
  }

  async function fill(model: string, stream: boolean): Promise<string> {
    const { completions } = sdk(stand);
    const params = { model, ...GAP, stop: [...GAP.stop] };
    if (!stream) return (await completions.create(params)).choices[0]?.text ?? "";
    let text = "";
    for await (const chunk of await completions.create({ ...params, stream })) text += chunk.choices[0]?.text ?? "";
    return text;
  }
});

const HEAD = { id: "cmpl-up1", object: "text_completion", created: 1_763_900_000, model: "some" };
const CHOICE = { index: 0, logprobs: null };

/** Mistral writes its gaps as chats. */
function eventsOf(path: string): readonly string[] {
  const isMistral = path.includes("/fim/");
  const said = (text: string) => (isMistral ? { delta: { content: text } } : { text });
  return [
    ...pieces(FILLED).map((piece) => event({ ...HEAD, choices: [{ ...said(piece), ...CHOICE, finish_reason: null }] })),
    event({ ...HEAD, choices: [{ ...said(""), ...CHOICE, finish_reason: "stop" }] }),
    "data: [DONE]\n\n",
  ];
}

describe("Vectors, over OpenAI's embeddings", () => {
  const providers = (url: string) => upstreams.map((each) => each.provider(url));
  let server: LoopbackServer;
  let stand: GatewayStand;
  let asked: unknown;

  before(async () => {
    server = await startServer(async (request, response) => {
      asked = { path: request.url, body: JSON.parse(await readBody(request)) };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(VECTORS));
    });
    stand = await startGatewayStand({ providers: providers(server.url) });
  });
  after(async () => {
    await stand.close();
    await server.stop();
  });

  it("come as the provider gave them", async () => {
    const { data, usage } = await sdk(stand).embeddings.create({
      model: "qwen3-coder",
      input: ["one", "two"],
      dimensions: 2,
      encoding_format: "float",
    });
    assert.deepEqual(
      data.map(({ embedding }) => embedding),
      [
        [0.5, 0.25],
        [1, 2],
      ],
    );
    assert.equal(usage.prompt_tokens, 2);
    const body = { model: "qwen3-coder", input: ["one", "two"], dimensions: 2, encoding_format: "float" };
    assert.deepEqual(asked, { path: "/compatible/v1/embeddings", body });
  });

  for (const model of ["claude-sonnet-4-6", "gemini-3.8-flash"]) {
    it(`are a clear error at ${model}, whose format has none`, async () => {
      await assert.rejects(sdk(stand).embeddings.create({ model, input: "one" }), (error) => {
        assert.ok(error instanceof OpenAI.APIError);
        assert.deepEqual([error.status, error.type], [400, "invalid_request_error"]);
        return true;
      });
    });
  }
});

const VECTORS = {
  object: "list",
  data: [
    { object: "embedding", index: 0, embedding: [0.5, 0.25] },
    { object: "embedding", index: 1, embedding: [1, 2] },
  ],
  model: "some",
  usage: { prompt_tokens: 2, total_tokens: 2 },
};

function sdk({ url, token }: GatewayStand): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: token, maxRetries: 0 });
}
