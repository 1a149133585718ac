import type { AccountsView } from "../../../../src/protocol/dashboard/accounts.ts";
import type { AccountCard, PlanCard, ReportedDay } from "../../../../src/spec/account-card.ts";
import type { Balance } from "../../../../src/spec/account.ts";
import { now } from "../now.ts";
import type { DashboardStates } from "./state.ts";

const hour = 3_600_000;
const day = 24 * hour;

const balance = (more: Partial<Balance> = {}): Balance => ({
  provider: "openrouter",
  credential: "k1",
  at: now - 5 * 60_000,
  source: "reported",
  currency: "USD",
  remaining: 12.4,
  ...more,
});

function account(credential: string, providerName: string, more: Partial<AccountCard> = {}): AccountCard {
  return {
    credential,
    provider: providerName.toLowerCase(),
    providerName,
    label: "",
    simulated: false,
    spentSinceUsd: 0,
    history: [],
    reading: false,
    canRefresh: true,
    ...more,
  };
}

const falling = (from: number, to: number, count = 12) =>
  Array.from({ length: count }, (_, at) => ({
    at: now - (count - at) * 2 * day,
    remaining: from + ((to - from) * at) / (count - 1) + (at > 6 ? 6 : 0),
  }));

const openRouter = account("k1", "OpenRouter", {
  label: "work",
  balance: balance({ granted: 40, used: 27.6 }),
  spentSinceUsd: 0.42,
  history: falling(30, 12),
  reconciliation: { from: now - 6 * day, until: now, reportedUsd: 12.5, meteredUsd: 12.1, differenceUsd: 0.4 },
  runsOutAt: now + 21 * day,
});

const accounts: readonly AccountCard[] = [
  openRouter,
  account("k2", "DeepSeek", {
    balance: balance({
      currency: "CNY",
      remaining: 3.2,
      parts: [
        { label: "granted", amount: 1.2 },
        { label: "paid in", amount: 2 },
      ],
    }),
    spentSinceUsd: 0.11,
    history: falling(18, -3, 9),
    unreconciled: "the account is in CNY and what was metered here is in US dollars.",
    runsOutAt: now + 2 * day,
  }),
  account("k3", "OpenAI", {
    label: "team with a rather long name of its own",
    balance: balance({ source: "estimated", at: now - 3 * hour, remaining: 41.8 }),
    spentSinceUsd: 1.94,
    reconciliation: { from: now - 8 * day, until: now - day, reportedUsd: 9.1, meteredUsd: 9.1, differenceUsd: 0 },
    runsOutAt: now + 70 * day,
    canRefresh: false,
    hint: "Add an admin key of OpenAI to compare each day’s bill with what was metered here.",
  }),
  account("k4", "Moonshot", {
    label: "trial",
    balance: balance({ remaining: 0, at: now - 26 * hour, expiresAt: now - 2 * day }),
    history: falling(5, -6, 5),
    problem: "The balance was not read: the key was refused. Change the key under Manage keys.",
  }),
  account("k5", "Groq", {
    canRefresh: false,
    hint: "Groq does not tell of balances. Enter your top-ups below, and what is left is figured out.",
  }),
  account("k6", "Anthropic", {
    balance: balance({ unlimited: true, used: 18.2 }),
    spentSinceUsd: 0.31,
    reading: true,
    unreconciled: "there is only one reading so far.",
  }),
].map((row) => (row.balance?.unlimited === true ? { ...row, balance: unlimited(row.balance) } : row));

function unlimited({ remaining: _, ...rest }: Balance): Balance {
  return rest;
}

const reported: readonly ReportedDay[] = Array.from({ length: 14 }, (_, at) => at).flatMap((at) => {
  const utcDay = Date.UTC(2026, 1, 19 + at);
  const metered = 0.8 + Math.sin(at) * 0.5;
  return [
    { providerName: "OpenAI", day: utcDay, reportedUsd: metered * 1.03, meteredUsd: metered },
    ...(at > 3 ? [{ providerName: "Anthropic", day: utcDay, reportedUsd: 2.1, meteredUsd: at === 9 ? 1.4 : 2.1 }] : []),
  ];
});

const orders: AccountsView["orders"] = [
  {
    id: "o1",
    at: now - 2 * day,
    provider: "openrouter",
    providerName: "OpenRouter",
    credential: "k1",
    credentialLabel: "work",
    kind: "top-up",
    amount: 20,
    currency: "USD",
    reference: "re_1QxYz2",
    source: "entered",
  },
  {
    id: "o2",
    at: now - 12 * day,
    provider: "deepseek",
    providerName: "DeepSeek",
    kind: "top-up",
    amount: 50,
    currency: "CNY",
    source: "imported",
    note: "for the experiments with long prompts in the office, paid by card",
  },
  {
    id: "o3",
    at: now - 33 * day,
    provider: "openai",
    providerName: "OpenAI",
    kind: "invoice",
    amount: 118.42,
    currency: "USD",
    reference: "INV-2026-0117",
    source: "provider",
  },
  {
    id: "o4",
    at: now - 40 * day,
    provider: "openai",
    providerName: "OpenAI",
    kind: "refund",
    amount: 18.42,
    currency: "USD",
    source: "entered",
  },
  {
    id: "o5",
    at: now - 70 * day,
    provider: "anthropic",
    providerName: "Anthropic",
    kind: "grant",
    amount: 5,
    currency: "USD",
    source: "entered",
  },
];

const plans: readonly PlanCard[] = [
  {
    plan: {
      id: "p1",
      provider: "groq",
      name: "Free tier",
      period: "day",
      startedAt: now - 100 * day,
      quota: { unit: "requests", amount: 1_000 },
      requestsPerMinute: 30,
      tokensPerMinute: 6_000,
    },
    providerName: "Groq",
    used: 588,
    left: 412,
    renewsAt: new Date(2026, 2, 6).getTime(),
  },
  {
    plan: {
      id: "p2",
      provider: "mistral",
      name: "Experiment",
      price: { amount: 14.99, currency: "EUR" },
      period: "month",
      startedAt: now - 64 * day,
      quota: { unit: "tokens", amount: 1_000_000 },
    },
    providerName: "Mistral",
    used: 961_200,
    left: 38_800,
    renewsAt: new Date(2026, 2, 31).getTime(),
    runsOutAt: now + day,
  },
  {
    plan: {
      id: "p3",
      provider: "openai",
      name: "Tier 2",
      period: "once",
      startedAt: now - 300 * day,
      requestsPerMinute: 5_000,
      tokensPerMinute: 2_000_000,
    },
    providerName: "OpenAI",
  },
];

const owners: Pick<AccountsView, "providers" | "credentials"> = {
  providers: [
    { id: "openrouter", name: "OpenRouter" },
    { id: "openai", name: "OpenAI" },
    { id: "deepseek", name: "DeepSeek" },
  ],
  credentials: [{ id: "k1", provider: "openrouter", label: "work" }],
};

const limits: AccountsView["limits"] = [
  {
    key: "OpenAI, team",
    model: "gpt-5-mini",
    kind: "tokens",
    limit: 2_000_000,
    remaining: 1_812_400,
    resetsAt: now + 4000,
    at: now - 20_000,
  },
  {
    key: "OpenAI, team",
    model: "gpt-5-mini",
    kind: "requests",
    limit: 5000,
    remaining: 4987,
    resetsAt: now - 1000,
    at: now - 20_000,
  },
  {
    key: "Groq, free tier",
    model: "meta-llama/llama-4-scout-17b-16e-instruct",
    kind: "requests",
    limit: 1000,
    remaining: 0,
    resetsAt: now + 5 * hour,
    at: now - hour,
  },
];

const rich: AccountsView = { accounts, limits, reported, orders, plans, ...owners };
const bare: AccountsView = { accounts: [], limits: [], reported: [], orders: [], plans: [], ...owners };

export const states: DashboardStates = {
  none: { answers: { accounts: { value: bare } }, everywhere: true },
  one: {
    answers: {
      accounts: { value: { ...bare, accounts: [openRouter], orders: orders.slice(0, 1), plans: plans.slice(0, 1) } },
    },
  },
  rich: { answers: { accounts: { value: rich } }, everywhere: true },
  forms: {
    answers: { accounts: { value: { ...bare, orders, plans } } },
    everywhere: true,
    act: async (page) => {
      await page.getByRole("button", { name: "Add an order" }).click();
      await page.getByLabel("Amount").fill("1,250");
      await page.getByLabel("Currency").fill("$");
      await page.getByRole("button", { name: "Save" }).click();
      await page
        .getByRole("button", { name: /^Delete the order/ })
        .first()
        .click();
      await page.getByRole("button", { name: "Change the plan Experiment" }).click();
      const errors = await page.locator(".field-error").count();
      return errors === 2 ? [] : [`${errors} fields of 2 say what is wrong`];
    },
  },
  filtered: {
    answers: {
      accounts: { value: { ...rich, reported: [] } },
      importOrders: { value: "11 orders were imported. 2 lines were left out: line 4 has no amount, line 9 no date." },
    },
    act: async (page) => {
      await page.getByLabel("Filter orders").fill("currency:USD amount>10");
      await page.getByRole("button", { name: /Import orders/ }).click();
      return [];
    },
  },
  misread: {
    answers: { accounts: { value: { ...bare, orders } }, refreshBalances: { refused: "No network." } },
    act: async (page) => {
      await page.getByLabel("Filter orders").fill("kind:topup");
      return [];
    },
  },
  waiting: { answers: { accounts: { pending: true } } },
  failed: { answers: { accounts: { refused: "The usage file cannot be read. The Switchyard log has the details." } } },
};
