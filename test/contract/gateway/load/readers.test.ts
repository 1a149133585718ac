import { strict as assert } from "node:assert";
import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import { entrances, type Entrance } from "../../../support/gateway-entrances.ts";
import { eventually } from "../../../support/gateway-fuzz.ts";
import { startGatewayStand, type GatewayStand } from "../../../support/gateway-stand.ts";
import { startUpstream, type Asked, type Upstream } from "../../../support/gateway-upstream.ts";

const streaming = entrances.filter(({ streams }) => streams);
/** All routes that a streaming entrance can ask. */
const ways = streaming.flatMap((entrance) => entrance.routes.map((route) => ({ entrance, route })));
const paced = ways
  // Each takes seconds: all of them for a proof, else some of each kind.
  .filter((_, at) => process.env["SWITCHYARD_LOAD_SECONDS"] !== undefined || at % 4 === 0 || at === 10);
const mega = 1024 * 1024;
const idleMs = 400;

describe("who reads the gateway's answers", () => {
  let upstream: Upstream;
  let stand: GatewayStand;
  let sent = 0;
  let asking: http.ClientRequest | undefined;
  beforeEach(async () => {
    sent = 0;
    upstream = await startUpstream();
    const deadlines = { connectMs: 5000, firstTokenMs: 5000, idleMs, totalMs: 60_000 };
    stand = await startGatewayStand({ providers: upstream.providers, policy: { deadlines } });
  });
  afterEach(async () => {
    asking?.destroy();
    assert.deepEqual(stand.bugs, []);
    await eventually("no request is under way", () => stand.gateway.stats().underWay === 0);
    await stand.close();
    await upstream.stop();
  });

  function begin(entrance: Entrance, route: string, streamed: boolean): http.ClientRequest {
    const model = `${route}/m1`;
    const request = http.request(stand.url + entrance.path(model, streamed), {
      method: "POST",
      headers: { authorization: `Bearer ${stand.token}`, "content-type": "application/json" },
      agent: false,
    });
    asking = request;
    request.on("error", () => undefined);
    request.end(JSON.stringify(entrance.body(model, streamed)));
    return request;
  }
  async function answerOf(request: http.ClientRequest): Promise<IncomingMessage> {
    const [response] = (await once(request, "response")) as [IncomingMessage];
    return response;
  }

  /** Streams words for ever, as fast as they are taken. */
  async function pour({ response, good }: Asked): Promise<void> {
    response.writeHead(200, { "content-type": good.contentType });
    const before = good.pieces.findIndex((piece) => piece.includes("word0"));
    for (const piece of good.pieces.slice(0, before)) response.write(piece);
    const piece = (good.pieces[before] ?? "").replace("word0", "word ".repeat(200));
    while (!response.destroyed) {
      sent += piece.length;
      if (!response.write(piece)) await roomIn(response);
    }
  }

  function roomIn(response: Asked["response"]): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        response.off("drain", done);
        response.off("close", done);
        setImmediate(resolve);
      };
      response.once("drain", done);
      response.once("close", done);
    });
  }

  for (const { entrance, route } of paced) {
    it(`sets the pace of ${route} at ${entrance.name}: who stops reading stops it, and is no fault of the provider`, async function () {
      this.timeout(30_000);
      upstream.answerWith(pour);
      const request = begin(entrance, route, true);
      const response = await answerOf(request);
      response.pause();
      let last = -1;
      let looks = 0;
      // More than once: on a busy machine the buffers on the way fill in steps.
      await eventually("nothing more is sent", () => {
        looks = sent === last && sent > 0 ? looks + 1 : 0;
        last = sent;
        return looks >= 10;
      });
      await new Promise((resolve) => setTimeout(resolve, 3 * idleMs));
      assert.ok(sent - last < mega, `${sent - last} bytes more in a pause`);
      assert.ok(sent < 32 * mega, `${sent} bytes for a reader who reads nothing`);
      const stood = sent;
      response.resume();
      await eventually("it goes on", () => sent > stood + 4 * mega, 10_000);
      assert.equal(stand.calls.length, 0, "the call had ended while nobody read");
      request.destroy();
      await eventually("the call is recorded", () => stand.calls.length === 1);
      assert.equal(stand.calls[0]?.outcome, "cancelled");
      assert.equal(stand.calls[0]?.attempts.length, 1);
    });
  }

  for (const { entrance, route } of ways) {
    for (const streamed of [true, false]) {
      it(`closes ${route} when gone in the middle of ${entrance.name} ${streamed ? "as events" : "in one piece"}`, async () => {
        let closed = 0;
        upstream.answerWith(({ response, good }) => {
          response.once("close", () => (closed = Date.now()));
          response.writeHead(200, { "content-type": good.contentType });
          const text = good.pieces.join("");
          response.write(text.slice(0, Math.floor(text.length / 2)));
        });
        const request = begin(entrance, route, streamed);
        if (streamed) {
          const response = await answerOf(request);
          await once(response, "data");
        } else {
          await eventually("the provider is asked", () => upstream.openSockets === 1);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        const left = Date.now();
        request.destroy();
        await eventually("the connection upstream is closed", () => closed > 0, 1000);
        assert.ok(closed - left < 500, `${closed - left} ms`);
        await eventually("the call is recorded", () => stand.calls.length === 1);
        const [call] = stand.calls;
        assert.equal(call?.outcome, "cancelled");
        assert.ok((call?.attempts[0]?.usage?.input ?? 0) > 0, JSON.stringify(call));
      });
    }
  }
});
