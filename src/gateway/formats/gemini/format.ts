import type { Format } from "../format.ts";
import { createEncoder } from "./encoder.ts";
import { geminiProblem } from "./problem.ts";
import { modelOf, readRequest } from "./read-request.ts";
import { wholeAnswer } from "./whole.ts";

/** Google's generateContent and streamGenerateContent. The address names the model, and says whether it is streamed. */
export const geminiFormat: Format = {
  read(body, asking) {
    const { request, droppable, showThoughts } = readRequest(body, asking);
    return {
      model: modelOf(asking),
      streamed: asking.streamed ?? false,
      task: "chat",
      request,
      ...(droppable.length > 0 && { droppable }),
      encoder: (facts) => createEncoder(facts, showThoughts),
      whole: (answer, facts) => wholeAnswer(answer, facts, showThoughts),
    };
  },
  problem: geminiProblem,
};
