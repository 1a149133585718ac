import type { Usage } from "../../spec/usage.ts";
import { mapUsage } from "../openai-chat/map-usage.ts";
import type { WireResponsesUsage } from "./wire-event.ts";

/** The same figures as of a chat completion, by other names. */
export function mapResponsesUsage(usage: WireResponsesUsage): Usage {
  const { input_tokens, output_tokens, input_tokens_details, output_tokens_details, ...same } = usage;
  return mapUsage({
    ...same,
    prompt_tokens: input_tokens ?? 0,
    completion_tokens: output_tokens ?? 0,
    prompt_tokens_details: input_tokens_details ?? null,
    completion_tokens_details: output_tokens_details ?? null,
  });
}
