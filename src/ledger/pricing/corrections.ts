import type { Correction } from "./correct.ts";
import type { Weekday } from "./day-time.ts";
import type { PriceRule } from "./price-rules.ts";
import type { TokenPrices } from "./token-prices.ts";

/** Rates below a number of prompt tokens, and above it. */
function stepped(above: number, short: Rates, long: Rates): TokenPrices {
  const rate = (kind: keyof Rates) => ({ base: short[kind], steps: [{ above, rate: long[kind] }] });
  return {
    input: rate("input"),
    output: rate("output"),
    cacheRead: rate("cacheRead"),
    cacheWrite: rate("cacheWrite"),
    cacheWriteLong: rate("cacheWriteLong"),
  };
}

type Rates = Readonly<Record<"input" | "output" | "cacheRead" | "cacheWrite" | "cacheWriteLong", number>>;

const HAIKU_5_5: Correction = {
  priceId: "anthropic",
  models: /^claude-haiku-5[-.]5(?:-\d{8})?$/,
  instead: undefined,
  rules: [
    {
      prices: stepped(
        100_000,
        { input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125, cacheWriteLong: 0.2 },
        { input: 0.5, output: 2.5, cacheRead: 0.05, cacheWrite: 0.625, cacheWriteLong: 1 },
      ),
    },
  ],
  checked: Date.UTC(2026, 9, 24),
  source: "https://platform.claude.com/docs/en/about-claude/pricing",
  reason: "The model came out on 7 October 2026, after the bundled list was made.",
};

const SONNET = { input: 2, output: 10, cacheWrite: 2.5, cacheWriteLong: 4 } as const;

const SONNET_5_5: Correction = {
  priceId: "anthropic",
  models: /^claude-sonnet-5[-.]5(?:-\d{8})?$/,
  instead: { id: "claude-sonnet-5", input: 2 },
  rules: [
    { prices: { ...SONNET, cacheRead: 0.2 } },
    { since: Date.UTC(2026, 9, 7), prices: { ...SONNET, cacheRead: 0.1 } },
  ],
  checked: Date.UTC(2026, 9, 24),
  source: "https://platform.claude.com/docs/en/about-claude/pricing",
  reason: "The list takes it for Sonnet 5, whose cached tokens cost twice as much since 7 October 2026.",
};

const WORKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri"];

/** DeepSeek's peak hours, by the clocks of Beijing. */
const PEAKS = [
  { from: 9 * 60, until: 12 * 60 },
  { from: 14 * 60, until: 18 * 60 },
] as const;

/** When peak hours began to count, on all days at first; and when weekends were taken out of them. */
const PEAKS_SINCE = Date.UTC(2026, 7, 16, 16);
const WORKDAYS_SINCE = Date.UTC(2026, 7, 22, 16);
/** When V4.1 Flash took the place of V4 Flash, at its own price. */
const FLASH_SINCE = Date.UTC(2026, 8, 10, 4);

/** Prices from a moment on, and twice as much at the peak hours of some days. */
function peaked(since: number, prices: DeepSeekRates, days?: readonly Weekday[]): readonly PriceRule[] {
  const { input, output, cacheRead } = prices;
  const double = { input: input * 2, output: output * 2, cacheRead: cacheRead * 2 };
  return [
    { since, prices },
    ...PEAKS.map((peak) => ({ since, time: { ...peak, zone: "Asia/Shanghai", days }, prices: double })),
  ];
}

type DeepSeekRates = Readonly<Record<"input" | "output" | "cacheRead", number>>;

const DEEPSEEK = {
  priceId: "deepseek",
  checked: Date.UTC(2026, 9, 27),
  source: "https://api-docs.deepseek.com/quick_start/pricing",
} as const;

const V4_FLASH: DeepSeekRates = { input: 0.22, output: 0.66, cacheRead: 0.007 };
const V4_1_FLASH: DeepSeekRates = { input: 0.15, output: 0.6, cacheRead: 0.003 };
const V4_PRO: DeepSeekRates = { input: 0.66, output: 1.98, cacheRead: 0.022 };

/** Holidays of China are off-peak too, by a calendar that is set each year; then a cost is up to twice what is billed. */
const DEEPSEEK_FLASH: Correction = {
  ...DEEPSEEK,
  models: /^deepseek-v4-flash/,
  instead: { id: "deepseek-v4-flash", input: 0.22 },
  rules: [
    { prices: { input: 0.14, output: 0.28, cacheRead: 0.0028 } },
    ...peaked(PEAKS_SINCE, V4_FLASH),
    ...peaked(WORKDAYS_SINCE, V4_FLASH, WORKDAYS),
    ...peaked(FLASH_SINCE, V4_1_FLASH, WORKDAYS),
  ],
  reason: "It is served by V4.1 Flash at that model's price since 10 September 2026, and weekends have no peak hours.",
};

const DEEPSEEK_FLASH_BY_ITS_NEW_NAME: Correction = {
  ...DEEPSEEK,
  models: /^deepseek-flash$/,
  instead: undefined,
  rules: [{ prices: V4_1_FLASH }, ...peaked(FLASH_SINCE, V4_1_FLASH, WORKDAYS)],
  reason: "The list does not have the model's new name.",
};

const DEEPSEEK_PRO: Correction = {
  ...DEEPSEEK,
  models: /^deepseek-v4-pro/,
  instead: { id: "deepseek-v4-pro", input: 0.66 },
  rules: [
    { prices: { input: 0.435, output: 0.87, cacheRead: 0.003625 } },
    ...peaked(PEAKS_SINCE, V4_PRO),
    ...peaked(WORKDAYS_SINCE, V4_PRO, WORKDAYS),
  ],
  reason: "Weekends have no peak hours, which the list's format cannot say.",
};

/** What was found otherwise in the vendors' own pages than in the list. Each goes when the list has it right. */
export const CORRECTIONS: readonly Correction[] = [
  HAIKU_5_5,
  SONNET_5_5,
  DEEPSEEK_FLASH,
  DEEPSEEK_FLASH_BY_ITS_NEW_NAME,
  DEEPSEEK_PRO,
];
