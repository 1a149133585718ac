import type { Usage } from "../../../spec/usage.ts";
import type { Json } from "../../json.ts";

/** The counts that the end of a stream has. Tokens from and into the cache are counted apart from the input. */
export function deltaUsage(usage: Usage | undefined): Json {
  const { input = 0, cacheRead = 0, cacheWrite = 0, cacheWriteLong = 0, output = 0, reasoning = 0 } = usage ?? {};
  return {
    input_tokens: Math.max(0, input - cacheRead - cacheWrite - cacheWriteLong),
    cache_creation_input_tokens: cacheWrite + cacheWriteLong,
    cache_read_input_tokens: cacheRead,
    output_tokens: output,
    output_tokens_details: { thinking_tokens: reasoning },
    server_tool_use: null,
  };
}

/** The counts that a message has. */
export function messageUsage(usage: Usage | undefined): Json {
  return {
    ...deltaUsage(usage),
    cache_creation: {
      ephemeral_5m_input_tokens: usage?.cacheWrite ?? 0,
      ephemeral_1h_input_tokens: usage?.cacheWriteLong ?? 0,
    },
    inference_geo: null,
    service_tier: null,
    speed: null,
  };
}
