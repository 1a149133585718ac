import { GEMINI } from "./cost-table-prices.ts";
import { gemini, type CostRecord } from "./cost-table-record.ts";

/** By what they show. */
export const GEMINI_RECORDS: Readonly<Record<string, CostRecord>> = {
  "a plain question to Gemini 3.8 Flash": gemini(
    "gemini-3.8-flash",
    { promptTokenCount: 900, candidatesTokenCount: 300 },
    GEMINI["gemini-3.8-flash, 2026"],
    { input: 900, output: 300 },
    "2026-12-31T23:59:59Z",
  ),
  "the same next year, when it is twice as dear": gemini(
    "gemini-3.8-flash",
    { promptTokenCount: 900, candidatesTokenCount: 300, cachedContentTokenCount: 512 },
    GEMINI["gemini-3.8-flash, 2027"],
    { input: 388, cacheRead: 512, output: 300 },
    "2027-01-01T00:00:00Z",
  ),
  "thoughts, which Gemini counts beside the answer": gemini(
    "gemini-2.5-flash",
    { promptTokenCount: 3000, candidatesTokenCount: 500, thoughtsTokenCount: 2000, cachedContentTokenCount: 1000 },
    GEMINI["gemini-2.5-flash"],
    { input: 2000, cacheRead: 1000, output: 2500 },
  ),
  "thoughts without an answer": gemini(
    "gemini-3.5-flash-lite",
    { promptTokenCount: 200, thoughtsTokenCount: 1024 },
    GEMINI["gemini-3.5-flash-lite"],
    { input: 200, output: 1024 },
  ),
  "the longest short prompt to Gemini Pro": gemini(
    "gemini-3.1-pro-preview",
    { promptTokenCount: 200_000, cachedContentTokenCount: 150_000, candidatesTokenCount: 700 },
    GEMINI["gemini-3.1-pro-preview"],
    { input: 50_000, cacheRead: 150_000, output: 700 },
  ),
  "a long one": gemini(
    "gemini-3.1-pro-preview",
    { promptTokenCount: 200_001, cachedContentTokenCount: 150_000, candidatesTokenCount: 700, thoughtsTokenCount: 300 },
    GEMINI["gemini-3.1-pro-preview, long"],
    { input: 50_001, cacheRead: 150_000, output: 1000 },
  ),
  "a short prompt to Gemini 2.5 Pro": gemini(
    "gemini-2.5-pro",
    { promptTokenCount: 150_000, candidatesTokenCount: 700 },
    GEMINI["gemini-2.5-pro"],
    { input: 150_000, output: 700 },
  ),
  "a long prompt to Gemini 2.5 Pro": gemini(
    "gemini-2.5-pro",
    { promptTokenCount: 250_000, cachedContentTokenCount: 50_000, candidatesTokenCount: 700 },
    GEMINI["gemini-2.5-pro, long"],
    { input: 200_000, cacheRead: 50_000, output: 700 },
  ),
  "two pictures of 258 tokens each": gemini(
    "gemini-2.5-flash-lite",
    { promptTokenCount: 516 + 31, candidatesTokenCount: 44 },
    GEMINI["gemini-2.5-flash-lite"],
    { input: 547, output: 44 },
  ),
  "what a tool was told, which is a part of the prompt": gemini(
    "gemini-2.5-flash-lite",
    { promptTokenCount: 100, toolUsePromptTokenCount: 60, candidatesTokenCount: 44 },
    GEMINI["gemini-2.5-flash-lite"],
    { input: 160, output: 44 },
  ),
};
