import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { recognise } from "../../../src/gateway/share/recognise.ts";
import { startStub } from "./stub-gateway.ts";

const signal = new AbortController().signal;

/** Listens with whatever answers, for as long as `use` takes. */
async function withServer<T>(listener: RequestListener, use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  try {
    return await use(address.port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("who has the gateway's port", () => {
  it("is a gateway of ours where it proves to have the token", async () => {
    const gateway = await startStub(0, () => "sk-switchyard-ours");
    assert.equal(await recognise(gateway.port, "sk-switchyard-ours", signal), "ours");
    assert.equal(await recognise(gateway.port, "sk-switchyard-other", signal), "stranger");
    await gateway.close();
    assert.equal(await recognise(gateway.port, "sk-switchyard-ours", signal), "nobody");
  });

  it("never hears the token", async () => {
    const heard: string[] = [];
    await withServer(
      (request, response) => {
        heard.push(`${request.url} ${JSON.stringify(request.rawHeaders)}`);
        response.end("{}");
      },
      (port) => recognise(port, "sk-switchyard-secret", signal),
    );
    assert.equal(heard.length, 1);
    assert.doesNotMatch(heard.join(), /secret/);
  });

  it("cannot pass for ours by giving an old answer again", async () => {
    const first = await startStub(0, () => "sk-t");
    const answer = await (await fetch(`${first.url}/health?challenge=old`)).text();
    await first.close();
    assert.match(answer, /"proof":"/);
    assert.equal(
      await withServer(
        (_, response) => void response.end(answer),
        (port) => recognise(port, "sk-t", signal),
      ),
      "stranger",
    );
  });

  for (const [what, listener] of [
    ["a page", (_, response) => void response.end("<html>")],
    ["JSON of another kind", (_, response) => void response.end('{"status":"ok"}')],
    ["no object", (_, response) => void response.end("null")],
    ["a flood", (_, response) => void response.end("x".repeat(1_000_000))],
    ["an answer that breaks off", (_, response) => (response.write("{"), void response.destroy())],
  ] as readonly [string, RequestListener][]) {
    it(`is a stranger, or about to leave, where it answers with ${what}`, async () => {
      const occupant = await withServer(listener, (port) => recognise(port, "sk-t", signal));
      assert.notEqual(occupant, "ours");
    });
  }

  it("is a stranger where it says nothing in time", async () => {
    const began = performance.now();
    assert.equal(
      await withServer(
        () => {},
        (port) => recognise(port, "sk-t", signal),
      ),
      "stranger",
    );
    assert.ok(performance.now() - began < 3_000);
  });
});
