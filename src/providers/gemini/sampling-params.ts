import type { Sampling } from "../../spec/request.ts";
import { refusesPenalties } from "../sampling.ts";

/** The fields of `generationConfig` that choose the next token, apart from the temperature. */
export function samplingConfig(
  { topP, topK, seed, presencePenalty, frequencyPenalty }: Sampling,
  model: string,
): Readonly<Record<string, number>> {
  const penalties = !refusesPenalties(model);
  return {
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(seed !== undefined && { seed }),
    ...(penalties && presencePenalty !== undefined && { presencePenalty }),
    ...(penalties && frequencyPenalty !== undefined && { frequencyPenalty }),
  };
}
