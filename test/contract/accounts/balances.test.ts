import assert from "node:assert/strict";
import { catalogRow, failure, ownProvider, reading, standIn, withKey, type StandIn } from "./stand-in.ts";

const key = "secret-key-12345";

/** Each of these providers answers one GET with the account's balance. */
const PLAIN = [
  {
    name: "DeepSeek",
    provider: catalogRow("deepseek"),
    path: "/user/balance",
    body: {
      is_available: true,
      balance_infos: [
        { currency: "CNY", total_balance: "110.00", granted_balance: "10.00", topped_up_balance: "100.00" },
        { currency: "USD", total_balance: "0.50", granted_balance: "0.00", topped_up_balance: "0.50" },
      ],
    },
    balances: [
      {
        of: "account",
        currency: "CNY",
        remaining: 110,
        parts: [
          { label: "paid in", amount: 100 },
          { label: "given", amount: 10 },
        ],
      },
      {
        of: "account",
        currency: "USD",
        remaining: 0.5,
        parts: [
          { label: "paid in", amount: 0.5 },
          { label: "given", amount: 0 },
        ],
      },
    ],
  },
  {
    name: "Moonshot, abroad",
    provider: catalogRow("moonshot"),
    path: "/v1/users/me/balance",
    body: {
      code: 0,
      data: { available_balance: 46.58893, voucher_balance: 46.58893, cash_balance: -3.00001 },
      scode: "0x0",
      status: true,
    },
    balances: [
      {
        of: "account",
        currency: "USD",
        remaining: 46.58893,
        parts: [
          { label: "paid in", amount: -3.00001 },
          { label: "given", amount: 46.58893 },
        ],
      },
    ],
  },
  {
    name: "Moonshot, at home",
    provider: ownProvider("https://api.moonshot.cn/v1"),
    path: "/v1/users/me/balance",
    body: { code: 0, data: { available_balance: 5, voucher_balance: 0, cash_balance: 5 }, scode: "0x0", status: true },
    balances: [
      {
        of: "account",
        currency: "CNY",
        remaining: 5,
        parts: [
          { label: "paid in", amount: 5 },
          { label: "given", amount: 0 },
        ],
      },
    ],
  },
  {
    name: "SiliconFlow",
    provider: ownProvider("https://api.siliconflow.cn/v1"),
    path: "/v1/user/info",
    body: {
      code: 20000,
      message: "OK",
      status: true,
      data: { id: "u", name: "", balance: "0.88", status: "normal", chargeBalance: "88.00", totalBalance: "88.88" },
    },
    balances: [
      {
        of: "account",
        currency: "CNY",
        remaining: 88.88,
        parts: [
          { label: "paid in", amount: 88 },
          { label: "given", amount: 0.88 },
        ],
      },
    ],
  },
  {
    name: "Vercel's AI Gateway",
    provider: ownProvider("https://ai-gateway.vercel.sh/v1"),
    path: "/v1/credits",
    body: { balance: "95.50", total_used: "4.50" },
    balances: [{ of: "account", currency: "USD", remaining: 95.5, used: 4.5 }],
  },
];

for (const { name, provider, path, body, balances } of PLAIN) {
  describe(`the balance at ${name}`, () => {
    let server: StandIn;
    before(async () => (server = await standIn(new URL(provider.baseUrl).origin, { [path]: withKey(key, body) })));
    after(() => server.stop());

    it("is read with the key for models", async () => {
      assert.deepEqual(reading(await server.read({ provider, key })).balances, balances);
      assert.deepEqual(
        server.asked.map((asked) => asked.path),
        [path],
      );
    });

    it("is refused to a wrong key, which is in no text", async () => {
      const told = failure(await server.read({ provider, key: "wrong-secret-key" }));
      assert.equal(told.code, "wrong-key");
      assert.equal(told.class, "credential-invalid");
      assert.doesNotMatch(JSON.stringify(told), /secret/);
    });

    it("is not made up from an answer of another shape", async () => {
      const wrong = [
        {},
        null,
        [],
        "ok",
        { data: {} },
        { data: null },
        { balance_infos: [{ currency: "USD" }] },
        { balance: "lots", total_used: "0" },
        { data: { available_balance: null, voucher_balance: 0, cash_balance: 0 } },
      ];
      for (const other of wrong) {
        server.answer({ [path]: () => ({ body: other }) });
        assert.equal(failure(await server.read({ provider, key })).code, "unreadable", JSON.stringify(other));
      }
      server.answer({ [path]: () => ({ body: "{" }) });
      assert.equal(failure(await server.read({ provider, key })).code, "unreadable");
    });
  });
}

describe("the account at OpenRouter", () => {
  const provider = catalogRow("openrouter");
  const credits = { data: { total_credits: 100.5, total_usage: 25.75 } };
  const ofKey = {
    label: "sk-or-v1-au7...890",
    limit: 100,
    limit_remaining: 74.5,
    limit_reset: "monthly",
    usage: 325.5,
    usage_daily: 25.5,
    byok_usage: 17.38,
    is_free_tier: false,
    is_management_key: false,
    expires_at: "2027-12-31T23:59:59Z",
    rate_limit: { interval: "1h", note: "This field is deprecated and safe to ignore.", requests: 1000 },
  };
  const onlyManagement = {
    status: 403,
    body: { error: { code: 403, message: "Only management keys can perform this operation" } },
  };
  let server: StandIn;
  before(async () => (server = await standIn("https://openrouter.ai", {})));
  after(() => server.stop());

  it("is read with a management key", async () => {
    server.answer({ "/api/v1/credits": withKey(key, credits) });
    assert.deepEqual(reading(await server.read({ provider, key, forAccount: true })), {
      balances: [{ of: "account", currency: "USD", granted: 100.5, used: 25.75, remaining: 74.75 }],
    });
  });

  it("tells an ordinary key of its own limit, and that a management key would tell more", async () => {
    server.answer({ "/api/v1/credits": () => onlyManagement, "/api/v1/key": withKey(key, { data: ofKey }) });
    assert.deepEqual(reading(await server.read({ provider, key })), {
      balances: [
        {
          of: "key",
          currency: "USD",
          granted: 100,
          remaining: 74.5,
          used: 25.5,
          resetsAt: Date.UTC(2026, 11, 1),
          expiresAt: Date.UTC(2027, 11, 31, 23, 59, 59),
        },
      ],
      tellsMore: "admin-key",
    });
  });

  const resets: readonly (readonly [string, number | undefined])[] = [
    ["daily", Date.UTC(2026, 10, 5)],
    ["weekly", Date.UTC(2026, 10, 9)],
    ["monthly", Date.UTC(2026, 11, 1)],
    ["hourly, one day", undefined],
  ];
  for (const [reset, at] of resets) {
    it(`knows when a limit that is ${reset} begins anew`, async () => {
      server.answer({
        "/api/v1/credits": () => onlyManagement,
        "/api/v1/key": () => ({ body: { data: { ...ofKey, limit_reset: reset } } }),
      });
      assert.equal(reading(await server.read({ provider, key })).balances[0]?.resetsAt, at);
    });
  }

  it("says of a key without a limit what it used, and of a free one that it is free", async () => {
    server.answer({
      "/api/v1/credits": () => onlyManagement,
      "/api/v1/key": () => ({
        body: { data: { label: "x", limit: null, limit_remaining: null, usage: 1.25, is_free_tier: true } },
      }),
    });
    assert.deepEqual(reading(await server.read({ provider, key })), {
      balances: [{ of: "key", currency: "USD", used: 1.25, unlimited: true }],
      plan: { tier: "free" },
      tellsMore: "admin-key",
    });
  });

  it("is not read with a wrong key, which is not tried twice", async () => {
    server.answer({ "/api/v1/credits": withKey(key, credits), "/api/v1/key": () => assert.fail("not to be asked") });
    assert.equal(failure(await server.read({ provider, key: "wrong-key" })).code, "wrong-key");
  });
});

describe("the budget of a key at LiteLLM", () => {
  const provider = { ...catalogRow("litellm"), baseUrl: "https://litellm.example.com/v1" };
  let server: StandIn;
  before(async () => (server = await standIn("https://litellm.example.com", {})));
  after(() => server.stop());

  it("is what its spend leaves, with its limits", async () => {
    server.answer({
      "/key/info": withKey(key, {
        key: "hash",
        info: {
          token: "hash",
          spend: 12.5,
          max_budget: 100,
          budget_duration: "30d",
          budget_reset_at: "2026-11-15T10:30:00+00:00",
          expires: "2026-12-24T23:19:11.131000",
          tpm_limit: 100_000,
          rpm_limit: null,
        },
      }),
    });
    assert.deepEqual(reading(await server.read({ provider, key })), {
      balances: [
        {
          of: "key",
          currency: "USD",
          used: 12.5,
          granted: 100,
          remaining: 87.5,
          resetsAt: Date.UTC(2026, 10, 15, 10, 30),
          expiresAt: Date.UTC(2026, 11, 24, 23, 19, 11, 131),
        },
      ],
      plan: { tokensPerMinute: 100_000 },
    });
  });

  it("is unlimited where there is none", async () => {
    server.answer({ "/key/info": () => ({ body: { key: "hash", info: { spend: 0.0001065, max_budget: null } } }) });
    assert.deepEqual(reading(await server.read({ provider, key })).balances, [
      { of: "key", currency: "USD", used: 0.0001065, unlimited: true },
    ]);
  });

  it("is not asked for without a key", async () => {
    server.answer({ "/key/info": () => assert.fail("nothing may be sent") });
    assert.equal(failure(await server.read({ provider, key: undefined })).code, "no-account-api");
  });
});
