import { DEEPSEEK, GROQ, MISTRAL, MOONSHOT, XAI } from "./cost-table-prices.ts";
import { openAi, type CostRecord } from "./cost-table-record.ts";

/** By what they show. */
export const OTHER_RECORDS: Readonly<Record<string, CostRecord>> = {
  "DeepSeek on a workday before its peak hours": openAi(
    "deepseek/deepseek-v4-flash",
    { prompt_tokens: 10_000, prompt_cache_hit_tokens: 8000, completion_tokens: 500 },
    { price: DEEPSEEK["v4.1-flash"], billed: { input: 2000, cacheRead: 8000, output: 500 } },
    "2026-11-24T00:59:59Z",
  ),
  "in them": openAi(
    "deepseek/deepseek-v4-flash",
    { prompt_tokens: 10_000, prompt_cache_hit_tokens: 8000, completion_tokens: 500 },
    { price: DEEPSEEK["v4.1-flash, peak"], billed: { input: 2000, cacheRead: 8000, output: 500 } },
    "2026-11-24T01:00:00Z",
  ),
  "between them": openAi(
    "deepseek/deepseek-flash",
    { prompt_tokens: 321, completion_tokens: 12 },
    { price: DEEPSEEK["v4.1-flash"], billed: { input: 321, output: 12 } },
    "2026-11-24T04:00:00Z",
  ),
  "in the second of them": openAi(
    "deepseek/deepseek-v4-pro",
    { prompt_tokens: 5000, prompt_cache_hit_tokens: 64, completion_tokens: 1500 },
    { price: DEEPSEEK["v4-pro, peak"], billed: { input: 4936, cacheRead: 64, output: 1500 } },
    "2026-11-27T09:59:59Z",
  ),
  "at that hour on a Saturday": openAi(
    "deepseek/deepseek-v4-pro",
    { prompt_tokens: 5000, prompt_cache_hit_tokens: 64, completion_tokens: 1500 },
    { price: DEEPSEEK["v4-pro"], billed: { input: 4936, cacheRead: 64, output: 1500 } },
    "2026-11-28T09:59:59Z",
  ),
  "on a Saturday when weekends had peak hours": openAi(
    "deepseek/deepseek-v4-flash",
    { prompt_tokens: 5000, completion_tokens: 1500 },
    { price: DEEPSEEK["v4-flash, peak"], billed: { input: 5000, output: 1500 } },
    "2026-08-22T02:00:00Z",
  ),
  "when no day had any": openAi(
    "deepseek/deepseek-v4-flash",
    { prompt_tokens: 5000, prompt_cache_hit_tokens: 4992, completion_tokens: 1500 },
    { price: DEEPSEEK["v4-flash, before there were peaks"], billed: { input: 8, cacheRead: 4992, output: 1500 } },
    "2026-08-14T02:00:00Z",
  ),
  "an open model at Groq": openAi(
    "groq/llama-3.3-70b-versatile",
    { prompt_tokens: 5001, completion_tokens: 999 },
    { price: GROQ["llama-3.3-70b-versatile"], billed: { input: 5001, output: 999 } },
  ),
  "a cached prompt at Groq, half as dear": openAi(
    "groq/openai/gpt-oss-20b",
    { prompt_tokens: 5001, completion_tokens: 999, prompt_tokens_details: { cached_tokens: 4864 } },
    { price: GROQ["openai/gpt-oss-20b"], billed: { input: 137, cacheRead: 4864, output: 999 } },
  ),
  "reasoning at Groq": openAi(
    "groq/openai/gpt-oss-120b",
    { prompt_tokens: 88, completion_tokens: 1410, completion_tokens_details: { reasoning_tokens: 1200 } },
    { price: GROQ["openai/gpt-oss-120b"], billed: { input: 88, output: 1410 } },
  ),
  "ghost text at Mistral": openAi(
    "mistral/codestral-latest",
    { prompt_tokens: 1799, completion_tokens: 41 },
    { price: MISTRAL["codestral-latest"], billed: { input: 1799, output: 41 } },
  ),
  "a chat at Mistral": openAi(
    "mistral/mistral-medium-latest",
    { prompt_tokens: 801, completion_tokens: 203 },
    { price: MISTRAL["mistral-medium-latest"], billed: { input: 801, output: 203 } },
  ),
  "Devstral at Mistral": openAi(
    "mistral/devstral-2512",
    { prompt_tokens: 801, completion_tokens: 203 },
    { price: MISTRAL["devstral-2512"], billed: { input: 801, output: 203 } },
  ),
  "reasoning at xAI, which is counted beside the answer": openAi(
    "xai/grok-4.6",
    {
      prompt_tokens: 199_999,
      completion_tokens: 100,
      total_tokens: 200_799,
      prompt_tokens_details: { cached_tokens: 100_000 },
      completion_tokens_details: { reasoning_tokens: 700 },
    },
    { price: XAI["grok-4.6"], billed: { input: 99_999, cacheRead: 100_000, output: 800 } },
  ),
  "a long prompt at xAI": openAi(
    "xai/grok-4.6",
    { prompt_tokens: 200_000, completion_tokens: 100, total_tokens: 200_100 },
    { price: XAI["grok-4.6, long"], billed: { input: 200_000, output: 100 } },
  ),
  "cached tokens in Moonshot's place for them": openAi(
    "moonshot/kimi-k3",
    { prompt_tokens: 6000, completion_tokens: 250, cached_tokens: 5120 },
    { price: MOONSHOT["kimi-k3"], billed: { input: 880, cacheRead: 5120, output: 250 } },
  ),
  "what OpenRouter says it cost": openAi(
    "openrouter/anthropic/claude-sonnet-5",
    { prompt_tokens: 5000, completion_tokens: 1000, cost: 0.020_12 },
    { reported: "0.02012" },
  ),
  "what OpenRouter says of a model that nobody knows": openAi(
    "openrouter/someone/something",
    { prompt_tokens: 5000, completion_tokens: 1000, cost: 0.000_001_25 },
    { reported: "0.00000125" },
  ),
  "OpenRouter's fee and the vendor's price, on a key of one's own": openAi(
    "openrouter/openai/gpt-6-sol",
    {
      prompt_tokens: 5000,
      completion_tokens: 1000,
      cost: 0.001,
      is_byok: true,
      cost_details: { upstream_inference_cost: 0.02 },
    },
    { reported: "0.021" },
  ),
  "what LiteLLM says it cost": openAi(
    "litellm/team-gpt",
    { prompt_tokens: 5000, completion_tokens: 1000, cost: 0.0314 },
    { reported: "0.0314" },
  ),
  "a free answer at OpenRouter, as it says itself": openAi(
    "openrouter/deepseek/deepseek-r1:free",
    { prompt_tokens: 5000, completion_tokens: 1000, cost: 0 },
    { reported: "0" },
  ),
  "a model that OpenRouter names free, and nothing said of it": openAi(
    "openrouter/deepseek/deepseek-r1:free",
    { prompt_tokens: 5000, completion_tokens: 1000 },
    "free",
  ),
  "LiteLLM when it says nothing": openAi("litellm/team-gpt", { prompt_tokens: 5, completion_tokens: 1 }, "unknown"),
  "a model on this machine": openAi("ollama/qwen3", { prompt_tokens: 9000, completion_tokens: 900 }, "free"),
  "a provider of one's own without a price": openAi("mine/x", { prompt_tokens: 9, completion_tokens: 9 }, "unknown"),
};
