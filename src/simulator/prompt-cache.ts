import { createHash } from "node:crypto";
import type { Clock } from "../spec/clock.ts";
import { segmentsOf, type Prompt } from "./prompt.ts";
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
      const { segments, life, reportsWrites } = prompt.cache;
      let hash = prompt.model;
      let characters = 0;
      let cacheable = 0;
      let cacheRead = 0;
      for (const [index, segment] of segmentsOf(prompt).entries()) {
        characters += segment.length;
        if (index >= segments) continue;
        cacheable = tokensOf(characters);
        hash = createHash("sha256").update(hash).update(segment).digest("base64");
        if ((expiry.get(hash) ?? 0) > clock.now()) cacheRead = cacheable;
        remember(hash, LIFE_MS[life]);
      }
      const written = reportsWrites ? cacheable - cacheRead : 0;
      return {
        input: tokensOf(characters),
        cacheRead,
        cacheWrite: life === "5m" ? written : 0,
        cacheWriteLong: life === "1h" ? written : 0,
      };
    },
  };
}
