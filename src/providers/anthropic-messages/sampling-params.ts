import type { ChatRequest } from "../../spec/request.ts";
import { refusesTemperature } from "../sampling.ts";
import { generationOf } from "./model-traits.ts";

/** The SDK has dropped these from its types; the models before 4.7, and Claude-like servers, still take them. */
export interface SamplingParams {
  temperature?: number;
  top_p?: number;
  top_k?: number;
}

/** While a model thinks, `top_p` may not be lower, and nothing else may be said. */
const LEAST_TOP_P = 0.95;

/** How the next token is chosen, as far as the model lets it be said. There are no seed and no penalties. */
export function samplingParams(request: ChatRequest, model: string, thinks: boolean): SamplingParams {
  if (refusesTemperature(model)) return {};
  const { temperature, sampling: { topP, topK } = {} } = request;
  if (thinks) return topP !== undefined && topP >= LEAST_TOP_P ? { top_p: topP } : {};
  // From 4.1 on, both of them in one request are refused.
  const takesBoth = (generationOf(model) ?? 0) < 4.1;
  return {
    ...(temperature !== undefined && { temperature: Math.min(temperature, 1) }),
    ...(topP !== undefined && (takesBoth || temperature === undefined) && { top_p: topP }),
    ...(topK !== undefined && { top_k: topK }),
  };
}
