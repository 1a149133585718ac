import assert from "node:assert/strict";
import { createServer } from "node:net";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createProviderClient } from "../../../src/providers/client.ts";
import type { Dialect, Provider } from "../../../src/spec/provider.ts";
import type { ModelRequest } from "../../../src/spec/request.ts";
import type { StreamPart } from "../../../src/spec/stream.ts";
import { beginStream, readBody, startServer } from "../../support/loopback-server.ts";
import type { LoopbackServer } from "../../support/loopback-server.ts";
import { collect, readRecording } from "../../support/recorded-stream.ts";
import { testProvider } from "../../support/test-providers.ts";
import { unbatched } from "../../support/unbatched.ts";

const CHAT: ModelRequest = { kind: "chat", messages: [{ role: "user", content: [{ type: "text", text: "Hello?" }] }] };
const FILL: ModelRequest = {
  kind: "fill",
  prefix: "a",
  suffix: "b",
  language: "c",
  path: "d.c",
  maxOutputTokens: 16,
};

interface Way {
  readonly name: string;
  readonly dialect: Dialect;
  readonly path: string;
  readonly recording: string;
  readonly request: ModelRequest;
  readonly more?: Partial<Provider>;
}

/** The same question as its caller wrote it. */
const asWritten = (format: Dialect): ModelRequest => ({
  ...CHAT,
  verbatim: { format, body: { messages: [{ role: "user", content: "Hello?" }] }, streamed: true },
});

const SPOKEN: readonly Way[] = [
  { name: "openai-chat", dialect: "openai-chat", path: "/v1", recording: "openai-chat/text", request: CHAT },
  {
    name: "anthropic-messages",
    dialect: "anthropic-messages",
    path: "/v1",
    recording: "anthropic-messages/text",
    request: CHAT,
  },
  { name: "gemini", dialect: "gemini", path: "/v1beta", recording: "gemini/text", request: CHAT },
  {
    name: "fim with a suffix",
    dialect: "openai-chat",
    path: "/v1",
    recording: "fim/suffix",
    request: FILL,
    more: { fill: { style: "prompt-suffix", models: ["m"] } },
  },
  {
    name: "fim of Mistral",
    dialect: "openai-chat",
    path: "/v1",
    recording: "fim/mistral",
    request: FILL,
    more: { fill: { style: "mistral-fim", models: ["m"] } },
  },
];

/** Each, and the three chats as their callers wrote them as well, which go another way. */
const WAYS: readonly Way[] = [
  ...SPOKEN,
  ...SPOKEN.filter(({ request }) => request.kind === "chat").map((way) => ({
    ...way,
    name: `${way.name} as its caller wrote it`,
    request: asWritten(way.dialect),
  })),
];

function stream(way: Way, origin: string, signal: AbortSignal): AsyncIterable<StreamPart> {
  const provider = testProvider(way.dialect, { baseUrl: origin + way.path, ...way.more });
  return unbatched(createProviderClient({ provider, key: "secret-key" }).stream(way.request, "m", signal));
}

/** The beginning of a recording, up to and with its first text. */
function beginning(way: Way): string {
  const text = new TextDecoder().decode(readRecording(way.recording));
  const end = text.indexOf("\n", text.search(/Grüße|return/));
  return `${text.slice(0, end + 1)}\n`;
}

async function lastFailure(parts: AsyncIterable<StreamPart>): Promise<StreamPart> {
  const all = await collect(parts);
  const last = all.at(-1);
  assert.ok(last, "a stream has a last part");
  assert.equal(all.filter((part) => part.type === "failure" || part.type === "finish").length, 1);
  return last;
}

for (const way of WAYS) {
  describe(`${way.name} over a socket`, () => {
    let server: LoopbackServer | undefined;
    afterEach(() => server?.stop());

    it("closes it at once when aborted before the answer", async () => {
      const arrived = Promise.withResolvers<void>();
      server = await startServer(() => arrived.resolve());
      const abort = new AbortController();
      const parts = lastFailure(stream(way, server.url, abort.signal));
      await arrived.promise;
      abort.abort();
      await server.closed();
      const last = await parts;
      assert.ok(last.type === "failure" && last.failure.class === "cancelled");
    });

    it("closes it at once when aborted within the answer, and still says what was used", async () => {
      server = await startServer((_, response) => beginStream(response, beginning(way)));
      const abort = new AbortController();
      const parts: StreamPart[] = [];
      for await (const part of stream(way, server.url, abort.signal)) {
        parts.push(part);
        if (part.type === "text") abort.abort();
      }
      await server.closed();
      const last = parts.at(-1);
      assert.ok(last?.type === "failure" && last.failure.class === "cancelled");
      const usage = parts.findLast((part) => part.type === "usage");
      assert.ok(usage && usage.usage.output > 0);
    });

    it("closes it when the reader leaves early", async () => {
      server = await startServer((_, response) => beginStream(response, beginning(way)));
      for await (const part of stream(way, server.url, new AbortController().signal)) {
        if (part.type === "text") break;
      }
      await server.closed();
    });

    it("sends nothing when it is aborted beforehand", async () => {
      server = await startServer(() => assert.fail("nothing may be sent"));
      const last = await lastFailure(stream(way, server.url, AbortSignal.abort()));
      assert.ok(last.type === "failure" && last.failure.class === "cancelled");
      assert.equal(server.connections, 0);
    });

    it("calls a reset within the answer truncated, with the socket's code", async () => {
      const answering = Promise.withResolvers<ServerResponse>();
      server = await startServer((_, response) => {
        beginStream(response, beginning(way));
        answering.resolve(response);
      });
      const parts: StreamPart[] = [];
      for await (const part of stream(way, server.url, new AbortController().signal)) {
        parts.push(part);
        if (part.type === "text") (await answering.promise).socket?.resetAndDestroy();
      }
      const last = parts.at(-1);
      assert.ok(last?.type === "failure");
      assert.equal(last.failure.class, "truncated");
      assert.match(last.failure.code ?? "", /^(?:ECONNRESET|UND_ERR_SOCKET)$/);
    });

    it("calls a refused connection a network failure, with the socket's code", async () => {
      const closed = await startServer(() => undefined);
      await closed.stop();
      const last = await lastFailure(stream(way, closed.url, new AbortController().signal));
      assert.ok(last.type === "failure");
      assert.equal(last.failure.class, "network");
      assert.equal(last.failure.scope, "provider");
      assert.equal(last.failure.code, "ECONNREFUSED");
    });

    it("calls a server that hangs up before it answers a network failure", async () => {
      const hangup = createServer((socket) => socket.once("data", () => socket.destroy()));
      hangup.listen(0, "127.0.0.1");
      await once(hangup, "listening");
      const { port } = hangup.address() as AddressInfo;
      const last = await lastFailure(stream(way, `http://127.0.0.1:${port}`, new AbortController().signal));
      hangup.close();
      assert.ok(last.type === "failure" && last.failure.class === "network");
    });

    it("follows no redirect with the key", async () => {
      const elsewhere = await startServer(() => assert.fail("the key must not get here"));
      server = await startServer((_, response) => {
        response.writeHead(307, { location: `${elsewhere.url}/v1/steal` }).end();
      });
      const last = await lastFailure(stream(way, server.url, new AbortController().signal));
      await elsewhere.stop();
      assert.ok(last.type === "failure" && last.failure.scope === "provider");
      assert.match(last.failure.message, /redirects/);
      assert.equal(elsewhere.connections, 0);
    });

    if (way.dialect !== "gemini") {
      it("ends at the terminator, though the server holds the connection open", async () => {
        server = await startServer((_, response) => beginStream(response, readRecording(way.recording)));
        const parts = await collect(stream(way, server.url, new AbortController().signal));
        assert.equal(parts.at(-1)?.type, "finish");
      });
    }

    it("uses a connection again, though each answer ends before its body does", async () => {
      const recording = readRecording(way.recording);
      server = await startServer(async (request, response) => {
        await readBody(request);
        beginStream(response, recording);
        // The end of the body comes a moment after the terminator, as from a distant server.
        setTimeout(() => response.end(), 5);
      });
      for (let answer = 0; answer < 5; answer += 1) {
        const parts = await collect(stream(way, server.url, new AbortController().signal));
        assert.equal(parts.at(-1)?.type, "finish");
        await wait(20);
      }
      // Cut off at its terminator, every answer would need one of its own.
      assert.ok(server.connections < 5);
    });
  });
}
