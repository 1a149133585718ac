import type { Usage } from "../../../spec/usage.ts";
import type { Json } from "../../json.ts";

/** Usage in OpenAI's counting, which like ours has the cached tokens within the prompt's. */
export function usageOf(usage: Usage): Json {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: {
      cached_tokens: usage.cacheRead,
      cache_write_tokens: usage.cacheWrite + usage.cacheWriteLong,
    },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };
}
