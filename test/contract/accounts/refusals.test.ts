import assert from "node:assert/strict";
import { accountAccess } from "../../../src/providers/accounts/account-apis.ts";
import { createAsk } from "../../../src/providers/accounts/ask.ts";
import { createAccountReader } from "../../../src/providers/accounts/read-account.ts";
import { CATALOG } from "../../../src/providers/catalog/catalog.ts";
import { catalogRow, failure, NOW, ownProvider, standIn, type StandIn, type Told } from "./stand-in.ts";

const key = "secret-key-12345";
const provider = catalogRow("deepseek");
const path = "/user/balance";

describe("an account that cannot be read", () => {
  let server: StandIn;
  beforeEach(async () => (server = await standIn("https://api.deepseek.com", {})));
  afterEach(() => server.stop());

  const cases: readonly (readonly [string, Told, { class: string; code?: string; retryAfterMs?: number }])[] = [
    ["a key that is refused", { status: 401, body: {} }, { class: "credential-invalid", code: "wrong-key" }],
    [
      "a key of another kind",
      { status: 403, body: { error: { message: "no" } } },
      { class: "credential-invalid", code: "wrong-kind-of-key" },
    ],
    [
      "a 401 that asks for an admin key",
      { status: 401, body: { error: { message: "This endpoint requires an admin API key" } } },
      { class: "credential-invalid", code: "wrong-kind-of-key" },
    ],
    ["a firewall's page", { status: 403, body: "<html>Access denied</html>" }, { class: "server-error" }],
    ["no such address", { status: 404, body: {} }, { class: "capability", code: "no-account-api" }],
    ["a web page in its place", { body: "<!DOCTYPE html>" }, { class: "capability", code: "no-account-api" }],
    [
      "too many questions",
      { status: 429, headers: { "retry-after": "120" }, body: {} },
      { class: "rate-limited", retryAfterMs: 120_000 },
    ],
    ["a server in trouble", { status: 502, body: "Bad gateway" }, { class: "server-error" }],
    ["a request that is refused", { status: 400, body: {} }, { class: "caller-fault" }],
    ["an answer that is no JSON", { body: "balance: 5" }, { class: "server-error", code: "unreadable" }],
    ["an empty answer", { body: "" }, { class: "server-error", code: "unreadable" }],
    [
      "a redirect, along which no key goes",
      { status: 302, headers: { location: "https://elsewhere.invalid/" }, body: "" },
      { class: "server-error", code: "redirected" },
    ],
    ["an endless answer", { body: " ".repeat(5 * 1024 * 1024) }, { class: "server-error", code: "unreadable" }],
  ];
  for (const [name, told, expected] of cases) {
    it(`says what to do about ${name}`, async () => {
      const body = typeof told.body === "string" ? told.body : { ...(told.body as object), echo: key };
      server.answer({ [path]: () => ({ ...told, body }) });
      const found = failure(await server.read({ provider, key }));
      assert.equal(found.class, expected.class);
      assert.equal(found.code, expected.code);
      assert.equal(found.retryAfterMs, expected.retryAfterMs);
      assert.match(found.message, /^[A-Z].{20,}\.$/);
      assert.doesNotMatch(JSON.stringify(found), /secret/);
    });
  }

  it("because nothing comes is over after a while", async () => {
    server.answer({ [path]: () => undefined });
    const found = failure(await server.read({ provider, key }, { timeoutMs: 5 }));
    assert.equal(found.class, "timeout");
  });

  it("because somebody changed their mind is cancelled", async () => {
    const changed = new AbortController();
    server.answer({
      [path]: () => {
        changed.abort();
        return undefined;
      },
    });
    assert.equal(failure(await server.read({ provider, key }, { signal: changed.signal })).class, "cancelled");
  });

  it("because nothing answers there says so", async () => {
    await server.stop();
    const found = failure(await server.read({ provider, key }));
    assert.equal(found.class, "network");
    assert.equal(found.code, "ECONNREFUSED");
    server = await standIn("https://api.deepseek.com", {});
  });
});

describe("a key that is none", () => {
  const never = () => assert.fail("nothing may be sent");
  const read = createAccountReader({ fetch: never, now: () => NOW });
  const signal = new AbortController().signal;

  it("is not sent, and not repeated", async () => {
    for (const text of ["secret key", "secret\nkey", "secret\u2026"]) {
      const found = failure(await read({ provider, key: text }, signal));
      assert.equal(found.code, "wrong-key");
      assert.doesNotMatch(JSON.stringify(found), /secret/);
    }
  });

  it("is missing", async () => {
    assert.equal(failure(await read({ provider, key: undefined }, signal)).code, "no-account-api");
  });
});

describe("a request to another host than the provider's", () => {
  it("is a mistake, and is not sent", async () => {
    const ask = createAsk({
      baseUrl: provider.baseUrl,
      fetch: () => assert.fail("nothing may be sent"),
      timeoutMs: 1000,
      now: () => NOW,
      signal: new AbortController().signal,
    });
    await assert.rejects(ask({ url: "https://api.deepseek.com.evil.invalid/user/balance", headers: {} }));
  });
});

describe("the table of who tells of accounts", () => {
  const access = (id: string, forAccount = false) => accountAccess(catalogRow(id), forAccount);

  it("knows what kind of key each provider of the catalog wants", () => {
    const told = CATALOG.map(({ id }) => [id, access(id)] as const);
    assert.deepEqual(
      told.filter(([, { readable, wants }]) => readable || wants),
      [
        ["openai", { readable: false, wants: "admin-key" }],
        ["anthropic", { readable: false, wants: "admin-key" }],
        ["deepseek", { readable: true }],
        ["moonshot", { readable: true }],
        ["openrouter", { readable: true, wants: "admin-key" }],
        ["litellm", { readable: true }],
        ["bifrost", { readable: true }],
        ["new-api", { readable: true, wants: "access-token" }],
      ],
    );
    assert.deepEqual(access("openai", true), { readable: true });
  });

  it("goes by the address and not by the name", () => {
    const moved = { ...catalogRow("openrouter"), baseUrl: "https://proxy.example.com/v1" };
    assert.deepEqual(accountAccess(moved, false), { readable: true, wants: "access-token" });
    assert.deepEqual(accountAccess(ownProvider("https://api.groq.com/openai/v1"), false), { readable: false });
    assert.deepEqual(accountAccess(ownProvider("not an address"), false), { readable: false });
    const local = ownProvider("http://127.0.0.1:8000/v1", { local: true });
    assert.deepEqual(accountAccess(local, false), { readable: false });
    const claude = ownProvider("https://proxy.example.com/v1", { dialect: "anthropic-messages" });
    assert.deepEqual(accountAccess(claude, false), { readable: false });
  });
});
