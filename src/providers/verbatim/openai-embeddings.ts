import type { FailurePart, FinishPart, MiddlePart } from "../../spec/stream.ts";
import type { StreamParser } from "../answer.ts";
import { InBandError } from "../http/error-report.ts";
import { failed, unreadable } from "../http/to-failure.ts";
import { asRecord, type Json } from "../json.ts";
import { mapFailure } from "../openai-chat/map-failure.ts";
import { mapUsage } from "../openai-chat/map-usage.ts";
import { bearer } from "./bearer.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** Embeddings, as they are: of the answer only the usage is read. */
export const openAiEmbeddings: WireSpeaker = {
  path: () => "/embeddings",
  body: ({ body }, model) => ({ ...body, model }),
  headers: bearer,
  events: { judge: () => "pass" },
  parser: createEmbeddingsParser,
  chunksOf: (answer) => [answer],
  failureOf: mapFailure,
};

function createEmbeddingsParser(): StreamParser<Json> {
  let came = false;
  return {
    push(answer): readonly MiddlePart[] {
      if (answer["error"] != null) throw new InBandError(answer);
      came = Array.isArray(answer["data"]);
      const usage = asRecord(answer["usage"]);
      return usage ? [{ type: "usage", usage: mapUsage(usage) }] : [];
    },
    end: (): FinishPart | FailurePart =>
      came ? { type: "finish", reason: "stop" } : failed(unreadable("The provider sent no vectors.")),
  };
}
