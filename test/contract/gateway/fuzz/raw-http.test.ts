import { strict as assert } from "node:assert";
import fc from "fast-check";
import { ask } from "../../../support/gateway-client.ts";
import { entrances, type Entrance } from "../../../support/gateway-entrances.ts";
import {
  cutBytes,
  cuts,
  eventually,
  fuzzLimitMs,
  fuzzSettings,
  startFuzzStand,
  type FuzzStand,
} from "../../../support/gateway-fuzz.ts";
import { openRaw, rawRequest, statusesIn, type RawConnection } from "../../../support/gateway-raw.ts";

const host = "Host: 127.0.0.1";

describe("bytes that arrive at the gateway's port", () => {
  let fuzz: FuzzStand;
  before(async () => {
    fuzz = await startFuzzStand();
  });
  after(() => fuzz.close());
  afterEach(async () => {
    assert.deepEqual(fuzz.stand.bugs, []);
    await eventually("no request is under way", () => fuzz.stand.gateway.stats().underWay === 0);
    const { status } = await ask(fuzz.stand, "/v1/models");
    assert.equal(status, 200);
  });

  const auth = (): string => `Authorization: Bearer ${fuzz.stand.token}`;
  const valid = (entrance: Entrance, streamed: boolean, more: readonly string[] = []): Buffer => {
    const model = "chat/m1";
    const body = JSON.stringify(entrance.body(model, streamed && entrance.streams));
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    return rawRequest(`POST ${entrance.path(model, streamed)} HTTP/1.1`, [host, auth(), length, ...more], body);
  };
  async function open<T>(use: (raw: RawConnection) => Promise<T>): Promise<T> {
    const raw = await openRaw(fuzz.stand);
    try {
      return await use(raw);
    } finally {
      raw.hangUp();
    }
  }
  const answerTo = (bytes: Buffer): Promise<string> =>
    open((raw) => {
      raw.send(bytes);
      return raw.until((text) => /\r\n\r\n/.test(text) && statusesIn(text).some((status) => status >= 200));
    });

  it("make a request, wherever they are cut", async function () {
    this.timeout(fuzzLimitMs());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...entrances), fc.boolean(), cuts, async (entrance, streamed, places) => {
        const text = await open(async (raw) => {
          for (const piece of cutBytes(valid(entrance, streamed, ["Connection: close"]), places)) {
            raw.send(piece);
            await new Promise((resolve) => setImmediate(resolve));
          }
          return raw.until();
        });
        assert.deepEqual(statusesIn(text), [200], text);
      }),
      fuzzSettings(60),
    );
  });

  it("make several requests on one connection, answered in order", async function () {
    this.timeout(fuzzLimitMs());
    const few = fc.array(fc.tuple(fc.constantFrom(...entrances), fc.boolean()), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(few, cuts, async (asked, places) => {
        const bytes = asked.map(([entrance, streamed], at) =>
          valid(entrance, streamed, at === asked.length - 1 ? ["Connection: close"] : []),
        );
        const text = await open(async (raw) => {
          for (const piece of cutBytes(Buffer.concat(bytes), places)) raw.send(piece);
          return raw.until();
        });
        assert.deepEqual(statusesIn(text), Array(asked.length).fill(200), text);
      }),
      fuzzSettings(40),
    );
  });

  it("may stop in the middle, and nothing of it stays", async function () {
    this.timeout(fuzzLimitMs());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...entrances), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.nat(1000),
        fc.nat(3),
        async (asked, streamed, share, waitMs) => {
          const bytes = Buffer.concat(asked.map((entrance) => valid(entrance, streamed)));
          await open(async (raw) => {
            raw.send(bytes.subarray(0, Math.floor((bytes.length * share) / 1000)));
            await new Promise((resolve) => setTimeout(resolve, waitMs));
          });
          await eventually("the request is over", () => fuzz.stand.gateway.stats().underWay === 0);
          assert.deepEqual(fuzz.stand.bugs, []);
        },
      ),
      fuzzSettings(80),
    );
  });

  it("get a refusal and lose their connection where they are no HTTP", async function () {
    this.timeout(fuzzLimitMs());
    const start = fc.constantFrom(
      "",
      "GET / HTTP/1.1\r\n",
      `POST /v1/messages HTTP/1.1\r\n${host}\r\n`,
      "\x16\x03\x01",
      "PRI * HTTP/2.0\r\n\r\n",
    );
    const junk = fc.uint8Array({ minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(start, junk, async (begin, bytes) => {
        await open(async (raw) => {
          raw.send(Buffer.concat([Buffer.from(begin), Buffer.from(bytes), Buffer.from("\r\n\r\n\0:\0\r\n\r\n")]));
          const text = await raw.until();
          for (const status of statusesIn(text)) assert.ok(status >= 400 && status < 500, text);
        });
      }),
      fuzzSettings(80),
    );
  });

  it("are refused with 4xx where the request is put together wrongly", async () => {
    const chunked = [host, auth(), "Transfer-Encoding: chunked"];
    const post = "POST /v1/messages HTTP/1.1";
    const wrong: Readonly<Record<string, Buffer>> = {
      "no host": rawRequest("GET /v1/models HTTP/1.1", [auth()]),
      "another host after the first": rawRequest("GET /v1/models HTTP/1.1", ["Host: evil.example", host, auth()]),
      "a chunk's size that is none": rawRequest(post, chunked, "zz\r\n{}\r\n0\r\n\r\n"),
      "a chunk longer than said": rawRequest(post, chunked, "1\r\n{}\r\n0\r\n\r\n"),
      "both lengths": rawRequest(post, [...chunked, "Content-Length: 2"], "2\r\n{}\r\n0\r\n\r\n"),
      "two lengths": rawRequest(post, [host, auth(), "Content-Length: 2", "Content-Length: 3"], "{} "),
      "a length below zero": rawRequest(post, [host, auth(), "Content-Length: -1"]),
      "too large headers": rawRequest("GET /v1/models HTTP/1.1", [host, auth(), `X-Large: ${"x".repeat(40_000)}`]),
      "a line end in a name": rawRequest("GET /v1/models HTTP/1.1", [host, auth(), "X-a\nb: c"]),
      "a word that is no method": rawRequest("FETCH /v1/models HTTP/1.1", [host, auth()]),
      "another method": rawRequest("PATCH /v1/messages HTTP/1.1", [host, auth()]),
      "an unknown address": rawRequest("GET /v2/%00%ff/../../etc/passwd HTTP/1.1", [host, auth()]),
      "a model of broken letters": rawRequest("GET /v1/models/%e4%zz HTTP/1.1", [host, auth()]),
      "an expectation that nobody knows": rawRequest(post, [host, auth(), "Expect: the-best", "Content-Length: 0"]),
    };
    for (const [what, bytes] of Object.entries(wrong)) {
      const text = await answerTo(bytes);
      const [status = 0] = statusesIn(text);
      assert.ok(status >= 400 && status < 500, `${what}: ${text}`);
    }
  });

  it("may name the gateway in the address, or an address full of surprises", async function () {
    this.timeout(fuzzLimitMs());
    const path = fc.oneof(
      fc.webPath({ size: "medium" }),
      fc.constantFrom(
        "//",
        "///v1/models",
        "//evil.example/v1/models",
        "*",
        "http://[::1",
        "http://evil.example/v1/models",
        "/%",
        "/v1/models/%",
      ),
      fc.constantFrom(
        "/v1/models?key=%ff&key=",
        "/v1beta/models/:generateContent",
        "/v1beta/models/%2e%2e:countTokens",
        "/v1/responses/%00",
        "?",
      ),
      fc.string({ unit: "grapheme-ascii", maxLength: 80 }).map((text) => `/${text.replaceAll(/[\s#]/g, "")}`),
    );
    const method = fc.constantFrom("GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "CONNECT", "TRACE", "PATCH");
    await fc.assert(
      fc.asyncProperty(path, method, async (target, verb) => {
        const length = verb === "POST" || verb === "PUT" ? ["Content-Length: 2"] : [];
        const bytes = rawRequest(
          `${verb} ${target} HTTP/1.1`,
          [host, auth(), "Connection: close", ...length],
          length.length > 0 ? "{}" : "",
        );
        const text = await open((raw) => {
          raw.send(bytes);
          return raw.until();
        });
        for (const status of statusesIn(text)) assert.ok(status < 500, `${verb} ${target}: ${text}`);
        assert.ok(!text.includes(fuzz.stand.token));
      }),
      fuzzSettings(120),
    );
  });

  it("may ask first whether to go on", async () => {
    const [entrance] = entrances;
    assert.ok(entrance);
    const whole = valid(entrance, true, ["Expect: 100-continue", "Connection: close"]).toString("latin1");
    const head = whole.slice(0, whole.indexOf("\r\n\r\n") + 4);
    const text = await open(async (raw) => {
      raw.send(head);
      await raw.until((came) => came.includes("100 Continue"));
      raw.send(whole.slice(head.length));
      return raw.until();
    });
    assert.deepEqual(statusesIn(text), [100, 200]);
  });

  it("may be several requests of a caller who vanishes in the first answer", async () => {
    const [entrance] = entrances;
    assert.ok(entrance);
    let asked = 0;
    fuzz.upstream.answerWith(({ response, good }) => {
      asked += 1;
      response.writeHead(200, { "content-type": good.contentType });
      response.write(good.pieces[0]);
    });
    await open(async (raw) => {
      for (let times = 0; times < 3; times += 1) raw.send(valid(entrance, true));
      raw.send(valid(entrance, true).subarray(0, -10));
      await raw.until((came) => came.includes("word0"));
      await eventually("the next are asked for", () => asked === 3);
    });
    await eventually("no request is under way", () => fuzz.stand.gateway.stats().underWay === 0);
    await eventually("every call is over", () => fuzz.upstream.openSockets === 0);
  });

  it("do no harm to an answer under way when nonsense follows the request", async () => {
    const [entrance] = entrances;
    assert.ok(entrance);
    fuzz.upstream.answerWith(async ({ response, good }) => {
      response.writeHead(200, { "content-type": good.contentType });
      for (const piece of good.pieces) {
        response.write(piece);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      response.end();
    });
    const text = await open(async (raw) => {
      raw.send(valid(entrance, true));
      await raw.until((came) => came.includes("word1"));
      raw.send("no HTTP at all\r\n\r\n");
      return raw.until();
    });
    assert.deepEqual(statusesIn(text), [200], text);
  });
});
