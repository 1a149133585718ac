import { strict as assert } from "node:assert";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { ask, jsonOf } from "../../support/gateway-client.ts";
import { entrances } from "../../support/gateway-entrances.ts";
import { eventually, startFuzzStand, type FuzzStand } from "../../support/gateway-fuzz.ts";
import { openRaw, rawRequest, statusesIn } from "../../support/gateway-raw.ts";

const host = "Host: 127.0.0.1";
const mega = 1024 * 1024;

const packed = {
  gzip: promisify(zlib.gzip),
  deflate: promisify(zlib.deflate),
  br: (bytes: Buffer) =>
    promisify(zlib.brotliCompress)(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } }),
  zstd: promisify(zlib.zstdCompress),
} as const;

describe("what is sent to the gateway", () => {
  let fuzz: FuzzStand;
  before(async () => {
    fuzz = await startFuzzStand();
  });
  after(() => fuzz.close());
  afterEach(async () => {
    assert.deepEqual(fuzz.stand.bugs, []);
    await eventually("no request is under way", () => fuzz.stand.gateway.stats().underWay === 0);
  });
  const auth = () => ({ authorization: `Bearer ${fuzz.stand.token}` });
  const authLine = () => `Authorization: Bearer ${fuzz.stand.token}`;

  it("may be packed in any of the four usual ways", async () => {
    for (const { name, path, body } of entrances) {
      for (const [encoding, pack] of Object.entries(packed)) {
        const bytes = await pack(Buffer.from(JSON.stringify(body("chat/m1", false))));
        const headers = { ...auth(), "content-encoding": encoding };
        const { status, text } = await ask(fuzz.stand, path("chat/m1", false), { headers, body: bytes });
        assert.equal(status, 200, `${name} in ${encoding}: ${text}`);
      }
    }
  });

  it("is refused where it is packed in another way, or not in that which it says", async () => {
    for (const { path, isProblem } of entrances) {
      const send = (encoding: string) =>
        ask(fuzz.stand, path("chat/m1", false), { headers: { ...auth(), "content-encoding": encoding }, body: "{}" });
      for (const encoding of ["compress", "gzip, br", "__proto__", "constructor", "x"]) {
        const answered = await send(encoding);
        assert.equal(answered.status, 415, encoding);
        assert.ok(isProblem(jsonOf(answered)), answered.text);
      }
      for (const encoding of Object.keys(packed)) assert.equal((await send(encoding)).status, 400, encoding);
    }
  });

  it("cannot fill the memory by being packed well", async function () {
    this.timeout(60_000);
    const bomb = Buffer.alloc(80 * mega, " ");
    for (const [encoding, pack] of Object.entries(packed)) {
      const body = await pack(bomb);
      assert.ok(body.length < mega);
      const answered = await ask(fuzz.stand, "/v1/messages", {
        headers: { ...auth(), "content-encoding": encoding },
        body,
      });
      assert.equal(answered.status, 413, encoding);
    }
  });

  it("is refused unread where it says that it is too large", async () => {
    const refusals = entrances.map(async ({ path, isProblem }) => {
      const raw = await openRaw(fuzz.stand);
      raw.send(
        rawRequest(`POST ${path("chat/m1", true)} HTTP/1.1`, [host, authLine(), `Content-Length: ${65 * mega}`], "{"),
      );
      const text = await raw.until();
      assert.deepEqual(statusesIn(text), [413], text);
      assert.ok(isProblem(jsonOf({ text: text.slice(text.indexOf("\r\n\r\n") + 4) })), text);
      raw.hangUp();
    });
    await Promise.all(refusals);
  });

  it("is refused when it turns out to be too large", async function () {
    this.timeout(30_000);
    const raw = await openRaw(fuzz.stand);
    raw.send(rawRequest("POST /v1/messages HTTP/1.1", [host, authLine(), "Transfer-Encoding: chunked"]));
    const chunk = Buffer.from(`${mega.toString(16)}\r\n${" ".repeat(mega)}\r\n`);
    for (let sent = 0; sent < 80 && !raw.isClosed; sent += 1) {
      raw.send(chunk);
      await new Promise((resolve) => setImmediate(resolve));
      await eventually("it is read", () => raw.socket.writableLength < 4 * mega || raw.isClosed);
    }
    const text = await raw.until();
    assert.deepEqual(statusesIn(text), [413], text);
    raw.hangUp();
  });

  it("is taken up to the largest that may be", async function () {
    this.timeout(30_000);
    const body = entrances[0]?.body("chat/m1", false) ?? {};
    const text = JSON.stringify({ ...body, user: "x".repeat(60 * mega) });
    const { status } = await ask(fuzz.stand, "/v1/chat/completions", { body: text, limitMs: 25_000 });
    assert.equal(status, 200);
  });

  it("is told what is wrong in the words of the address, known or not", async () => {
    for (const { path, isProblem } of entrances) {
      const other = await ask(fuzz.stand, path("chat/m1", false), { method: "PUT", body: "{}" });
      assert.equal(other.status, 405);
      assert.equal(other.headers["allow"], "POST");
      assert.ok(isProblem(jsonOf(other)), other.text);
      const bad = await ask(fuzz.stand, path("chat/m1", false), { body: '{"model":' });
      assert.equal(bad.status, 400);
      assert.ok(isProblem(jsonOf(bad)), bad.text);
    }
    const unknown = await ask(fuzz.stand, "/v1/nothing", { body: "{}" });
    assert.equal(unknown.status, 404);
    assert.ok(entrances[0]?.isProblem(jsonOf(unknown)));
  });

  it("has headers of 32 kB at most", async () => {
    const large = (bytes: number) =>
      ask(fuzz.stand, "/v1/models", { headers: { ...auth(), "x-large": "x".repeat(bytes) } });
    assert.equal((await large(30_000)).status, 200);
    assert.equal((await large(33_000)).status, 431);
  });
});
