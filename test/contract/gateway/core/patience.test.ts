import { strict as assert } from "node:assert";
import { createServer, type Server, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { EventWriter } from "../../../../src/gateway/http/event-writer.ts";
import { sendJson } from "../../../../src/gateway/http/exchange.ts";
import { forgetPatience } from "../../../../src/gateway/http/patience.ts";
import { ask } from "../../../support/gateway-client.ts";
import { eventually } from "../../../support/gateway-fuzz.ts";
import { startGatewayStand, type GatewayStand } from "../../../support/gateway-stand.ts";
import { beginStream, readBody, startServer, type LoopbackServer } from "../../../support/loopback-server.ts";
import { openRaw, rawRequest } from "../../../support/gateway-raw.ts";
import { testProvider } from "../../../support/test-providers.ts";

const long = "x".repeat(40_000_000);

/** Two ways in which an answer is written to its end. */
const endings: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "in one piece": (response) => sendJson(response, 200, long),
  "as events": (response) => {
    const writer = new EventWriter(response);
    void writer.write(long);
    writer.end({});
  },
};

describe("a caller who stops reading", () => {
  let server: Server;
  let socket: Socket;
  let responses: ServerResponse[];
  const listen = async (answer: (response: ServerResponse) => void, requests: number): Promise<void> => {
    responses = [];
    server = createServer((_request, response) => {
      responses.push(response);
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // A server that listens on a port has this kind of address.
    socket = connect((server.address() as AddressInfo).port, "127.0.0.1").pause();
    socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n".repeat(requests));
  };
  afterEach(() => {
    socket.destroy();
    server.close();
  });

  for (const [how, end] of Object.entries(endings)) {
    it(`is not waited for for ever when its answer was written to its end ${how}`, async () => {
      await listen(end, 1);
      await eventually("the answer is written", () => responses[0]?.writableEnded === true);
      assert.equal(responses[0]?.writableFinished, false);
      assert.equal(responses[0]?.socket?.timeout, 60_000);
    });
  }

  it("has more time again for the answer to a request that it sent right behind the first", async () => {
    await listen((response) => {
      forgetPatience(response);
      if (responses.length === 1) sendJson(response, 200, {});
    }, 2);
    await eventually("the second one has its turn", () => responses[1]?.socket != null);
    assert.equal(responses[1]?.socket?.timeout, 0);
  });
});

describe("a caller with an old or a hurried program", () => {
  let upstream: LoopbackServer;
  let stand: GatewayStand;
  before(async () => {
    upstream = await startServer(async (request, response) => {
      await readBody(request);
      if (request.url?.endsWith("count_tokens")) return;
      beginStream(response, `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "Hi" } }] })}\n\n`);
      response.end("data: [DONE]\n\n");
    });
    const models = [{ id: "m" }];
    stand = await startGatewayStand({
      providers: [
        testProvider("openai-chat", { id: "chat", baseUrl: `${upstream.url}/v1`, models }),
        testProvider("anthropic-messages", { id: "claude", baseUrl: `${upstream.url}/v1`, models }),
      ],
    });
  });
  after(async () => {
    await stand.close();
    await upstream.stop();
  });

  it("gets a stream over HTTP/1.0 too, which has no chunks and no trailers", async () => {
    const body = JSON.stringify({ model: "chat/m", stream: true, messages: [{ role: "user", content: "Hi" }] });
    const raw = await openRaw(stand);
    const headers = ["host: 127.0.0.1", `authorization: Bearer ${stand.token}`, `content-length: ${body.length}`];
    raw.send(rawRequest("POST /v1/chat/completions HTTP/1.0", headers, body));
    const text = await raw.until();
    raw.hangUp();
    assert.match(text, /^HTTP\/1\.1 200 /);
    assert.match(text, /data: \[DONE\]\n\n$/);
    assert.doesNotMatch(text, /^trailer:/im);
    assert.deepEqual(stand.bugs, []);
  });

  it("is told an estimate where the provider takes too long to count", async () => {
    const body = JSON.stringify({ model: "claude/m", messages: [{ role: "user", content: "Hi" }] });
    const { status, headers, text } = await ask(stand, "/v1/messages/count_tokens", { body });
    assert.equal(status, 200, text);
    assert.equal(headers["x-switchyard-estimated"], "true");
  });
});
