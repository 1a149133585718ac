import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { createProviderClient } from "../../../src/providers/client.ts";
import type { Verbatim } from "../../../src/spec/wire-format.ts";
import { readBody, startServer, type LoopbackServer } from "../../support/loopback-server.ts";
import { collect } from "../../support/recorded-stream.ts";
import { testProvider } from "../../support/test-providers.ts";

const ANSWER = { content: [{ type: "text", text: "Hi." }], stop_reason: "end_turn", usage: { output_tokens: 2 } };

function written(more: Partial<Verbatim> = {}): Verbatim {
  const body = { max_tokens: 9, messages: [{ role: "user", content: "Hi" }] };
  return { format: "anthropic-messages", body, streamed: false, ...more };
}

/** What a server was asked, and how it answers: by the headers of the request. */
async function withServer(
  answer: (headers: IncomingHttpHeaders) => { readonly status: number; readonly body: object },
  run: (server: LoopbackServer, asked: readonly { headers: IncomingHttpHeaders; body: unknown }[]) => Promise<void>,
): Promise<void> {
  const asked: { headers: IncomingHttpHeaders; body: unknown }[] = [];
  const server = await startServer(async (request, response) => {
    asked.push({ headers: request.headers, body: JSON.parse(await readBody(request)) });
    const { status, body } = answer(request.headers);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  try {
    await run(server, asked);
  } finally {
    await server.stop();
  }
}

function clientOf({ url }: LoopbackServer) {
  return createProviderClient({
    provider: testProvider("anthropic-messages", { baseUrl: `${url}/v1` }),
    key: "secret-key",
  });
}

describe("a server that knows less of Messages than Anthropic", () => {
  const refusal = (message: string) => ({ status: 400, body: { error: { type: "invalid_request_error", message } } });
  const ask = async (server: LoopbackServer, beta: string) => {
    const verbatim = written({ headers: { "anthropic-version": "2023-06-01", "anthropic-beta": beta } });
    const stream = clientOf(server).stream(
      { kind: "chat", messages: [], verbatim },
      "claude-x",
      new AbortController().signal,
    );
    return (await collect(stream)).at(-1);
  };

  it("is not sent the betas again that it refused by name", async () => {
    const answer = ({ "anthropic-beta": beta = "" }: IncomingHttpHeaders) =>
      beta.includes("new-1")
        ? refusal("Unexpected value(s) `new-1`, `new-2` for the `anthropic-beta` header. Please consult the docs.")
        : { status: 200, body: ANSWER };
    await withServer(answer, async (server, asked) => {
      assert.deepEqual(await ask(server, "new-1, old,new-2"), { type: "finish", reason: "stop" });
      assert.deepEqual(await ask(server, "new-2"), { type: "finish", reason: "stop" });
      assert.deepEqual(
        asked.map(({ headers }) => headers["anthropic-beta"]),
        ["new-1, old,new-2", "old", undefined],
      );
    });
  });

  it("is sent none where it does not say which of them it refuses", async () => {
    const answer = ({ "anthropic-beta": beta }: IncomingHttpHeaders) =>
      beta === undefined ? { status: 200, body: ANSWER } : refusal("invalid beta flag");
    await withServer(answer, async (server, asked) => {
      assert.deepEqual(await ask(server, "a,b"), { type: "finish", reason: "stop" });
      assert.equal(asked.length, 2);
    });
  });

  it("is asked once where it refuses what was never sent", async () => {
    await withServer(
      () => refusal("Unexpected value(s) `c` for the `anthropic-beta` header."),
      async (server, asked) => {
        const last = await ask(server, "a,c-2");
        assert.equal(last?.type === "failure" && last.failure.class, "caller-fault");
        assert.equal(asked.length, 1);
      },
    );
  });

  it("is asked once more without thinking that it did not sign", async () => {
    const thought = { type: "thinking", thinking: "hm", signature: "of another" };
    const call = { type: "tool_use", id: "t", name: "f", input: {} };
    const messages = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: [thought] },
      { role: "assistant", content: [thought, call] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: "r" }] },
    ];
    const verbatim = written({
      body: { max_tokens: 9000, messages, thinking: { type: "enabled", budget_tokens: 2000 } },
    });
    let answers = 0;
    const answer = () => {
      answers += 1;
      return answers === 1
        ? refusal("messages.1.content.0: Invalid `signature` in `thinking` block")
        : { status: 200, body: ANSWER };
    };
    await withServer(answer, async (server, asked) => {
      const stream = clientOf(server).stream(
        { kind: "chat", messages: [], verbatim },
        "claude-sonnet-4-5",
        new AbortController().signal,
      );
      assert.deepEqual((await collect(stream)).at(-1), { type: "finish", reason: "stop" });
      assert.deepEqual(asked[1]?.body, {
        model: "claude-sonnet-4-5",
        max_tokens: 9000,
        messages: [messages[0], { role: "assistant", content: [call] }, messages[3]],
      });
    });
  });

  const count = (server: LoopbackServer, verbatim: Verbatim, model = "claude-x") =>
    clientOf(server).countTokens(verbatim, model, new AbortController().signal);

  it("may be unable to count tokens, which is no failure", async () => {
    await withServer(
      () => ({ status: 404, body: { detail: "Not Found" } }),
      async (server) => assert.equal(await count(server, written()), undefined),
    );
  });

  it("counts the tokens of what the model would be asked", async () => {
    const body = { ...written().body, thinking: { type: "enabled", budget_tokens: 2000 }, context_management: {} };
    await withServer(
      () => ({ status: 200, body: { input_tokens: 7 } }),
      async (server, asked) => {
        assert.deepEqual(await count(server, written({ body }), "claude-opus-4-8"), { ok: true, value: 7 });
        assert.deepEqual(asked[0]?.body, {
          model: "claude-opus-4-8",
          messages: [{ role: "user", content: "Hi" }],
          thinking: { type: "adaptive", display: "summarized" },
          context_management: {},
        });
      },
    );
  });
});
