import assert from "node:assert/strict";
import { createProviderClient } from "../../../src/providers/client.ts";
import type { Result } from "../../../src/spec/failure.ts";
import type { Dialect, ModelInfo, Provider } from "../../../src/spec/provider.ts";
import { playJson } from "../../support/recorded-stream.ts";
import type { PlayedFetch } from "../../support/recorded-stream.ts";
import { testProvider } from "../../support/test-providers.ts";

function list(
  dialect: Dialect,
  played: PlayedFetch,
  more: Partial<Provider> = {},
): Promise<Result<readonly ModelInfo[]>> {
  const provider = testProvider(dialect, more);
  return createProviderClient({ provider, key: "secret-key", fetch: played.fetch }).listModels(
    new AbortController().signal,
  );
}

function models(result: Result<readonly ModelInfo[]>): readonly ModelInfo[] {
  assert.ok(result.ok);
  return result.value;
}

describe("the models of a server that follows OpenAI", () => {
  it("are listed with what is bundled about them, without those of other trades", async () => {
    const ids = [
      "gpt-6-sol",
      "gpt-6-luna",
      "text-embedding-3-small",
      "whisper-1",
      "gpt-image-2",
      "omni-moderation-latest",
    ];
    const played = playJson({ object: "list", data: ids.map((id) => ({ id, object: "model", owned_by: "openai" })) });
    const known = { id: "gpt-6-sol", name: "GPT-6 Sol", contextWindow: 1_050_000, suits: ["chat"] } as const;
    assert.deepEqual(models(await list("openai-chat", played, { models: [known] })), [known, { id: "gpt-6-luna" }]);
    assert.equal(played.sent[0]?.url, "http://provider.invalid/v1/models");
    assert.equal(played.sent[0]?.headers.get("authorization"), "Bearer secret-key");
  });

  it("of OpenAI itself leave out what Chat Completions does not serve", async () => {
    const played = playJson({ data: [{ id: "gpt-5.5-pro" }, { id: "gpt-5.1-codex-max" }, { id: "gpt-6-sol" }] });
    const found = await list("openai-chat", played, { baseUrl: "https://api.openai.com/v1" });
    assert.deepEqual(models(found), [{ id: "gpt-6-sol" }]);
  });

  const shapes: readonly (readonly [string, unknown, readonly ModelInfo[]])[] = [
    [
      "OpenRouter",
      {
        data: [
          {
            id: "anthropic/claude-sonnet-5",
            name: "Claude Sonnet 5",
            context_length: 1_000_000,
            architecture: { output_modalities: ["text"] },
            top_provider: { max_completion_tokens: 128_000 },
          },
          { id: "some/painter", architecture: { output_modalities: ["image", "text"] } },
        ],
      },
      [
        {
          id: "anthropic/claude-sonnet-5",
          name: "Claude Sonnet 5",
          contextWindow: 1_000_000,
          maxOutputTokens: 128_000,
        },
      ],
    ],
    [
      "Groq",
      { data: [{ id: "openai/gpt-oss-20b", active: true, context_window: 131_072, max_completion_tokens: 65_536 }] },
      [{ id: "openai/gpt-oss-20b", contextWindow: 131_072, maxOutputTokens: 65_536 }],
    ],
    [
      "Together, a bare list with types",
      [
        {
          id: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
          type: "chat",
          display_name: "Llama 3.3 70B",
          context_length: 131_072,
        },
        { id: "BAAI/bge-base", type: "embedding" },
      ],
      [{ id: "meta-llama/Llama-3.3-70B-Instruct-Turbo", name: "Llama 3.3 70B", contextWindow: 131_072 }],
    ],
    [
      "Mistral, which lists aliases twice",
      {
        data: [
          {
            id: "codestral-latest",
            max_context_length: 256_000,
            capabilities: { completion_chat: true, completion_fim: true },
          },
          {
            id: "codestral-latest",
            max_context_length: 256_000,
            capabilities: { completion_chat: true, completion_fim: true },
          },
          { id: "mistral-classifier", capabilities: { completion_chat: false, completion_fim: false } },
        ],
      },
      [{ id: "codestral-latest", contextWindow: 256_000 }],
    ],
    [
      "vLLM",
      { data: [{ id: "Qwen/Qwen3-8B", max_model_len: 40_960 }] },
      [{ id: "Qwen/Qwen3-8B", contextWindow: 40_960 }],
    ],
    [
      "llama.cpp",
      { data: [{ id: "model.gguf", meta: { n_ctx_train: 32_768 } }] },
      [{ id: "model.gguf", contextWindow: 32_768 }],
    ],
  ];
  for (const [name, body, expected] of shapes) {
    it(`are read as ${name} lists them`, async () => {
      assert.deepEqual(models(await list("openai-chat", playJson(body))), expected);
    });
  }
});

describe("the models of Anthropic", () => {
  it("are listed with their windows, over all pages", async () => {
    const pages = [
      {
        data: [
          {
            type: "model",
            id: "claude-sonnet-5-5",
            display_name: "Claude Sonnet 5.5",
            max_input_tokens: 1_000_000,
            max_tokens: 128_000,
          },
          { type: "model", id: "claude-3-opus", display_name: "Claude Opus 3", lifecycle: "retired" },
        ],
        has_more: true,
        first_id: "claude-sonnet-5-5",
        last_id: "claude-3-opus",
      },
      {
        data: [{ type: "model", id: "claude-haiku-4-5", display_name: "Claude Haiku 4.5" }],
        has_more: false,
        last_id: "x",
      },
    ];
    const urls: string[] = [];
    const fetch: typeof globalThis.fetch = async (input: string | URL | Request) => {
      urls.push(input instanceof Request ? input.url : String(input));
      return Response.json(pages[urls.length - 1]);
    };
    const found = await list("anthropic-messages", { fetch, sent: [] });
    assert.deepEqual(models(found), [
      { id: "claude-sonnet-5-5", name: "Claude Sonnet 5.5", contextWindow: 1_000_000, maxOutputTokens: 128_000 },
      { id: "claude-haiku-4-5", name: "Claude Haiku 4.5" },
    ]);
    assert.deepEqual(urls, [
      "http://provider.invalid/v1/models?limit=1000",
      "http://provider.invalid/v1/models?limit=1000&after_id=claude-3-opus",
    ]);
  });
});

describe("the models of Gemini", () => {
  it("are those that generate text, with their limits, over all pages", async () => {
    const generate = ["generateContent", "countTokens"];
    const pages = [
      {
        models: [
          {
            name: "models/gemini-3.8-flash",
            displayName: "Gemini 3.8 Flash",
            inputTokenLimit: 1_048_576,
            outputTokenLimit: 65_536,
            supportedGenerationMethods: generate,
          },
          { name: "models/gemini-embedding-2", supportedGenerationMethods: ["embedContent"] },
          { name: "models/gemini-2.5-flash-preview-tts", supportedGenerationMethods: generate },
        ],
        nextPageToken: "p2/=",
      },
      { models: [{ name: "models/gemma-4-31b-it", supportedGenerationMethods: generate }] },
    ];
    const urls: string[] = [];
    const fetch: typeof globalThis.fetch = async (input: string | URL | Request) => {
      urls.push(input instanceof Request ? input.url : String(input));
      return Response.json(pages[urls.length - 1]);
    };
    assert.deepEqual(models(await list("gemini", { fetch, sent: [] })), [
      { id: "gemini-3.8-flash", name: "Gemini 3.8 Flash", contextWindow: 1_048_576, maxOutputTokens: 65_536 },
      { id: "gemma-4-31b-it" },
    ]);
    assert.equal(urls[1], "http://provider.invalid/v1/models?pageSize=1000&pageToken=p2%2F%3D");
  });
});

describe("a listing that fails", () => {
  for (const dialect of ["openai-chat", "anthropic-messages", "gemini"] as const) {
    it(`in ${dialect} is a failure with its class`, async () => {
      const refused = await list(
        dialect,
        playJson({ error: { message: "bad key", type: "authentication_error" } }, 401),
      );
      assert.ok(!refused.ok);
      assert.equal(refused.failure.class, "credential-invalid");
    });

    it(`in ${dialect} is cancelled when it was aborted`, async () => {
      const provider = testProvider(dialect);
      const client = createProviderClient({ provider, key: "k", fetch: () => assert.fail("nothing may be sent") });
      const result = await client.listModels(AbortSignal.abort());
      assert.ok(!result.ok && result.failure.class === "cancelled");
    });

    it(`in ${dialect} is a broken server when it is no listing`, async () => {
      for (const played of [playJson({ hello: "world" }), playJson("hello", 200, { "content-type": "text/html" })]) {
        const result = await list(dialect, played);
        assert.ok(!result.ok);
        assert.equal(result.failure.class, "server-error");
      }
    });
  }
});
