import { strict as assert } from "node:assert";
import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { ask, jsonOf, type Answered } from "../../support/gateway-client.ts";
import { entrances } from "../../support/gateway-entrances.ts";
import { eventually, startFuzzStand, type FuzzStand } from "../../support/gateway-fuzz.ts";
import { answerWell } from "../../support/gateway-upstream.ts";

const [chat] = entrances;
const page = "https://page.example:8443";

describe("who may use the gateway", () => {
  let fuzz: FuzzStand;
  before(async () => {
    fuzz = await startFuzzStand({ rules: { origins: [page] } });
  });
  after(() => fuzz.close());
  afterEach(() => {
    fuzz.upstream.answerWith(answerWell);
    assert.deepEqual(fuzz.stand.bugs, []);
  });

  const bearer = () => ({ authorization: `Bearer ${fuzz.stand.token}` });
  const askChat = (headers: Readonly<Record<string, string>>): Promise<Answered> =>
    ask(fuzz.stand, "/v1/chat/completions", { headers, body: JSON.stringify(chat?.body("chat/m1", false)) });
  const statusWith = async (headers: Readonly<Record<string, string>>, path = "/v1/models"): Promise<number> =>
    (await ask(fuzz.stand, path, { headers })).status;

  it("is nobody who reached it by a name that is not this machine's own", async () => {
    for (const host of [
      "evil.example",
      "127.0.0.1.evil.example",
      "evil.example:80",
      "127.0.0.2",
      "0.0.0.0",
      "localhost.evil",
    ]) {
      assert.equal(await statusWith({ ...bearer(), host }), 403, host);
      assert.equal(await statusWith({ host }, "/health"), 403, host);
    }
    for (const host of ["127.0.0.1", "localhost:1234", "LOCALHOST", "[::1]:9"]) {
      assert.equal(await statusWith({ ...bearer(), host }), 200, host);
    }
  });

  it("is no web page, unless the user named its origin", async () => {
    for (const origin of [
      "https://evil.example",
      "null",
      "http://localhost",
      `${page}.evil.example`,
      page.toUpperCase(),
      "",
    ]) {
      const answered = await ask(fuzz.stand, "/v1/models", { headers: { ...bearer(), origin } });
      assert.equal(answered.status, 403, origin);
      assert.equal(answered.headers["access-control-allow-origin"], undefined);
    }
    const { status, headers } = await ask(fuzz.stand, "/v1/models", { headers: { ...bearer(), origin: page } });
    assert.equal(status, 200);
    assert.equal(headers["access-control-allow-origin"], page);
    assert.equal(headers["vary"], "origin");
  });

  it("is told before the request whether it may come from a page, with no token and no data", async () => {
    const preflight = (origin: string): Promise<Answered> =>
      ask(fuzz.stand, "/v1/chat/completions", {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
      });
    const good = await preflight(page);
    assert.equal(good.status, 204);
    assert.equal(good.headers["access-control-allow-origin"], page);
    assert.match(String(good.headers["access-control-allow-headers"]), /authorization/);
    assert.match(String(good.headers["access-control-allow-methods"]), /POST/);
    const bad = await preflight("https://evil.example");
    assert.equal(bad.status, 403);
    assert.equal(bad.headers["access-control-allow-origin"], undefined);
  });

  it("is who shows the token, in any of the four places", async () => {
    const { token } = fuzz.stand;
    assert.equal(await statusWith(bearer()), 200);
    assert.equal(await statusWith({ authorization: `bearer  ${token}` }), 200);
    assert.equal(await statusWith({ "x-api-key": token }), 200);
    assert.equal(await statusWith({ "x-goog-api-key": token }), 200);
    assert.equal(await statusWith({}, `/v1beta/models?key=${token}`), 200);
  });

  it("is nobody with another token, in the words of the address that was asked", async () => {
    const { token } = fuzz.stand;
    const wrong = [
      "",
      "x",
      `${token}x`,
      token.slice(0, -1),
      token.toUpperCase(),
      `x${token.slice(1)}`,
      `${token}${"x".repeat(5000)}`,
      "ä",
      `.${token}`,
    ];
    for (const each of wrong) {
      assert.equal(await statusWith({ authorization: `Bearer ${encodeURI(each)}` }), 401, each.slice(0, 40));
      assert.equal(await statusWith({ "x-api-key": encodeURI(each) }), 401);
      assert.equal(await statusWith({}, `/v1/models?key=${encodeURIComponent(each)}`), 401);
    }
    for (const entrance of entrances) {
      const answered = await ask(fuzz.stand, entrance.path("chat/m1", true), { headers: {}, body: "{}" });
      assert.equal(answered.status, 401);
      assert.ok(entrance.isProblem(jsonOf(answered)), answered.text);
      assert.ok(!answered.text.includes(token));
    }
  });

  it("is called by the name behind the token, else by a header, else by the program's own name", async () => {
    const { token, calls } = fuzz.stand;
    const named: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ authorization: `Bearer ${token}.my-tool`, "x-switchyard-client": "other" }, "my-tool"],
      [{ ...bearer(), "x-switchyard-client": "other", "user-agent": "codex_cli/1" }, "other"],
      [{ ...bearer(), "user-agent": "claude-cli/2.0 (external)" }, "claude-code"],
      [{ ...bearer(), "user-agent": "Who/1" }, "gateway"],
      [{ ...bearer(), "x-switchyard-client": "<script>" }, "gateway"],
      [{ authorization: `Bearer ${token}.${"x".repeat(41)}` }, "gateway"],
    ];
    for (const [headers, client] of named) {
      assert.equal((await askChat(headers)).status, 200);
      assert.equal(calls.at(-1)?.client, client);
    }
  });

  it("learns without a token that the gateway is there, and that it is the right one, but not the token", async () => {
    const { token } = fuzz.stand;
    const plain = await ask(fuzz.stand, "/health", { headers: {} });
    assert.equal(plain.status, 200);
    assert.deepEqual(jsonOf(plain), { status: "ok" });
    const challenge = "any-challenge";
    const proven = await ask(fuzz.stand, `/health?challenge=${challenge}`, { headers: {} });
    const proof = createHmac("sha256", token).update(challenge).digest("base64url");
    assert.deepEqual(jsonOf(proven), { status: "ok", proof });
  });

  it("reads metrics with the token alone, in Prometheus' format", async () => {
    assert.equal(await statusWith({}, "/metrics"), 401);
    await askChat({ ...bearer(), "x-switchyard-client": "metrics-test" });
    const { status, headers, text } = await ask(fuzz.stand, "/metrics");
    assert.equal(status, 200);
    assert.match(String(headers["content-type"]), /^text\/plain; version=0\.0\.4/);
    const lines = text.trimEnd().split("\n");
    const sample =
      /^[a-z_:]+(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)*\})? -?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|\+Inf|NaN)$/;
    for (const line of lines) assert.match(line, line.startsWith("#") ? /^# (?:HELP|TYPE) [a-z_]+ .+$/ : sample);
    assert.ok(lines.some((line) => line.includes('client="metrics-test"')));
    assert.ok(!text.includes(fuzz.stand.token));
  });

  it("never sees a provider's key, not even where the provider repeats it", async () => {
    for (const { name, body, path, routes, streams, isProblem } of entrances) {
      for (const route of routes) {
        fuzz.upstream.answerWith(({ request, response }) => {
          const key = `${request.headers.authorization ?? ""} ${String(request.headers["x-api-key"])} ${String(request.headers["x-goog-api-key"])}`;
          response.writeHead(400, { "content-type": "application/json" });
          response.end(
            JSON.stringify({
              type: "error",
              error: { type: "invalid_request_error", code: 400, message: `No: ${key}` },
            }),
          );
        });
        const answered = await ask(fuzz.stand, path(`${route}/m1`, streams), {
          body: JSON.stringify(body(`${route}/m1`, streams)),
        });
        assert.ok(isProblem(jsonOf(answered)), `${name}: ${answered.text}`);
        assert.ok(!/key-of-/.test(answered.text + JSON.stringify(answered.headers)), `${name}: ${answered.text}`);
      }
    }
  });

  it("is on this machine: no other address answers", async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, family, internal }) => family === "IPv4" && !internal && address !== "127.0.0.1")
      .map(({ address }) => address);
    for (const host of ["127.0.0.2", "::1", ...others]) {
      const outcome = await new Promise((resolve) => {
        const socket = connect({ host, port: fuzz.stand.gateway.port, timeout: 2000 });
        socket.once("connect", () => resolve("connected"));
        socket.once("error", () => resolve("refused"));
        socket.once("timeout", () => resolve("refused"));
        socket.once("close", () => resolve("refused"));
      });
      assert.equal(outcome, "refused", host);
    }
  });

  it("waits for a turn when 256 requests are under way", async function () {
    this.timeout(30_000);
    let held: (() => void)[] = [];
    fuzz.upstream.answerWith((asked) =>
      new Promise<void>((resolve) => held.push(resolve)).then(() => answerWell(asked)),
    );
    const first = Array.from({ length: 256 }, () => askChat(bearer()));
    await eventually("all are under way", () => fuzz.stand.gateway.stats().underWay === 256);
    const more = await askChat(bearer());
    assert.equal(more.status, 429);
    assert.equal(more.headers["retry-after"], "1");
    assert.ok(chat?.isProblem(jsonOf(more)));
    assert.equal(await statusWith({}, "/health"), 200);
    await eventually("all are asked upstream", () => held.length === 256);
    for (const go of held) go();
    held = [];
    const statuses = (await Promise.all(first)).map(({ status }) => status);
    assert.deepEqual(new Set(statuses), new Set([200]));
    fuzz.upstream.answerWith(answerWell);
    assert.equal((await askChat(bearer())).status, 200);
  });
});
