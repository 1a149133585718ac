import { mapUsage as mapAnthropic, mergeUsage } from "../../../src/providers/anthropic-messages/map-usage.ts";
import { ANTHROPIC } from "./cost-table-prices.ts";
import { anthropic, brokenOff, type CostRecord } from "./cost-table-record.ts";

/** By what they show. */
export const ANTHROPIC_RECORDS: Readonly<Record<string, CostRecord>> = {
  "a plain question to Claude Sonnet 5.5": anthropic(
    "claude-sonnet-5-5",
    { input_tokens: 1200, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 450 },
    ANTHROPIC["claude-sonnet-5-5"],
    { input: 1200, output: 450 },
  ),
  "cached tokens, which Anthropic counts beside the others": anthropic(
    "claude-sonnet-5-5",
    { input_tokens: 42, cache_creation_input_tokens: 0, cache_read_input_tokens: 31_337, output_tokens: 450 },
    ANTHROPIC["claude-sonnet-5-5"],
    { input: 42, cacheRead: 31_337, output: 450 },
  ),
  "the same before their price was halved": anthropic(
    "claude-sonnet-5-5",
    { input_tokens: 42, cache_read_input_tokens: 31_337, output_tokens: 450 },
    ANTHROPIC["claude-sonnet-5-5, until 7 October"],
    { input: 42, cacheRead: 31_337, output: 450 },
    "2026-10-06T23:59:59Z",
  ),
  "a cache written for five minutes": anthropic(
    "claude-opus-5-5",
    {
      input_tokens: 13,
      cache_creation_input_tokens: 18_000,
      cache_creation: { ephemeral_5m_input_tokens: 18_000, ephemeral_1h_input_tokens: 0 },
      output_tokens: 1020,
    },
    ANTHROPIC["claude-opus-5-5"],
    { input: 13, cacheWrite: 18_000, output: 1020 },
  ),
  "a cache written for an hour": anthropic(
    "claude-opus-5-5",
    {
      input_tokens: 13,
      cache_creation_input_tokens: 18_000,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 18_000 },
      output_tokens: 1020,
    },
    ANTHROPIC["claude-opus-5-5"],
    { input: 13, cacheWriteLong: 18_000, output: 1020 },
  ),
  "a read, a short and a long write in one": anthropic(
    "claude-haiku-4-5",
    {
      input_tokens: 150,
      cache_read_input_tokens: 30_000,
      cache_creation_input_tokens: 30_500,
      cache_creation: { ephemeral_5m_input_tokens: 10_500, ephemeral_1h_input_tokens: 20_000 },
      output_tokens: 900,
    },
    ANTHROPIC["claude-haiku-4-5"],
    { input: 150, cacheRead: 30_000, cacheWrite: 10_500, cacheWriteLong: 20_000, output: 900 },
  ),
  "a write of which nothing more is said": anthropic(
    "claude-haiku-4-5",
    { input_tokens: 5, cache_creation_input_tokens: 4096, output_tokens: 1 },
    ANTHROPIC["claude-haiku-4-5"],
    { input: 5, cacheWrite: 4096, output: 1 },
  ),
  "a usage that is told in two parts": {
    model: "anthropic/claude-haiku-4-5",
    usage: mapAnthropic(
      mergeUsage(
        { input_tokens: 25, cache_read_input_tokens: 2048, cache_creation_input_tokens: null, output_tokens: 1 },
        { output_tokens: 388 },
      ),
    ),
    expected: { price: ANTHROPIC["claude-haiku-4-5"], billed: { input: 25, cacheRead: 2048, output: 388 } },
  },
  "thoughts, a part of the answer": anthropic(
    "claude-fable-5-1",
    { input_tokens: 640, output_tokens: 7000, output_tokens_details: { thinking_tokens: 6100 } },
    ANTHROPIC["claude-fable-5-1"],
    { input: 640, output: 7000 },
  ),
  "a cache hit at Fable 5.1, a fortieth": anthropic(
    "claude-fable-5-1",
    { input_tokens: 3, cache_read_input_tokens: 123_457, output_tokens: 20 },
    ANTHROPIC["claude-fable-5-1"],
    { input: 3, cacheRead: 123_457, output: 20 },
  ),
  "a million tokens that cost no more each": anthropic(
    "claude-opus-5-5",
    { input_tokens: 900_000, output_tokens: 3000 },
    ANTHROPIC["claude-opus-5-5"],
    { input: 900_000, output: 3000 },
  ),
  "the longest short prompt to Haiku 5.5, cached tokens counted in": anthropic(
    "claude-haiku-5-5",
    { input_tokens: 10_000, cache_read_input_tokens: 80_000, cache_creation_input_tokens: 10_000, output_tokens: 700 },
    ANTHROPIC["claude-haiku-5-5"],
    { input: 10_000, cacheRead: 80_000, cacheWrite: 10_000, output: 700 },
  ),
  "one token more, five times as dear": anthropic(
    "claude-haiku-5-5",
    { input_tokens: 10_001, cache_read_input_tokens: 80_000, cache_creation_input_tokens: 10_000, output_tokens: 700 },
    ANTHROPIC["claude-haiku-5-5, long"],
    { input: 10_001, cacheRead: 80_000, cacheWrite: 10_000, output: 700 },
  ),
  "a long prompt with a cache for an hour": anthropic(
    "claude-haiku-5-5",
    {
      input_tokens: 7,
      cache_creation_input_tokens: 250_000,
      cache_creation: { ephemeral_1h_input_tokens: 250_000 },
      output_tokens: 15,
    },
    ANTHROPIC["claude-haiku-5-5, long"],
    { input: 7, cacheWriteLong: 250_000, output: 15 },
  ),
  "a long prompt to Sonnet 4.5, when it still took one": anthropic(
    "claude-sonnet-4-5",
    { input_tokens: 1001, cache_read_input_tokens: 199_000, output_tokens: 500 },
    ANTHROPIC["claude-sonnet-4-5, long"],
    { input: 1001, cacheRead: 199_000, output: 500 },
    "2026-03-01T00:00:00Z",
  ),
  "and one that was just not long": anthropic(
    "claude-sonnet-4-5",
    { input_tokens: 1000, cache_read_input_tokens: 199_000, output_tokens: 500 },
    ANTHROPIC["claude-sonnet-4-5"],
    { input: 1000, cacheRead: 199_000, output: 500 },
  ),
  "a picture, which is so many input tokens": anthropic(
    "claude-opus-4-8",
    { input_tokens: 1626, output_tokens: 118 },
    ANTHROPIC["claude-opus-4-8"],
    { input: 1626, output: 118 },
  ),
  "an answer that was broken off after its first report": {
    model: "anthropic/claude-opus-4-8",
    usage: brokenOff("", 400, mapAnthropic({ input_tokens: 12, cache_read_input_tokens: 8000, output_tokens: 1 })),
    expected: { price: ANTHROPIC["claude-opus-4-8"], billed: { input: 12, cacheRead: 8000, output: 101 } },
  },
};
