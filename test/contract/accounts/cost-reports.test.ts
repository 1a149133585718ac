import assert from "node:assert/strict";
import { catalogRow, failure, NOW, reading, standIn, type Asked, type StandIn } from "./stand-in.ts";

const key = "secret-admin-key-12345";
const day = (date: number) => Date.UTC(2026, 10, date);

describe("what an organisation cost at OpenAI", () => {
  const provider = catalogRow("openai");
  const bucket = (date: number, results: readonly (readonly [number, string | null])[]) => ({
    object: "bucket",
    start_time: day(date) / 1000,
    end_time: day(date + 1) / 1000,
    results: results.map(([value, item]) => ({
      object: "organization.costs.result",
      amount: { value, currency: "usd" },
      line_item: item,
      project_id: null,
    })),
  });
  const pages: Readonly<Record<string, object>> = {
    "": {
      object: "page",
      data: [
        bucket(1, [
          [1.25, "gpt-5.6-luna, input"],
          [0.75, "GPT-5.6-luna, output"],
          [0.1, "Assistants API | File Search"],
        ]),
        bucket(2, []),
      ],
      has_more: true,
      next_page: "page_2=",
    },
    "page_2=": { object: "page", data: [bucket(3, [[0.06, null]])], has_more: false, next_page: null },
  };
  const answer = ({ headers, query }: Asked) => {
    if (headers.authorization !== `Bearer ${key}`) {
      const message = "You have insufficient permissions for this operation. Missing scopes: api.usage.read.";
      return { status: 403, body: { error: { message, type: "server_error", param: null, code: null } } };
    }
    return { body: pages[query.get("page") ?? ""] };
  };
  let server: StandIn;
  beforeEach(async () => {
    server = await standIn("https://api.openai.com", { "/v1/organization/costs": answer });
  });
  afterEach(() => server.stop());

  it("is read page by page, in dollars, by UTC day and model", async () => {
    assert.deepEqual(reading(await server.read({ provider, key, forAccount: true })), {
      balances: [],
      costs: [
        { day: day(1), usd: 0.1 },
        { day: day(1), model: "gpt-5.6-luna", usd: 2 },
        { day: day(3), usd: 0.06 },
      ],
    });
  });

  it("is asked for thirty whole UTC days and this one", async () => {
    await server.read({ provider, key, forAccount: true });
    const query = Object.fromEntries(server.asked[0]?.query ?? []);
    assert.deepEqual(query, {
      start_time: String(Date.UTC(2026, 9, 5) / 1000),
      bucket_width: "1d",
      limit: "31",
      group_by: "line_item",
    });
    assert.equal(NOW - Number(query["start_time"]) * 1000 < 31 * 86_400_000, true);
  });

  it("wants an admin key, and says so without asking when it has none", async () => {
    assert.equal(failure(await server.read({ provider, key: "sk-proj-1" })).code, "wrong-kind-of-key");
    assert.equal(server.asked.length, 0);
  });

  it("wants an admin key, and says so when the key is another one", async () => {
    const told = failure(await server.read({ provider, key: "sk-proj-1", forAccount: true }));
    assert.equal(told.code, "wrong-kind-of-key");
    assert.match(told.message, /admin key/);
  });

  it("is not read from another currency, and not for ever", async () => {
    const yen = { ...bucket(1, []), results: [{ amount: { value: 5, currency: "jpy" }, line_item: null }] };
    server.answer({ "/v1/organization/costs": () => ({ body: { data: [yen], next_page: null } }) });
    assert.equal(failure(await server.read({ provider, key, forAccount: true })).code, "unreadable");
    server.answer({ "/v1/organization/costs": () => ({ body: { data: [], next_page: "again" } }) });
    assert.equal(failure(await server.read({ provider, key, forAccount: true })).code, "unreadable");
  });

  it("is not told in part when a later page fails", async () => {
    server.answer({
      "/v1/organization/costs": ({ query }) => (query.has("page") ? { status: 500, body: "" } : { body: pages[""] }),
    });
    assert.equal(failure(await server.read({ provider, key, forAccount: true })).class, "server-error");
  });
});

describe("what an organisation cost at Anthropic", () => {
  const provider = catalogRow("anthropic");
  const row = (amount: string, model: string | null, type = "tokens") => ({
    amount,
    currency: "USD",
    cost_type: type,
    context_window: "0-200k",
    description: "x",
    model,
    service_tier: "standard",
    token_type: "output_tokens",
    workspace_id: null,
  });
  const pages: Readonly<Record<string, object>> = {
    "": {
      data: [
        {
          starting_at: "2026-11-01T00:00:00Z",
          ending_at: "2026-11-02T00:00:00Z",
          results: [
            row("123.45", "claude-sonnet-5-5"),
            row("0.55", "claude-sonnet-5-5"),
            row("1000", null, "web_search"),
          ],
        },
      ],
      has_more: true,
      next_page: "page_MjAyNQ==",
    },
    "page_MjAyNQ==": {
      data: [
        {
          starting_at: "2026-11-02T00:00:00Z",
          ending_at: "2026-11-03T00:00:00Z",
          results: [row("0.78912", "claude-haiku-5-5")],
        },
      ],
      has_more: false,
      next_page: null,
    },
  };
  let server: StandIn;
  beforeEach(async () => {
    server = await standIn("https://api.anthropic.com", {
      "/v1/organizations/cost_report": ({ headers, query }) =>
        headers["x-api-key"] === key
          ? { body: pages[query.get("page") ?? ""] }
          : {
              status: 401,
              body: { type: "error", error: { type: "authentication_error", message: "invalid x-api-key" } },
            },
    });
  });
  afterEach(() => server.stop());

  it("is read page by page, in cents, by UTC day and model", async () => {
    assert.deepEqual(reading(await server.read({ provider, key, forAccount: true })), {
      balances: [],
      costs: [
        { day: day(1), usd: 10 },
        { day: day(1), model: "claude-sonnet-5-5", usd: 1.24 },
        { day: day(2), model: "claude-haiku-5-5", usd: 0.0078912 },
      ],
    });
  });

  it("is asked for by description, with the version that Anthropic wants", async () => {
    await server.read({ provider, key, forAccount: true });
    const [first, second] = server.asked;
    assert.equal(first?.headers["anthropic-version"], "2023-06-01");
    assert.equal(first?.headers.authorization, undefined);
    assert.deepEqual(Object.fromEntries(first?.query ?? []), {
      starting_at: "2026-10-05T00:00:00Z",
      bucket_width: "1d",
      limit: "31",
      "group_by[]": "description",
    });
    assert.equal(second?.query.get("page"), "page_MjAyNQ==");
  });

  it("is refused to a wrong key", async () => {
    assert.equal(failure(await server.read({ provider, key: "other", forAccount: true })).code, "wrong-key");
  });

  it("is not read from an answer of another shape", async () => {
    for (const body of [{}, { data: [{}], has_more: false }, { data: [{ starting_at: "soon", results: [] }] }]) {
      server.answer({ "/v1/organizations/cost_report": () => ({ body }) });
      assert.equal(failure(await server.read({ provider, key, forAccount: true })).code, "unreadable");
    }
  });
});
