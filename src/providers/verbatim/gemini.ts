import { randomUUID } from "node:crypto";
import { mapFailure } from "../gemini/map-failure.ts";
import { createGeminiParser } from "../gemini/parse-stream.ts";
import { readJson } from "./read-json.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** generateContent, as it is. There is no terminator: the usage may come after the finish reason. */
export const gemini: WireSpeaker = {
  path: (model, streamed) => `/models/${model}:${streamed ? "streamGenerateContent?alt=sse" : "generateContent"}`,
  body: ({ body }) => body,
  headers: (key) => (key === undefined ? {} : { "x-goog-api-key": key }),
  events: { judge: () => "pass" },
  parser: ({ id }) => readJson(createGeminiParser(id, randomUUID)),
  chunksOf: (answer) => [answer],
  failureOf: mapFailure,
};
