/**
 * What the vendors publish, copied by hand from their pages and from nowhere else, in US dollars per million tokens. Text, so
 * that it is exact.
 */
export interface Published {
  readonly input: string;
  readonly output: string;
  readonly cacheRead?: string;
  readonly cacheWrite?: string;
  readonly cacheWriteLong?: string;
}

/**
 * Standard processing, as of November 2026. Prompts above 272,000 tokens cost twice as much for prompts and caches and half
 * as much again for answers. Cache writes have a price since GPT-5.6.
 *
 * @see https://developers.openai.com/api/docs/pricing
 * @see https://developers.openai.com/api/docs/models/gpt-6-sol
 * @see https://developers.openai.com/api/docs/models/gpt-6-luna
 */
export const OPENAI = {
  "gpt-6-astra": { input: "10", cacheRead: "1", cacheWrite: "12.5", output: "50" },
  "gpt-6-sol": { input: "2", cacheRead: "0.2", cacheWrite: "2.5", output: "10" },
  "gpt-6-sol, long": { input: "4", cacheRead: "0.4", cacheWrite: "5", output: "15" },
  "gpt-6-luna": { input: "0.1", cacheRead: "0.01", cacheWrite: "0.125", output: "0.5" },
  "gpt-5.6-terra": { input: "2", cacheRead: "0.2", cacheWrite: "2.5", output: "12" },
  "gpt-5.6-luna, at first": { input: "1", cacheRead: "0.1", cacheWrite: "1.25", output: "6" },
  "gpt-5.6-luna": { input: "0.2", cacheRead: "0.02", cacheWrite: "0.25", output: "1.2" },
  "gpt-5.4": { input: "2.5", cacheRead: "0.25", output: "15" },
  "gpt-5.4, long": { input: "5", cacheRead: "0.5", output: "22.5" },
  "gpt-5.4-mini": { input: "0.75", cacheRead: "0.075", output: "4.5" },
  "gpt-5": { input: "1.25", cacheRead: "0.125", output: "10" },
  "gpt-4.1": { input: "2", cacheRead: "0.5", output: "8" },
  "gpt-4o-mini": { input: "0.15", cacheRead: "0.075", output: "0.6" },
  o3: { input: "2", cacheRead: "0.5", output: "8" },
} as const satisfies Record<string, Published>;

/**
 * Base input, output, cache hits, five-minute and one-hour cache writes.
 *
 * @see https://platform.claude.com/docs/en/about-claude/pricing
 * @see https://platform.claude.com/docs/en/models/haiku-5-5/overview (dearer above 100,000 prompt tokens)
 */
export const ANTHROPIC = {
  "claude-fable-5-1": { input: "10", cacheRead: "0.25", cacheWrite: "12.5", cacheWriteLong: "20", output: "50" },
  "claude-opus-5-5": { input: "4", cacheRead: "0.2", cacheWrite: "5", cacheWriteLong: "8", output: "20" },
  "claude-sonnet-5-5, until 7 October": {
    input: "2",
    cacheRead: "0.2",
    cacheWrite: "2.5",
    cacheWriteLong: "4",
    output: "10",
  },
  "claude-sonnet-5-5": { input: "2", cacheRead: "0.1", cacheWrite: "2.5", cacheWriteLong: "4", output: "10" },
  "claude-haiku-5-5": { input: "0.1", cacheRead: "0.01", cacheWrite: "0.125", cacheWriteLong: "0.2", output: "0.5" },
  "claude-haiku-5-5, long": {
    input: "0.5",
    cacheRead: "0.05",
    cacheWrite: "0.625",
    cacheWriteLong: "1",
    output: "2.5",
  },
  "claude-haiku-4-5": { input: "1", cacheRead: "0.1", cacheWrite: "1.25", cacheWriteLong: "2", output: "5" },
  "claude-sonnet-4-5": { input: "3", cacheRead: "0.3", cacheWrite: "3.75", cacheWriteLong: "6", output: "15" },
  "claude-sonnet-4-5, long": { input: "6", cacheRead: "0.6", cacheWrite: "7.5", cacheWriteLong: "12", output: "22.5" },
  "claude-opus-4-8": { input: "5", cacheRead: "0.5", cacheWrite: "6.25", cacheWriteLong: "10", output: "25" },
} as const satisfies Record<string, Published>;

/**
 * Paid tier; thoughts cost as answers do. The price of keeping a cache by the hour is for caches that one makes oneself,
 * which is not done here.
 *
 * @see https://ai.google.dev/gemini-api/docs/pricing
 */
export const GEMINI = {
  "gemini-3.8-flash, 2026": { input: "0.75", cacheRead: "0.075", output: "3.75" },
  "gemini-3.8-flash, 2027": { input: "1.5", cacheRead: "0.15", output: "7.5" },
  "gemini-3.5-flash-lite": { input: "0.3", cacheRead: "0.03", output: "2.5" },
  "gemini-3.1-pro-preview": { input: "2", cacheRead: "0.2", output: "12" },
  "gemini-3.1-pro-preview, long": { input: "4", cacheRead: "0.4", output: "18" },
  "gemini-2.5-pro": { input: "1.25", cacheRead: "0.125", output: "10" },
  "gemini-2.5-pro, long": { input: "2.5", cacheRead: "0.25", output: "15" },
  "gemini-2.5-flash": { input: "0.3", cacheRead: "0.03", output: "2.5" },
  "gemini-2.5-flash-lite": { input: "0.1", cacheRead: "0.01", output: "0.4" },
} as const satisfies Record<string, Published>;

/**
 * Peak hours are 01:00 to 04:00 and 06:00 to 10:00 UTC on workdays, since 23 August 2026; before that on all days, and
 * before 16 August (16:00 UTC) never. V4 Flash is V4.1 Flash since 10 September.
 *
 * @see https://api-docs.deepseek.com/quick_start/pricing
 */
export const DEEPSEEK = {
  "v4.1-flash": { input: "0.15", cacheRead: "0.003", output: "0.6" },
  "v4.1-flash, peak": { input: "0.3", cacheRead: "0.006", output: "1.2" },
  "v4-flash, peak": { input: "0.44", cacheRead: "0.014", output: "1.32" },
  "v4-flash, before there were peaks": { input: "0.14", cacheRead: "0.0028", output: "0.28" },
  "v4-pro": { input: "0.66", cacheRead: "0.022", output: "1.98" },
  "v4-pro, peak": { input: "1.32", cacheRead: "0.044", output: "3.96" },
} as const satisfies Record<string, Published>;

/**
 * @see https://console.groq.com/docs/models
 * @see https://console.groq.com/docs/prompt-caching (half the price for cached tokens)
 */
export const GROQ = {
  "openai/gpt-oss-120b": { input: "0.15", cacheRead: "0.075", output: "0.6" },
  "openai/gpt-oss-20b": { input: "0.075", cacheRead: "0.0375", output: "0.3" },
  "llama-3.3-70b-versatile": { input: "0.59", output: "0.79" },
} as const satisfies Record<string, Published>;

/** @see https://mistral.ai/pricing/api */
export const MISTRAL = {
  "mistral-medium-latest": { input: "1.5", output: "7.5" },
  "codestral-latest": { input: "0.3", output: "0.9" },
  "devstral-2512": { input: "0.4", output: "2" },
} as const satisfies Record<string, Published>;

/**
 * The higher price begins at 200,000 prompt tokens.
 *
 * @see https://docs.x.ai/developers/grok-4-6
 * @see https://docs.x.ai/docs/models/grok-4.6
 */
export const XAI = {
  "grok-4.6": { input: "2", cacheRead: "0.5", output: "6" },
  "grok-4.6, long": { input: "4", cacheRead: "1", output: "12" },
} as const satisfies Record<string, Published>;

/** @see https://platform.kimi.ai/docs/pricing/chat-k3 */
export const MOONSHOT = {
  "kimi-k3": { input: "3", cacheRead: "0.3", output: "15" },
} as const satisfies Record<string, Published>;
