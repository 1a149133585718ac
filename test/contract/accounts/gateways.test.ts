import assert from "node:assert/strict";
import { failure, ownProvider, reading, standIn, withKey, type Routes, type StandIn } from "./stand-in.ts";

const key = "sk-secret-key-12345";
const provider = ownProvider("https://gateway.example.com/v1");
const page = { headers: { "content-type": "text/html" }, body: "<!doctype html><title>New API</title>" };
const status = (data: object) => () => ({ body: { success: true, message: "", data } });
const newApi = status({ version: "v0.9", system_name: "New API", quota_per_unit: 500_000, quota_display_type: "USD" });

const usage = {
  code: true,
  message: "ok",
  data: {
    object: "token_usage",
    name: "Default Token",
    total_granted: 1_000_000,
    total_used: 125_000,
    total_available: 875_000,
    unlimited_quota: false,
    model_limits: {},
    model_limits_enabled: false,
    expires_at: 0,
  },
};
const subscription = {
  object: "billing_subscription",
  has_payment_method: true,
  soft_limit_usd: 20,
  hard_limit_usd: 20,
  system_hard_limit_usd: 20,
  access_until: 0,
};
const used = { object: "list", total_usage: 550 };
const billing: Routes = {
  "/v1/dashboard/billing/subscription": withKey(key, subscription),
  "/v1/dashboard/billing/usage": withKey(key, used),
};

describe("a server of whose software nothing is known", () => {
  let server: StandIn;
  beforeEach(async () => (server = await standIn("https://gateway.example.com", {})));
  afterEach(() => server.stop());
  const paths = () => server.asked.map(({ path }) => path);

  it("that is a new-api tells a key of itself, and is found out without the key", async () => {
    server.answer({ "/api/status": newApi, "/api/usage/token/": withKey(key, usage) });
    assert.deepEqual(reading(await server.read({ provider, key })), {
      balances: [{ of: "key", currency: "USD", used: 0.25, granted: 2, remaining: 1.75 }],
      tellsMore: "access-token",
    });
    assert.equal(server.asked[0]?.headers.authorization, undefined);
  });

  it("that is a one-api is asked for its billing", async () => {
    server.answer({
      ...billing,
      "/api/status": status({ quota_per_unit: 500_000, display_in_currency: true }),
      "/api/usage/token/": () => page,
    });
    assert.deepEqual(reading(await server.read({ provider, key })).balances, [
      { of: "key", currency: "USD", used: 5.5, granted: 20, remaining: 14.5 },
    ]);
  });

  it("that shows yuan or bare units has them in its billing, whatever its fields are called", async () => {
    server.answer({ ...billing, "/api/status": status({ quota_per_unit: 500_000, quota_display_type: "CNY" }) });
    assert.equal(reading(await server.read({ provider, key })).balances[0]?.currency, "CNY");
    server.answer({
      "/api/status": status({ quota_per_unit: 500_000, display_in_currency: false }),
      "/v1/dashboard/billing/subscription": () => ({ body: { ...subscription, hard_limit_usd: 1_000_000 } }),
      "/v1/dashboard/billing/usage": () => ({ body: { object: "list", total_usage: 25_000_000 } }),
    });
    assert.deepEqual(reading(await server.read({ provider, key })).balances, [
      { of: "key", currency: "USD", used: 0.5, granted: 2, remaining: 1.5 },
    ]);
  });

  for (const [name, token, user] of [
    ["with its user's number before it", "42:access-token-secret", "42"],
    ["alone, as newer servers take it", "access-token-secret", undefined],
  ] as const) {
    it(`tells an access token ${name} of the person's account`, async () => {
      server.answer({
        "/api/status": newApi,
        "/api/user/self": withKey("access-token-secret", {
          success: true,
          message: "",
          data: { id: 42, username: "u", quota: 24_997_909, used_quota: 10_027_091, request_count: 339 },
        }),
      });
      const told = reading(await server.read({ provider, key: token, forAccount: true }));
      assert.deepEqual(told.balances, [{ of: "account", currency: "USD", remaining: 49.995818, used: 20.054182 }]);
      assert.equal(server.asked.at(-1)?.headers["new-api-user"], user);
    });
  }

  it("that refuses an access token with a good status has refused it", async () => {
    server.answer({ "/api/status": newApi, "/api/user/self": () => ({ body: { success: false, message: "无权" } }) });
    assert.equal(failure(await server.read({ provider, key, forAccount: true })).code, "wrong-key");
  });

  it("that refuses a key with a good status has refused it", async () => {
    const error = { error: { message: "无效的令牌", type: "one_api_error" } };
    server.answer({
      "/api/status": newApi,
      "/v1/dashboard/billing/subscription": () => ({ body: error }),
      "/v1/dashboard/billing/usage": () => ({ body: error }),
    });
    assert.equal(failure(await server.read({ provider, key })).code, "wrong-key");
  });

  it("that is a LiteLLM is found next, and remembered", async () => {
    server.answer({ "/key/info": withKey(key, { key: "hash", info: { spend: 1, max_budget: 10 } }) });
    assert.equal(reading(await server.read({ provider, key })).balances[0]?.remaining, 9);
    assert.deepEqual(paths(), ["/api/status", "/key/info"]);
    reading(await server.read({ provider, key }));
    assert.deepEqual(paths(), ["/api/status", "/key/info", "/key/info"]);
  });

  it("that is a Bifrost is found after that, by a header of its own", async () => {
    server.answer({
      "/api/governance/virtual-keys/quota": ({ headers }) =>
        headers["x-bf-vk"] === key ? { body: { virtual_key_name: "me", is_active: true, budgets: null } } : undefined,
    });
    const unlimited = [{ of: "key", currency: "USD", unlimited: true }];
    assert.deepEqual(reading(await server.read({ provider, key })).balances, unlimited);
    reading(await server.read({ provider, key }));
    assert.deepEqual(paths().slice(2), ["/api/governance/virtual-keys/quota", "/api/governance/virtual-keys/quota"]);
  });

  it("that only has OpenAI's old billing calls is found last", async () => {
    server.answer({ ...billing, "/api/status": () => page, "/key/info": () => page });
    assert.equal(reading(await server.read({ provider, key })).balances[0]?.remaining, 14.5);
    reading(await server.read({ provider, key }));
    assert.equal(paths().filter((path) => path === "/key/info").length, 1);
  });

  it("that became another one is found out again", async () => {
    server.answer(billing);
    reading(await server.read({ provider, key }));
    server.answer({ "/key/info": () => ({ body: { key: "hash", info: { spend: 0, max_budget: 3 } } }) });
    assert.equal(reading(await server.read({ provider, key })).balances[0]?.granted, 3);
  });

  it("that has none of them is asked four times and tells nothing", async () => {
    assert.equal(failure(await server.read({ provider, key })).code, "no-account-api");
    assert.deepEqual(paths(), [
      "/api/status",
      "/key/info",
      "/api/governance/virtual-keys/quota",
      "/v1/dashboard/billing/subscription",
    ]);
  });

  it("that refuses the key everywhere has refused it", async () => {
    const no = () => ({ status: 401, body: { error: { message: "Authentication Error" } } });
    server.answer({ "/api/status": no, "/key/info": no, "/v1/dashboard/billing/subscription": no });
    assert.equal(failure(await server.read({ provider, key })).code, "wrong-key");
  });

  it("that is in trouble is not taken for one that tells nothing", async () => {
    server.answer({ "/api/status": () => ({ status: 503, body: "" }) });
    assert.equal(failure(await server.read({ provider, key })).class, "server-error");
    assert.deepEqual(paths(), ["/api/status"]);
  });

  it("has a key without a limit", async () => {
    server.answer({
      "/v1/dashboard/billing/subscription": () => ({ body: { ...subscription, hard_limit_usd: 100_000_000 } }),
      "/v1/dashboard/billing/usage": () => ({ body: used }),
    });
    assert.deepEqual(reading(await server.read({ provider, key })).balances, [
      { of: "key", currency: "USD", used: 5.5, unlimited: true },
    ]);
    server.answer({
      "/api/status": newApi,
      "/api/usage/token/": () => ({
        body: { ...usage, data: { ...usage.data, unlimited_quota: true, expires_at: 1_798_761_600 } },
      }),
    });
    assert.deepEqual(reading(await server.read({ provider, key })).balances, [
      { of: "key", currency: "USD", used: 0.25, unlimited: true, expiresAt: 1_798_761_600_000 },
    ]);
  });

  it("behind a path is asked below that path", async () => {
    const deep = ownProvider("https://gateway.example.com/team/v1");
    server.answer({ "/team/key/info": () => ({ body: { key: "h", info: { spend: 1, max_budget: 2 } } }) });
    assert.equal(reading(await server.read({ provider: deep, key })).balances[0]?.remaining, 1);
  });
});
