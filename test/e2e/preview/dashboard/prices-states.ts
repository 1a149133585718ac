import type { PriceRow, PricesView } from "../../../../src/protocol/dashboard/prices.ts";
import { now } from "../now.ts";
import type { DashboardStates } from "./state.ts";

const day = 86_400_000;

// These stand for prices and are none: they only fill the page.
function price(providerName: string, model: string, more: Partial<PriceRow> = {}): PriceRow {
  return {
    provider: providerName.toLowerCase(),
    providerName,
    model,
    source: "list",
    listDate: now - 40 * day,
    tiers: [],
    times: [],
    used: false,
    ...more,
  };
}

const mini = price("OpenAI", "gpt-5-mini", { input: 0.25, output: 2, cacheRead: 0.025, used: true });

const priced: readonly PriceRow[] = [
  mini,
  price("OpenAI", "gpt-5-pro", { input: 15, output: 120, correctedFrom: "https://vendor.example/pricing" }),
  price("Anthropic", "claude-sonnet-4-5", {
    input: 3,
    output: 15,
    cacheRead: 0.3,
    cacheWrite: 3.75,
    cacheWriteLong: 6,
    matched: "claude-sonnet-4-5-20250929",
    tiers: [{ aboveTokens: 200_000, input: 6, output: 22.5, cacheRead: 0.6, cacheWrite: 7.5 }],
    used: true,
  }),
  price("DeepSeek", "deepseek-chat", {
    input: 0.27,
    output: 1.1,
    cacheRead: 0.07,
    times: [{ when: "16:30 to 00:30 UTC", input: 0.135, output: 0.55, cacheRead: 0.035 }],
    listDate: now - 420 * day,
  }),
  price("Perplexity", "sonar-pro", { input: 3, output: 15, request: 0.006 }),
  price("Gemini", "gemini-2.5-flash-lite", {
    input: 0.1,
    output: 0.4,
    cacheRead: 0.01,
    source: "override",
    used: true,
  }),
  { ...price("Ollama", "qwen2.5-coder:1.5b"), source: "free", used: true },
  price("Groq", "meta-llama/llama-4-scout-17b-16e-instruct", { input: 0.11, output: 0.34 }),
];

const rows = priced.map((row) => (row.source === "free" ? without(row) : row));

function without(row: PriceRow): PriceRow {
  const { listDate: _, ...rest } = row;
  return rest;
}

const unknown = [
  without(price("Work gateway", "company-coder-large", { source: "unknown", used: true })),
  without(price("Work gateway", "company-coder-small-with-a-rather-long-name", { source: "unknown", used: true })),
];

const view: PricesView = {
  rows,
  listSource: "Bundled with Switchyard",
  listDate: now - 21 * day,
  checkedAt: now - 3 * 3_600_000,
  refreshes: true,
};

const { checkedAt: _, ...neverChecked } = view;

export const states: DashboardStates = {
  none: { answers: { prices: { value: { ...neverChecked, rows: [], refreshes: false } } }, everywhere: true },
  one: { answers: { prices: { value: { ...view, rows: [mini] } } } },
  rich: {
    answers: { prices: { value: { ...view, rows: [...rows, ...unknown] } } },
    everywhere: true,
    act: async (page) => {
      await page.getByLabel("Only models I use").uncheck();
      const closed = page.getByRole("button", { name: /^Show \d/ });
      while ((await closed.count()) > 0) await closed.first().click();
      return [];
    },
  },
  problems: {
    answers: {
      prices: {
        value: {
          ...view,
          rows: [...rows, ...unknown],
          problem: "No newer list could be fetched: the network is gone. The list at hand is used until then.",
        },
      },
      refreshPrices: { pending: true },
    },
    act: async (page) => {
      await page.getByRole("button", { name: "Look for a newer one" }).click();
      return [];
    },
  },
  "nothing-found": {
    answers: { prices: { value: view } },
    act: async (page) => {
      await page.getByLabel("Search models").fill("no such model");
      return [];
    },
  },
  waiting: { answers: { prices: { pending: true } } },
  failed: { answers: { prices: { refused: "The price list cannot be read. The Switchyard log has the details." } } },
};
