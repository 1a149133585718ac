import type { Sampling } from "../../spec/request.ts";
import { refusesPenalties, refusesTemperature } from "../sampling.ts";
import type { Quirks } from "./quirks.ts";

/** How the next token is chosen, as far as the server and the model let it be said. The temperature is not among it. */
export function samplingParams(
  { topP, topK, seed, presencePenalty, frequencyPenalty }: Sampling,
  model: string,
  quirks: Quirks,
): Readonly<Record<string, number>> {
  // What refuses a temperature refuses its kin; a seed is no kin.
  const plain = !refusesTemperature(model);
  const penalties = quirks.penalties && !refusesPenalties(model);
  return {
    ...(plain && topP !== undefined && { top_p: topP }),
    ...(plain && quirks.topK && topK !== undefined && { top_k: topK }),
    ...(seed !== undefined && { [quirks.seed]: seed }),
    ...(penalties && presencePenalty !== undefined && { presence_penalty: presencePenalty }),
    ...(penalties && frequencyPenalty !== undefined && { frequency_penalty: frequencyPenalty }),
  };
}
