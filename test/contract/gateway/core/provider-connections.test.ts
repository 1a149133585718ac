import { strict as assert } from "node:assert";
import type { Socket } from "node:net";
import { postDirect } from "../../../../src/providers/http/direct.ts";
import { readBody, startServer, type LoopbackServer } from "../../../support/loopback-server.ts";

describe("connections to a provider that were kept", () => {
  it("cost no answer when their server has closed all of them at once", async () => {
    const used = new WeakSet<Socket>();
    const waiting: (() => void)[] = [];
    const server = await startServer(async (request, response) => {
      if (used.has(request.socket)) return void request.socket.resetAndDestroy();
      used.add(request.socket);
      await readBody(request);
      // The first three are answered together, so that each has a connection of its own.
      waiting.push(() => response.end("{}"));
      if (waiting.length >= 3) for (const answer of waiting) answer();
    });
    const post = async (): Promise<string> => {
      const request = { url: `${server.url}/v1/chat/completions`, headers: {}, body: "{}" };
      const { text } = await postDirect(request, new AbortController().signal);
      let whole = "";
      for await (const piece of text) whole += piece;
      return whole;
    };
    assert.deepEqual(await Promise.all([post(), post(), post()]), ["{}", "{}", "{}"]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(server.connections, 3);
    assert.equal(await post(), "{}");
    assert.equal(server.connections, 4);
    await server.stop();
  });
});

describe("an answer that is given up", () => {
  let server: LoopbackServer;
  before(async () => {
    server = await startServer(async (request, response) => {
      await readBody(request);
      response.end("x".repeat(1000));
    });
  });
  after(() => server.stop());

  it("does no harm where all of it had come, and its end was not read yet", async () => {
    const caller = new AbortController();
    const { text } = await postDirect({ url: server.url, headers: {}, body: "{}" }, caller.signal);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await text[Symbol.asyncIterator]().next();
    caller.abort();
    // An error that nobody hears would end the whole program, and here the test.
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(caller.signal.aborted, true);
  });
});
