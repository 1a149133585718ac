import assert from "node:assert/strict";
import { createProviderClient } from "../../../src/providers/client.ts";
import type { Dialect, Provider } from "../../../src/spec/provider.ts";
import type { ModelRequest } from "../../../src/spec/request.ts";
import type { StreamPart } from "../../../src/spec/stream.ts";
import { collect, play, playJson, readRecording } from "../../support/recorded-stream.ts";
import type { PlayedFetch } from "../../support/recorded-stream.ts";
import { testProvider } from "../../support/test-providers.ts";

const CHAT: ModelRequest = { kind: "chat", messages: [{ role: "user", content: [{ type: "text", text: "Hello?" }] }] };
const FILL: ModelRequest = { kind: "fill", prefix: "a", suffix: "b", language: "c", path: "d.c", maxOutputTokens: 16 };
const KEY = "sk-test-0123456789abcdefghij";

interface Dial {
  readonly dialect: Dialect;
  readonly recording: string;
  readonly baseUrl: string;
  readonly url: string;
  readonly keyHeader: string;
  readonly keyValue: string;
}

const DIALECTS: readonly Dial[] = [
  {
    dialect: "openai-chat",
    recording: "openai-chat/text",
    baseUrl: "http://provider.invalid/v1",
    url: "http://provider.invalid/v1/chat/completions",
    keyHeader: "authorization",
    keyValue: `Bearer ${KEY}`,
  },
  {
    dialect: "anthropic-messages",
    recording: "anthropic-messages/text",
    baseUrl: "http://provider.invalid/v1",
    url: "http://provider.invalid/v1/messages",
    keyHeader: "x-api-key",
    keyValue: KEY,
  },
  {
    dialect: "gemini",
    recording: "gemini/text",
    baseUrl: "http://provider.invalid/v1beta",
    url: "http://provider.invalid/v1beta/models/m:streamGenerateContent?alt=sse",
    keyHeader: "x-goog-api-key",
    keyValue: KEY,
  },
];

async function ask(
  dial: Dial,
  played: PlayedFetch,
  {
    key = KEY,
    more = {},
    request = CHAT,
  }: { key?: string | null; more?: Partial<Provider>; request?: ModelRequest } = {},
): Promise<readonly StreamPart[]> {
  const provider = testProvider(dial.dialect, { baseUrl: dial.baseUrl, ...more });
  const client = createProviderClient({ provider, key: key ?? undefined, fetch: played.fetch });
  return collect(client.stream(request, "m", new AbortController().signal));
}

/** Sets variables of the environment for the length of a test. */
async function withEnvironment(variables: Record<string, string>, run: () => Promise<void>): Promise<void> {
  const before = new Map(Object.keys(variables).map((name) => [name, process.env[name]]));
  Object.assign(process.env, variables);
  try {
    await run();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

for (const dial of DIALECTS) {
  describe(`a request in ${dial.dialect}`, () => {
    it("goes to the provider's address with the key in its header", async () => {
      const played = play([readRecording(dial.recording)]);
      await ask(dial, played);
      assert.equal(played.sent.length, 1);
      assert.equal(played.sent[0]?.url, dial.url);
      assert.equal(played.sent[0]?.method, "POST");
      assert.equal(played.sent[0]?.headers.get(dial.keyHeader), dial.keyValue);
    });

    it("has no key where there is none", async () => {
      const played = play([readRecording(dial.recording)]);
      await ask(dial, played, { key: null });
      for (const header of ["authorization", "x-api-key", "x-goog-api-key"]) {
        assert.equal(played.sent[0]?.headers.get(header), null, header);
      }
    });

    it("takes nothing from the environment and tells nothing of this machine", async () => {
      const foreign = {
        OPENAI_API_KEY: "sk-of-the-shell",
        OPENAI_ORG_ID: "org-of-the-shell",
        OPENAI_PROJECT_ID: "proj-of-the-shell",
        OPENAI_CUSTOM_HEADERS: "x-shell: yes",
        OPENAI_BASE_URL: "http://elsewhere.invalid",
        ANTHROPIC_API_KEY: "sk-of-the-shell",
        ANTHROPIC_AUTH_TOKEN: "token-of-the-shell",
        ANTHROPIC_BASE_URL: "http://elsewhere.invalid",
        ANTHROPIC_CUSTOM_HEADERS: "x-shell: yes",
      };
      await withEnvironment(foreign, async () => {
        const played = play([readRecording(dial.recording)]);
        await ask(dial, played);
        assert.equal(played.sent[0]?.url, dial.url);
        const allowed = new Set(["accept", "anthropic-version", "content-type", "user-agent", dial.keyHeader]);
        for (const [name] of played.sent[0]?.headers ?? []) assert.ok(allowed.has(name), name);
      });
    });

    it("is sent once, whatever the answer", async () => {
      const played = playJson({ error: { message: "Internal error", type: "server_error" } }, 500, {
        "retry-after": "0",
      });
      const parts = await ask(dial, played);
      assert.equal(played.sent.length, 1);
      assert.deepEqual(
        parts.map((part) => part.type),
        ["failure"],
      );
    });

    it("reads status, headers and body of a refusal, and keeps the key out of it", async () => {
      const played = playJson({ error: { message: `Rate limit of ${KEY} reached.`, type: "x" } }, 429, {
        "retry-after": "3",
      });
      const [failure] = await ask(dial, played);
      assert.deepEqual(failure, {
        type: "failure",
        failure: {
          class: "rate-limited",
          scope: "credential-model",
          message: "Rate limit of [key] reached.",
          status: 429,
          code: "x",
          retryAfterMs: 3000,
        },
      });
    });

    it("takes a JSON error with a good status for the error it is", async () => {
      const [failure] = await ask(dial, playJson({ error: { message: "Overloaded", type: "overloaded_error" } }));
      assert.ok(failure?.type === "failure");
      assert.equal(failure.failure.class, "overloaded");
    });

    it("takes a web page with a good status for a broken server", async () => {
      const page = new TextEncoder().encode("<html><title>Sign in to the network</title></html>");
      const played = play([page], { headers: { "content-type": "text/html; charset=utf-8" } });
      const [failure] = await ask(dial, played);
      assert.ok(failure?.type === "failure");
      assert.equal(failure.failure.class, "server-error");
      assert.equal(failure.failure.message, "Sign in to the network");
    });

    it("takes garbage in the stream for a broken server", async () => {
      const parts = await ask(dial, play([new TextEncoder().encode("event: x\ndata: {not json}\n\ndata: {}\n\n")]));
      const last = parts.at(-1);
      assert.ok(last?.type === "failure");
      assert.equal(last.failure.class, "server-error");
    });

    it("takes an empty stream for a broken server", async () => {
      const parts = await ask(dial, play([]));
      const last = parts.at(-1);
      assert.ok(last?.type === "failure");
      assert.equal(last.failure.class, "server-error");
    });

    it("tells the request's id and the limits at the start", async () => {
      const headers = {
        "content-type": "text/event-stream",
        "x-request-id": "req_42",
        "x-ratelimit-limit-requests": "60",
        "x-ratelimit-remaining-requests": "59",
        "x-ratelimit-reset-requests": "1s",
        "x-ratelimit-limit-tokens": "150000",
        "x-ratelimit-remaining-tokens": "149984",
        "x-ratelimit-reset-tokens": "6m0s",
      };
      const [start] = await ask(dial, play([readRecording(dial.recording)], { headers }));
      assert.deepEqual(start, {
        type: "start",
        requestId: "req_42",
        limits: [
          { kind: "requests", limit: 60, remaining: 59, resetMs: 1000 },
          { kind: "tokens", limit: 150_000, remaining: 149_984, resetMs: 360_000 },
        ],
      });
    });

    it("asks a model without fill-in-the-middle by a chat, and cleans what it says", async () => {
      const played = play([readRecording(dial.recording)]);
      const parts = await ask(dial, played, { request: FILL });
      assert.equal(played.sent[0]?.url, dial.url);
      assert.match(JSON.stringify(played.sent[0]?.body), /a⟦GAP⟧b/);
      assert.ok(parts.some((part) => part.type === "text"));
    });
  });
}

describe("a fill request to a model that fills gaps", () => {
  const openai = DIALECTS[0];
  assert.ok(openai);

  it("goes to the completions call, at the address that the row gives for it", async () => {
    const played = play([readRecording("fim/suffix")]);
    const fill = { style: "prompt-suffix", baseUrl: "http://provider.invalid/beta", models: ["M"] } as const;
    await ask(openai, played, { more: { fill }, request: FILL });
    assert.equal(played.sent[0]?.url, "http://provider.invalid/beta/completions");
    assert.equal(played.sent[0]?.headers.get("authorization"), `Bearer ${KEY}`);
    assert.deepEqual(played.sent[0]?.body, {
      model: "m",
      prompt: "a",
      suffix: "b",
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 16,
    });
  });

  it("goes to Mistral's own call, which refuses to be asked for usage", async () => {
    const played = play([readRecording("fim/mistral")]);
    await ask(openai, played, { more: { fill: { style: "mistral-fim", models: ["m"] } }, request: FILL });
    assert.equal(played.sent[0]?.url, "http://provider.invalid/v1/fim/completions");
    assert.deepEqual(played.sent[0]?.body, { model: "m", prompt: "a", suffix: "b", stream: true, max_tokens: 16 });
  });
});

describe("the fetch of @google/generative-ai", () => {
  it("is exchanged for its own request alone, and is back before anything else runs", async () => {
    const gemini = DIALECTS[2];
    assert.ok(gemini);
    const original = globalThis.fetch;
    const played = play([readRecording("gemini/text")]);
    const both = Promise.all([ask(gemini, played), ask(gemini, played)]);
    assert.equal(globalThis.fetch, original);
    await both;
    assert.equal(globalThis.fetch, original);
    assert.equal(played.sent.length, 2);
  });
});

describe("the warnings of @anthropic-ai/sdk about a model's age", () => {
  it("are not written to the console of whoever hosts this", async (): Promise<void> => {
    const anthropic = DIALECTS[1];
    assert.ok(anthropic);
    const provider = testProvider(anthropic.dialect, { baseUrl: anthropic.baseUrl });
    const { fetch } = play([readRecording(anthropic.recording)]);
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (...words: readonly unknown[]) => void warnings.push(...words);
    try {
      const client = createProviderClient({ provider, key: KEY, fetch });
      const parts = await collect(client.stream(CHAT, "claude-sonnet-4-5", new AbortController().signal));
      assert.equal(parts.at(-1)?.type, "finish");
    } finally {
      console.warn = warn;
    }
    assert.deepEqual(warnings, []);
  });
});
