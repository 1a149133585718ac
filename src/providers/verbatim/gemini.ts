import { randomUUID } from "node:crypto";
import { mapFailure } from "../gemini/map-failure.ts";
import { modelPath } from "../gemini/model-path.ts";
import { createGeminiParser } from "../gemini/parse-stream.ts";
import { withSignedCalls } from "../gemini/signed-calls.ts";
import { asRecord, asRecords, type Json } from "../json.ts";
import { readJson } from "./read-json.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** generateContent, as it is. There is no terminator: the usage may come after the finish reason. */
export const gemini: WireSpeaker = {
  path: (model, streamed) => `${modelPath(model)}:${streamed ? "streamGenerateContent?alt=sse" : "generateContent"}`,
  body: ({ body }, model) => withSignedCalls(body, model),
  headers: (key) => (key === undefined ? {} : { "x-goog-api-key": key }),
  events: { judge: () => "pass" },
  parser: ({ id }) => readJson(createGeminiParser(id, randomUUID)),
  chunksOf: (answer) => [answer],
  saysMore: (chunk) => asRecords(chunk["candidates"]).some(hasMore),
  failureOf: mapFailure,
};

/** Fields of which parts tell; the others are pictures, files, code that was run, and what comes next. */
const TOLD: ReadonlySet<string> = new Set(["text", "thought", "thoughtSignature", "functionCall"]);

function hasMore({ content }: Json): boolean {
  return asRecords(asRecord(content)?.["parts"]).some((part) => Object.keys(part).some((field) => !TOLD.has(field)));
}
