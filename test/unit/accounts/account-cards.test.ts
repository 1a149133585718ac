import assert from "node:assert/strict";
import { accountCards, type CardSources } from "../../../src/connections/accounts/account-cards.ts";
import type { AccountsView } from "../../../src/protocol/dashboard/accounts.ts";
import { accountAccess } from "../../../src/providers/accounts/account-apis.ts";
import type { AccountStanding } from "../../../src/spec/account.ts";
import { credential, deepSeek, groq, openAi } from "./accounts-harness.ts";
import { balance, DAY, NOW, order, plan } from "./facts.ts";

const openRouter = { ...openAi, id: "openrouter", name: "OpenRouter", baseUrl: "https://openrouter.ai/api/v1" };
const own = { ...openAi, id: "own", name: "Own", baseUrl: "https://gateway.example.com/v1" };
const ollama = { ...openAi, id: "ollama", name: "Ollama", local: true };
const simulated = { ...ollama, id: "sim-openai", name: "Simulated OpenAI", simulated: true };
const providers = [deepSeek, groq, openAi, openRouter, own, ollama, simulated];

const standing: AccountStanding = {
  balance: balance(),
  spentSinceUsd: 0.25,
  history: [{ at: NOW, remaining: 10 }],
  reconciliation: {
    kind: "told",
    from: NOW - DAY,
    until: NOW,
    reportedUsd: 5,
    meteredUsd: 4,
    differenceUsd: 1,
    differencePercent: 20,
    note: "The account may also be used elsewhere.",
  },
  runOut: { earliest: NOW + DAY, likely: NOW + 2 * DAY },
};
const unknown: AccountStanding = {
  spentSinceUsd: 0,
  history: [],
  reconciliation: { kind: "untold", reason: "The provider did not tell its balance yet." },
};

const sources = (more: Partial<CardSources> = {}): CardSources => ({
  credentials: [credential("key-1")],
  providers,
  provider: (id) => providers.find((provider) => provider.id === id),
  access: accountAccess,
  status: new Map(),
  standing: () => standing,
  orders: [],
  plans: [],
  planStanding: () => ({}),
  reported: [],
  ...more,
});
const cardOf = (more: Partial<CardSources>) => accountCards(sources(more)).accounts[0];

describe("the card of an account", () => {
  it("joins the key, its balance, its difference and its forecast", () => {
    const { kind: _, ...reconciliation } = standing.reconciliation;
    assert.deepEqual(cardOf({}), {
      credential: "key-1",
      provider: "deepseek",
      providerName: "DeepSeek",
      label: "key-1",
      simulated: false,
      balance: balance(),
      spentSinceUsd: 0.25,
      history: [{ at: NOW, remaining: 10 }],
      reconciliation,
      runsOutAt: NOW + 2 * DAY,
      runsOutEarliestAt: NOW + DAY,
      reading: false,
      canRefresh: true,
    });
  });

  it("says that it is read, or why that failed", () => {
    const status = new Map([["key-1", { reading: "under way", problem: "It is down." }]] as const);
    assert.equal(cardOf({ status })?.reading, true);
    assert.equal(cardOf({ status })?.problem, "It is down.");
  });

  it("says why provider and meter cannot be compared, where the provider tells a balance at all", () => {
    const untold = { ...standing, reconciliation: unknown.reconciliation };
    assert.match(cardOf({ standing: () => untold })?.unreconciled ?? "", /did not tell/);
    const estimated = { ...untold, balance: balance({ source: "estimated" }) };
    assert.equal(cardOf({ standing: () => estimated })?.unreconciled, undefined);
  });

  it("says what to add where a provider tells nothing, or not to this key", () => {
    const hint = (providerId: string, more: Partial<CardSources> = {}) => {
      const card = cardOf({ credentials: [credential("key-1", { providerId })], standing: () => unknown, ...more });
      return [card?.canRefresh, card?.wants, card?.hint] as const;
    };
    assert.deepEqual(hint("deepseek"), [true, undefined, undefined]);
    assert.match(String(hint("groq")), /^false,,Groq tells of no balance; enter what you paid/);
    assert.match(String(hint("openai")), /^false,admin-key,OpenAI tells what was spent to an admin key alone/);
    assert.match(String(hint("openrouter")), /^true,admin-key,A management key/);
    assert.deepEqual(hint("own"), [true, undefined, undefined]);
    const status = new Map([["key-1", { tellsMore: "access-token" }]] as const);
    assert.match(String(hint("own", { status })), /^true,access-token,An access token of yours at Own/);
  });

  it("asks for no further key once the provider has one for its account", () => {
    const { accounts } = accountCards(
      sources({
        credentials: [
          credential("key-1", { providerId: "openai" }),
          credential("admin", { providerId: "openai", use: "account" }),
        ],
        standing: () => unknown,
      }),
    );
    assert.deepEqual(
      accounts.map(({ canRefresh, wants }) => [canRefresh, wants]),
      [
        [false, undefined],
        [true, undefined],
      ],
    );
  });

  it("is none of a server on this machine, or of a provider that is gone", () => {
    const { accounts } = accountCards(
      sources({ credentials: [credential("a", { providerId: "ollama" }), credential("b", { providerId: "gone" })] }),
    );
    assert.deepEqual(accounts, []);
  });

  it("of a simulated provider says so, and compares nothing", () => {
    const card = cardOf({ credentials: [credential("sim-openai", { providerId: "sim-openai", hasKey: false })] });
    assert.equal(card?.simulated, true);
    assert.equal(card?.reconciliation, undefined);
    assert.equal(card?.unreconciled, undefined);
    assert.equal(card?.hint, undefined);
    assert.equal(card?.canRefresh, true);
  });
});

describe("the page of accounts", () => {
  const full = () =>
    accountCards(
      sources({
        orders: [order({ credential: "key-1" }), order({ id: "2", provider: "gone", credential: "deleted" })],
        plans: [plan({ provider: "groq" })],
        planStanding: () => ({ periodFrom: 1, renewsAt: 2, used: 3, left: 4, runsOutAt: 5 }),
        reported: [{ provider: "openai", day: 0, reportedUsd: 2, meteredUsd: 1 }],
      }),
    );

  it("names those whom orders, plans and reports belong to", () => {
    const { orders, plans, reported } = full();
    assert.deepEqual(
      orders.map(({ providerName, credentialLabel }) => [providerName, credentialLabel]),
      [
        ["DeepSeek", "key-1"],
        ["gone", undefined],
      ],
    );
    assert.deepEqual(plans, [
      {
        plan: plan({ provider: "groq" }),
        providerName: "Groq",
        periodFrom: 1,
        renewsAt: 2,
        used: 3,
        left: 4,
        runsOutAt: 5,
      },
    ]);
    assert.deepEqual(reported, [{ providerName: "OpenAI", day: 0, reportedUsd: 2, meteredUsd: 1 }]);
  });

  it("offers providers that cost something", () => {
    assert.deepEqual(
      full().providers.map(({ id }) => id),
      ["deepseek", "groq", "openai", "openrouter", "own"],
    );
  });

  it("is what the dashboard expects, and stays the same as JSON", () => {
    const view: Omit<AccountsView, "limits"> = full();
    assert.deepEqual(JSON.parse(JSON.stringify(view)), view);
  });
});
