import { randomUUID } from "node:crypto";
import { mapFailure } from "../gemini/map-failure.ts";
import { createGeminiParser } from "../gemini/parse-stream.ts";
import { asRecord, asRecords, type Json } from "../json.ts";
import { readJson } from "./read-json.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** generateContent, as it is. There is no terminator: the usage may come after the finish reason. */
export const gemini: WireSpeaker = {
  path: (model, streamed) => `${modelPath(model)}:${streamed ? "streamGenerateContent?alt=sse" : "generateContent"}`,
  body: ({ body }) => body,
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

/**
 * The address of a model. Its name is the caller's own text, and must lead to no other address of the provider: it is
 * encoded, but for the slashes that some names have, and for these too where a step leads upwards.
 */
export function modelPath(model: string): string {
  const encoded = encodeURIComponent(model.toWellFormed());
  const climbs = model.split("/").some((step) => step === "." || step === "..");
  return `/models/${climbs ? encoded : encoded.replaceAll("%2F", "/")}`;
}
