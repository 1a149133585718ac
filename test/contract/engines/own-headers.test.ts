import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { decodeCustomProviders } from "../../../src/connections/custom-providers.ts";
import { createProviderClient } from "../../../src/providers/client.ts";
import type { ModelRequest } from "../../../src/spec/request.ts";
import { text, user } from "../../support/chat-calls.ts";
import { startServer } from "../../support/loopback-server.ts";

/** What a self-hosted Portkey gateway is asked with: it has no provider of its own, and is told one by a header. */
async function headersSent(baseUrl: (url: string) => string, own: Readonly<Record<string, string>>, verbatim: boolean) {
  let sent: IncomingHttpHeaders = {};
  const server = await startServer((request, response) => {
    sent = request.headers;
    response.writeHead(400, { "content-type": "application/json" }).end('{"error":{"message":"no"}}');
  });
  const setting = { portkey: { baseUrl: baseUrl(server.url), headers: own } };
  const [provider] = decodeCustomProviders(setting).providers;
  assert.ok(provider);
  const client = createProviderClient({ provider, key: "the-key" });
  const body = { model: "m", messages: [{ role: "user", content: "Hello?" }] };
  const request: ModelRequest = {
    kind: "chat",
    messages: [user(text("Hello?"))],
    ...(verbatim && { verbatim: { format: "openai-chat", body, streamed: true } }),
  };
  await Array.fromAsync(client.stream(request, "m", new AbortController().signal));
  await server.stop();
  return sent;
}

describe("a provider's own headers", () => {
  const portkey = { "X-Portkey-Provider": "openai", "x-portkey-config": "pc-1" };

  for (const verbatim of [false, true]) {
    it(`go along with ${verbatim ? "a request that passes through" : "a translated request"}`, async () => {
      const sent = await headersSent((url) => `${url}/v1`, portkey, verbatim);
      assert.equal(sent["x-portkey-provider"], "openai");
      assert.equal(sent["x-portkey-config"], "pc-1");
      assert.equal(sent.authorization, "Bearer the-key");
    });
  }

  for (const name of ["authorization", "X-Api-Key", "x-goog-api-key", "Cookie", "host", "content-length", "bad name"]) {
    it(`may not be called ${name}`, () => {
      const { providers, problem } = decodeCustomProviders({
        portkey: { baseUrl: "http://127.0.0.1:8787/v1", headers: { [name]: "x" } },
      });
      assert.deepEqual(providers, []);
      assert.ok(problem);
    });
  }
});
