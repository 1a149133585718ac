import type { CompletionCreateParamsStreaming } from "openai/resources/completions";
import type { Provider } from "../../spec/provider.ts";
import type { FillRequest } from "../../spec/request.ts";
import { quirksOf } from "../openai-chat/quirks.ts";

/** Mistral's call for fill-in-the-middle, which the OpenAI SDK has no type for. */
export interface MistralFimRequest {
  readonly model: string;
  readonly prompt: string;
  readonly suffix: string;
  readonly max_tokens: number;
  readonly stream: true;
  readonly temperature?: number;
  readonly stop?: readonly string[];
}

/** OpenAI's and DeepSeek's completions take at most this many stop sequences. */
const MOST_STOPS = 4;

/** DeepSeek's limit for this call; the others' are far higher than a completion needs. */
const MOST_OUTPUT_TOKENS = 4096;

/**
 * OpenAI's older completions call with a suffix, as DeepSeek (beta) and Ollama have it. DeepSeek's models think
 * unless told otherwise, and fill gaps only when they do not.
 */
export function buildSuffixRequest(
  request: FillRequest,
  model: string,
  provider: Provider,
): CompletionCreateParamsStreaming {
  return {
    model,
    prompt: request.prefix,
    // An empty suffix is refused by some; without one the call is a plain continuation.
    ...(request.suffix !== "" && { suffix: request.suffix }),
    stream: true,
    stream_options: { include_usage: true },
    ...limits(request),
    ...(quirksOf(provider).reasoning === "switch" && { thinking: { type: "disabled" } }),
  };
}

/** Mistral reports usage without being asked, and refuses to be asked. */
export function buildMistralRequest(request: FillRequest, model: string): MistralFimRequest {
  return { model, prompt: request.prefix, suffix: request.suffix, stream: true, ...limits(request) };
}

function limits(request: FillRequest): { max_tokens: number; temperature?: number; stop?: string[] } {
  return {
    max_tokens: Math.min(request.maxOutputTokens, MOST_OUTPUT_TOKENS),
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.stop?.length && { stop: request.stop.slice(0, MOST_STOPS) }),
  };
}
