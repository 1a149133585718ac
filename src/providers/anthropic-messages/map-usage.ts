import type { Usage } from "../../spec/usage.ts";
import type { WireUsage } from "./wire-event.ts";

/**
 * Anthropic counts apart what came from the cache and what went into it; here they are parts of the input. Which of
 * the two lives a written token got is told at the start only, and not at all by older servers.
 */
export function mapUsage(usage: WireUsage): Usage {
  const cacheRead = usage.cache_read_input_tokens ?? 0;
  const cacheWriteLong = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  const written =
    usage.cache_creation_input_tokens ?? cacheWriteLong + (usage.cache_creation?.ephemeral_5m_input_tokens ?? 0);
  return {
    input: (usage.input_tokens ?? 0) + cacheRead + written,
    cacheRead,
    cacheWrite: Math.max(0, written - cacheWriteLong),
    cacheWriteLong,
    output: usage.output_tokens ?? 0,
    reasoning: usage.output_tokens_details?.thinking_tokens ?? 0,
    source: "reported",
  };
}

/** A later report over an earlier one: what it leaves out stays. */
export function mergeUsage(earlier: WireUsage, later: WireUsage): WireUsage {
  const said = Object.entries(later).filter(([, value]) => value !== null && value !== undefined);
  return { ...earlier, ...Object.fromEntries(said) };
}
