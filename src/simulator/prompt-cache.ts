import { createHash } from "node:crypto";
import type { Clock } from "../spec/clock.ts";
import { promptTokens, segmentsOf, type CacheUse, type Prompt } from "./prompt.ts";
import { tokensOf } from "./tokens.ts";

/** Prompt tokens as they are charged: `input` is all of them, the others are parts of it. */
export interface InputUsage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly cacheWriteLong: number;
}

/** Which beginnings of prompts were seen lately. It holds hashes, never the texts. */
export interface PromptCache {
  /** Tells what `prompt` reads from the cache and adds it. */
  charge(prompt: Prompt): InputUsage;
}

const LIFE_MS = { "5m": 5 * 60_000, "1h": 60 * 60_000 };
const MOST_ENTRIES = 2000;

/**
 * A stand-in for the providers' prompt caches. It differs from them in one way: there is no smallest size
 * (OpenAI and Anthropic start at 1024 tokens), so that a short demonstration shows it at work.
 */
export function createPromptCache(clock: Clock): PromptCache {
  const expiry = new Map<string, number>();

  const remember = (hash: string, lifeMs: number): void => {
    expiry.delete(hash);
    expiry.set(hash, clock.now() + lifeMs);
    const oldest = expiry.keys().next();
    if (expiry.size > MOST_ENTRIES && !oldest.done) expiry.delete(oldest.value);
  };

  return {
    charge(prompt) {
      const segments = segmentsOf(prompt);
      const { kept, readable, life } = reachOf(prompt.cache, segments.length);
      let hash = prompt.model;
      let characters = 0;
      let cacheRead = 0;
      for (const [index, segment] of segments.slice(0, kept).entries()) {
        characters += segment.length;
        hash = createHash("sha256").update(hash).update(segment).digest("base64");
        if (index < readable && (expiry.get(hash) ?? 0) > clock.now()) cacheRead = tokensOf(characters);
        remember(hash, LIFE_MS[life]);
      }
      const written = prompt.cache.kind === "marked" ? tokensOf(characters) - cacheRead : 0;
      return {
        input: promptTokens(prompt),
        cacheRead,
        cacheWrite: life === "5m" ? written : 0,
        cacheWriteLong: life === "1h" ? written : 0,
      };
    },
  };
}

/** How many leading segments are put into the cache, how many may be read from it, and how long they stay. */
function reachOf(use: CacheUse, segments: number): { kept: number; readable: number; life: keyof typeof LIFE_MS } {
  switch (use.kind) {
    case "none":
      return { kept: 0, readable: 0, life: "5m" };
    case "automatic":
      return { kept: segments, readable: segments - 1, life: "5m" };
    case "marked":
      return { kept: use.segments, readable: use.segments, life: use.life };
  }
}
