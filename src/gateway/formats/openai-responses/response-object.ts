import type { FinishReason } from "../../../spec/stream.ts";
import type { Usage } from "../../../spec/usage.ts";
import { asRecord, type Json } from "../../json.ts";

/** What of an answer changes while it is written. */
export interface ResponseState {
  readonly id: string;
  /** Unix time in seconds. */
  readonly createdAt: number;
  readonly model: string;
  readonly status: "in_progress" | "completed" | "incomplete" | "failed";
  readonly output: readonly Json[];
  readonly usage?: Usage | undefined;
  readonly incomplete?: "max_output_tokens" | "content_filter" | undefined;
  readonly error?: Json;
}

/** The response object; `echo` is what it repeats of the request. */
export function responseObject(state: ResponseState, echo: Json): Json {
  return {
    ...echo,
    id: state.id,
    object: "response",
    created_at: state.createdAt,
    status: state.status,
    error: state.error ?? null,
    incomplete_details: state.incomplete ? { reason: state.incomplete } : null,
    model: state.model,
    output: state.output,
    usage: state.usage ? usageOf(state.usage) : null,
  };
}

/** Why an answer is incomplete, if it is. */
export function incompleteReason(reason: FinishReason): ResponseState["incomplete"] {
  if (reason === "length") return "max_output_tokens";
  return reason === "content-filtered" ? "content_filter" : undefined;
}

/** The fields of a request that its answer repeats, with what holds where it does not say. */
export function echoOf(body: Json): Json {
  const reasoning = asRecord(body["reasoning"]);
  return {
    access_programs: null,
    background: false,
    instructions: body["instructions"] ?? null,
    max_output_tokens: body["max_output_tokens"] ?? null,
    max_tool_calls: body["max_tool_calls"] ?? null,
    metadata: body["metadata"] ?? {},
    parallel_tool_calls: body["parallel_tool_calls"] ?? true,
    previous_response_id: body["previous_response_id"] ?? null,
    prompt_cache_key: body["prompt_cache_key"] ?? null,
    reasoning: { effort: reasoning?.["effort"] ?? null, summary: reasoning?.["summary"] ?? null },
    safety_identifier: body["safety_identifier"] ?? null,
    service_tier: "default",
    store: body["store"] ?? true,
    temperature: body["temperature"] ?? null,
    text: { format: { type: "text" }, ...asRecord(body["text"]) },
    tool_choice: body["tool_choice"] ?? "auto",
    tools: body["tools"] ?? [],
    top_logprobs: body["top_logprobs"] ?? 0,
    top_p: body["top_p"] ?? null,
    truncation: body["truncation"] ?? "disabled",
    user: body["user"] ?? null,
  };
}

function usageOf(usage: Usage): Json {
  return {
    input_tokens: usage.input,
    input_tokens_details: {
      cached_tokens: usage.cacheRead,
      cache_write_tokens: usage.cacheWrite + usage.cacheWriteLong,
    },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: usage.input + usage.output,
  };
}
