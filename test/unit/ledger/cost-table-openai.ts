import { OPENAI } from "./cost-table-prices.ts";
import { brokenOff, openAi, type CostRecord } from "./cost-table-record.ts";

/** By what they show. */
export const OPENAI_RECORDS: Readonly<Record<string, CostRecord>> = {
  "a plain question to GPT-6 Sol": openAi(
    "openai/gpt-6-sol",
    { prompt_tokens: 1843, completion_tokens: 512, total_tokens: 2355 },
    { price: OPENAI["gpt-6-sol"], billed: { input: 1843, output: 512 } },
  ),
  "a prompt of which most was cached": openAi(
    "openai/gpt-6-sol",
    { prompt_tokens: 24_117, completion_tokens: 901, prompt_tokens_details: { cached_tokens: 23_040 } },
    { price: OPENAI["gpt-6-sol"], billed: { input: 1077, cacheRead: 23_040, output: 901 } },
  ),
  "a prompt that was written to the cache": openAi(
    "openai/gpt-6-sol",
    {
      prompt_tokens: 9001,
      completion_tokens: 10,
      prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 8960 },
    },
    { price: OPENAI["gpt-6-sol"], billed: { input: 41, cacheWrite: 8960, output: 10 } },
  ),
  "a prompt that was read in one part and written in another": openAi(
    "openai/gpt-6-luna",
    {
      prompt_tokens: 40_003,
      completion_tokens: 77,
      prompt_tokens_details: { cached_tokens: 30_720, cache_write_tokens: 9216 },
    },
    { price: OPENAI["gpt-6-luna"], billed: { input: 67, cacheRead: 30_720, cacheWrite: 9216, output: 77 } },
  ),
  "the longest prompt that is not long yet": openAi(
    "openai/gpt-6-sol",
    { prompt_tokens: 272_000, completion_tokens: 1000 },
    { price: OPENAI["gpt-6-sol"], billed: { input: 272_000, output: 1000 } },
  ),
  "a long prompt, dearer from its first token to the answer's last": openAi(
    "openai/gpt-6-sol",
    { prompt_tokens: 272_001, completion_tokens: 1000, prompt_tokens_details: { cached_tokens: 200_000 } },
    { price: OPENAI["gpt-6-sol, long"], billed: { input: 72_001, cacheRead: 200_000, output: 1000 } },
  ),
  "reasoning, a part of the answer": openAi(
    "openai/gpt-6-astra",
    { prompt_tokens: 3120, completion_tokens: 9377, completion_tokens_details: { reasoning_tokens: 8832 } },
    { price: OPENAI["gpt-6-astra"], billed: { input: 3120, output: 9377 } },
  ),
  "a picture, which is so many prompt tokens": openAi(
    "openai/gpt-5.4-mini",
    { prompt_tokens: 1251, completion_tokens: 96, prompt_tokens_details: { cached_tokens: 0 } },
    { price: OPENAI["gpt-5.4-mini"], billed: { input: 1251, output: 96 } },
  ),
  "a long prompt to GPT-5.4": openAi(
    "openai/gpt-5.4",
    { prompt_tokens: 400_000, completion_tokens: 2000, prompt_tokens_details: { cached_tokens: 128_000 } },
    { price: OPENAI["gpt-5.4, long"], billed: { input: 272_000, cacheRead: 128_000, output: 2000 } },
  ),
  "a prompt to GPT-5.4 by its dated name": openAi(
    "openai/gpt-5.4-2026-03-05",
    { prompt_tokens: 5000, completion_tokens: 600 },
    { price: OPENAI["gpt-5.4"], billed: { input: 5000, output: 600 } },
  ),
  "GPT-5.6 Terra": openAi(
    "openai/gpt-5.6-terra",
    { prompt_tokens: 7311, completion_tokens: 1200, prompt_tokens_details: { cached_tokens: 6144 } },
    { price: OPENAI["gpt-5.6-terra"], billed: { input: 1167, cacheRead: 6144, output: 1200 } },
  ),
  "GPT-5.6 Luna before its price was cut": openAi(
    "openai/gpt-5.6-luna",
    { prompt_tokens: 7311, completion_tokens: 1200 },
    { price: OPENAI["gpt-5.6-luna, at first"], billed: { input: 7311, output: 1200 } },
    "2026-07-29T23:59:59Z",
  ),
  "and after": openAi(
    "openai/gpt-5.6-luna",
    { prompt_tokens: 7311, completion_tokens: 1200 },
    { price: OPENAI["gpt-5.6-luna"], billed: { input: 7311, output: 1200 } },
    "2026-07-30T00:00:00Z",
  ),
  "a model of last year": openAi(
    "openai/gpt-5",
    { prompt_tokens: 12_000, completion_tokens: 800, prompt_tokens_details: { cached_tokens: 9984 } },
    { price: OPENAI["gpt-5"], billed: { input: 2016, cacheRead: 9984, output: 800 } },
  ),
  "a model whose cached tokens are a quarter": openAi(
    "openai/gpt-4.1",
    { prompt_tokens: 2048, completion_tokens: 64, prompt_tokens_details: { cached_tokens: 1024 } },
    { price: OPENAI["gpt-4.1"], billed: { input: 1024, cacheRead: 1024, output: 64 } },
  ),
  "a model whose cached tokens are half": openAi(
    "openai/gpt-4o-mini",
    { prompt_tokens: 2048, completion_tokens: 64, prompt_tokens_details: { cached_tokens: 1024 } },
    { price: OPENAI["gpt-4o-mini"], billed: { input: 1024, cacheRead: 1024, output: 64 } },
  ),
  "nothing but reasoning": openAi(
    "openai/o3",
    { prompt_tokens: 700, completion_tokens: 4096, completion_tokens_details: { reasoning_tokens: 4096 } },
    { price: OPENAI["o3"], billed: { input: 700, output: 4096 } },
  ),
  "no answer at all": openAi(
    "openai/gpt-6-luna",
    { prompt_tokens: 10, completion_tokens: 0 },
    { price: OPENAI["gpt-6-luna"], billed: { input: 10 } },
  ),
  "an answer that was broken off before its usage came": {
    model: "openai/gpt-6-sol",
    usage: brokenOff("p".repeat(4000), 1001),
    expected: { price: OPENAI["gpt-6-sol"], billed: { input: 1000, output: 251 } },
  },
  "a model that nobody knows": openAi("openai/gpt-9", { prompt_tokens: 10, completion_tokens: 10 }, "unknown"),
};
