import assert from "node:assert/strict";
import type { Simulator } from "../../../src/simulator/simulator.ts";
import type { FaultKind } from "../../../src/spec/simulation.ts";
import { anthropicSdk, geminiSdk, openAiSdk, until, useSimulator } from "../../support/simulator-clients.ts";

const words = "What is 6 * 7?";

/** Asks one simulated provider through its SDK. Streams into `seen`; whole answers come at once. */
interface Asker {
  readonly provider: string;
  stream(simulator: Simulator, seen: string[], signal?: AbortSignal): Promise<void>;
  whole(simulator: Simulator): Promise<unknown>;
}

const openAi: Asker = {
  provider: "sim-openai",
  async stream(simulator, seen, signal) {
    const body = {
      model: "sim-openai-large",
      messages: [{ role: "user" as const, content: words }],
      stream: true as const,
    };
    const stream = await openAiSdk(simulator).chat.completions.create(body, { signal });
    for await (const chunk of stream) seen.push(chunk.choices[0]?.delta.content ?? "");
  },
  whole: (simulator) =>
    openAiSdk(simulator).chat.completions.create({
      model: "sim-openai-large",
      messages: [{ role: "user", content: words }],
    }),
};

const anthropic: Asker = {
  provider: "sim-anthropic",
  async stream(simulator, seen, signal) {
    const body = {
      model: "sim-anthropic-large",
      max_tokens: 1000,
      messages: [{ role: "user" as const, content: words }],
    };
    const stream = await anthropicSdk(simulator).messages.create({ ...body, stream: true }, { signal: signal ?? null });
    for await (const event of stream) {
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") seen.push(event.delta.text);
    }
  },
  whole: (simulator) =>
    anthropicSdk(simulator).messages.create({
      model: "sim-anthropic-large",
      max_tokens: 1000,
      messages: [{ role: "user", content: words }],
    }),
};

const gemini: Asker = {
  provider: "sim-gemini",
  async stream(simulator, seen, signal) {
    const options = signal === undefined ? {} : { signal };
    const { stream, response } = await geminiSdk(simulator).generateContentStream(words, options);
    response.catch(() => undefined);
    for await (const chunk of stream) {
      if ("error" in chunk) throw Object.assign(new Error("in-band"), { body: chunk.error });
      seen.push(chunk.text());
    }
  },
  whole: (simulator) => geminiSdk(simulator).generateContent(words),
};

/** What each SDK throws for the errors that come in place of an answer. */
const errors: readonly [Asker, FaultKind, object][] = [
  [openAi, "rate-limit", { status: 429, code: "rate_limit_exceeded", type: "requests", message: /try again in 20s/ }],
  [openAi, "quota", { status: 429, code: "insufficient_quota", type: "insufficient_quota" }],
  [openAi, "server-error", { status: 500, type: "server_error" }],
  [openAi, "overloaded", { status: 503, type: "server_error", message: /currently overloaded/ }],
  [openAi, "bad-key", { status: 401, code: "invalid_api_key" }],
  [anthropic, "rate-limit", { status: 429, type: "rate_limit_error" }],
  [anthropic, "quota", { status: 400, type: "invalid_request_error", message: /credit balance is too low/ }],
  [anthropic, "server-error", { status: 500, type: "api_error" }],
  [anthropic, "overloaded", { status: 529, type: "overloaded_error" }],
  [anthropic, "bad-key", { status: 401, type: "authentication_error" }],
  [gemini, "rate-limit", { status: 429, message: /PerMinutePerProject.*"retryDelay":"20s"/s }],
  [gemini, "quota", { status: 429, message: /PerDayPerProject/ }],
  [gemini, "server-error", { status: 500, message: /internal error/ }],
  [gemini, "overloaded", { status: 503, message: /model is overloaded/ }],
  [gemini, "bad-key", { status: 400, message: /API_KEY_INVALID/ }],
];

/** What each SDK throws for an error event in mid-answer. */
const inBand: readonly [Asker, object][] = [
  [openAi, { type: "server_error" }],
  [anthropic, { type: "overloaded_error" }],
  [
    gemini,
    {
      body: {
        code: 503,
        status: "UNAVAILABLE",
        message: "The model is overloaded. Please try again later. (simulated)",
      },
    },
  ],
];

describe("a simulated fault through the SDKs", () => {
  const simulator = useSimulator();

  for (const [asker, kind, error] of errors) {
    it(`${kind} of ${asker.provider} is its own error, streamed or not`, async () => {
      simulator().setFault(asker.provider, { kind });
      await assert.rejects(asker.stream(simulator(), []), error);
      await assert.rejects(asker.whole(simulator()), error);
    });
  }

  it("a rate limit says in headers how long to wait", async () => {
    const fault = { kind: "rate-limit", retryAfterMs: 1500 } as const;
    simulator().setFault("sim-openai", fault);
    simulator().setFault("sim-anthropic", fault);
    const headersOf = async (asker: Asker): Promise<Headers> => {
      const error: unknown = await asker.whole(simulator()).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof Error && "headers" in error && error.headers instanceof Headers);
      return error.headers;
    };
    const openAiHeaders = await headersOf(openAi);
    assert.equal(openAiHeaders.get("retry-after-ms"), "1500");
    assert.equal(openAiHeaders.get("retry-after"), "2");
    assert.equal(openAiHeaders.get("x-ratelimit-remaining-requests"), "0");
    assert.equal(openAiHeaders.get("x-ratelimit-reset-requests"), "1.5s");
    const anthropicHeaders = await headersOf(anthropic);
    assert.equal(anthropicHeaders.get("retry-after"), "2");
    assert.equal(anthropicHeaders.get("anthropic-ratelimit-requests-remaining"), "0");
  });

  for (const [asker, error] of inBand) {
    it(`in-band-error of ${asker.provider} comes after some text`, async () => {
      simulator().setFault(asker.provider, { kind: "in-band-error", afterTokens: 2 });
      const seen: string[] = [];
      await assert.rejects(asker.stream(simulator(), seen), error);
      assert.equal(seen.join("").length, 8);
      assert.equal(simulator().requests.at(-1)?.outcome, "failed");
    });
  }

  for (const asker of [openAi, anthropic, gemini]) {
    const { provider } = asker;

    it(`cut of ${provider} ends the connection after some text`, async () => {
      simulator().setFault(provider, { kind: "cut", afterTokens: 3 });
      const seen: string[] = [];
      await assert.rejects(asker.stream(simulator(), seen));
      assert.equal(seen.join("").length, 12);
      await assert.rejects(asker.whole(simulator()));
      assert.equal(simulator().requests.at(-1)?.outcome, "failed");
    });

    it(`garbage of ${provider} cannot be read`, async () => {
      simulator().setFault(provider, { kind: "garbage" });
      const seen: string[] = [];
      await assert.rejects(asker.stream(simulator(), seen));
      await assert.rejects(asker.whole(simulator()));
      assert.equal(seen.join(""), "");
    });

    it(`hang of ${provider} says nothing until the client gives up`, async () => {
      simulator().setFault(provider, { kind: "hang" });
      const before = simulator().requests.length;
      const leave = new AbortController();
      const asked = assert.rejects(asker.stream(simulator(), [], leave.signal));
      await until(() => simulator().requests.length > before);
      leave.abort();
      await asked;
      await until(() => simulator().requests.at(-1)?.outcome === "aborted");
      assert.equal(simulator().requests.at(-1)?.status, undefined);
    });

    it(`hang of ${provider} in mid-answer stops after some text`, async () => {
      simulator().setFault(provider, { kind: "hang", afterTokens: 2 });
      const seen: string[] = [];
      const leave = new AbortController();
      const asked = asker.stream(simulator(), seen, leave.signal).catch(() => undefined);
      await until(() => seen.join("").length === 8);
      leave.abort();
      await asked;
      assert.equal(seen.join("").length, 8);
      await until(() => simulator().requests.at(-1)?.outcome === "aborted");
    });
  }

  it("in-band-error may come before any text, and hang may leave headers alone", async () => {
    simulator().setFault("sim-anthropic", { kind: "in-band-error", afterTokens: 0 });
    await assert.rejects(anthropic.stream(simulator(), []), { type: "overloaded_error" });
    simulator().setFault("sim-anthropic", { kind: "hang", afterTokens: 0 });
    const before = simulator().requests.length;
    const leave = new AbortController();
    const asked = anthropic.stream(simulator(), [], leave.signal);
    await until(() => simulator().requests.at(before)?.status === 200);
    assert.equal(simulator().requests.at(before)?.bytes, 0);
    leave.abort();
    await asked.catch(() => undefined);
  });

  it("spoils only as many answers as it is told", async () => {
    simulator().setFault("sim-openai", { kind: "server-error", times: 2 });
    await assert.rejects(openAi.whole(simulator()));
    assert.equal(simulator().fault("sim-openai")?.kind, "server-error");
    await assert.rejects(openAi.whole(simulator()));
    assert.equal(simulator().fault("sim-openai"), undefined);
    await openAi.whole(simulator());
  });

  it("spoils listings when it speaks of the key or the server, and not otherwise", async () => {
    const client = openAiSdk(simulator());
    simulator().setFault("sim-openai", { kind: "bad-key" });
    await assert.rejects(async () => client.models.list(), { status: 401 });
    simulator().setFault("sim-openai", { kind: "rate-limit" });
    await client.models.list();
    simulator().setFault("sim-openai", { kind: "server-error", times: 1 });
    await client.models.list();
    assert.equal(simulator().fault("sim-openai")?.kind, "server-error");
  });

  it("belongs to one provider alone", async () => {
    simulator().setFault("sim-openai", { kind: "server-error" });
    await anthropic.whole(simulator());
    await gemini.whole(simulator());
  });
});
