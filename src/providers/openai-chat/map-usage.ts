import type { Usage } from "../../spec/usage.ts";
import type { WireUsage } from "./wire-chunk.ts";

/** OpenAI's counting: `prompt_tokens` includes the cached ones, `completion_tokens` the reasoning. */
export function mapUsage(usage: WireUsage): Usage {
  const input = usage.prompt_tokens ?? 0;
  const reasoning = usage.completion_tokens_details?.reasoning_tokens ?? 0;
  const cost = reportedCost(usage);
  return {
    input,
    cacheRead: usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? usage.cached_tokens ?? 0,
    cacheWrite: usage.prompt_tokens_details?.cache_write_tokens ?? usage.cache_creation_input_tokens ?? 0,
    cacheWriteLong: 0,
    output: outputOf(usage, reasoning),
    reasoning,
    source: "reported",
    ...(cost !== undefined && { reportedCost: cost }),
  };
}

/** xAI counts the reasoning beside `completion_tokens`; its total gives that away. */
function outputOf(usage: WireUsage, reasoning: number): number {
  const completion = usage.completion_tokens ?? 0;
  const beside = (usage.prompt_tokens ?? 0) + completion + reasoning === usage.total_tokens;
  return (reasoning > 0 && beside) || reasoning > completion ? completion + reasoning : completion;
}

function reportedCost({ cost, is_byok: isByok, cost_details: details }: WireUsage): number | undefined {
  const total = typeof cost === "object" ? cost?.total_cost : cost;
  if (typeof total !== "number") return undefined;
  return isByok ? total + (details?.upstream_inference_cost ?? 0) : total;
}
