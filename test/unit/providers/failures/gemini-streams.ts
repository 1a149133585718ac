import { events } from "../../../support/failure-streams.ts";
import type { StreamCase } from "../../../support/failure-streams.ts";
import { commonStreams } from "./common-streams.ts";

function chunk(text: string | undefined, finishReason?: string): object {
  const content = text === undefined ? {} : { content: { role: "model", parts: [{ text }] } };
  return { candidates: [{ ...content, ...(finishReason !== undefined && { finishReason }) }] };
}

const BEGINNING = events(chunk("Half an ans"));

function stopped(finishReason: string): StreamCase {
  return {
    of: `${finishReason} before the first word`,
    answer: { body: events(chunk(undefined, finishReason)) },
    is: { class: "content-filtered", scope: "none", code: finishReason },
  };
}

function brokenOff(finishReason: string): StreamCase {
  return {
    of: `${finishReason}, of which another try may know better`,
    answer: { body: events(chunk("Half", finishReason)) },
    is: { class: "server-error", scope: "model", code: finishReason },
  };
}

/** Answers of generateContent that begin well, or seem to. */
export const GEMINI_STREAMS: readonly StreamCase[] = [
  ...commonStreams(BEGINNING),
  ...["SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY"].map(stopped),
  ...["MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "MISSING_THOUGHT_SIGNATURE", "OTHER"].map(brokenOff),
  {
    of: "a prompt that the filter refused",
    answer: { body: events({ promptFeedback: { blockReason: "SAFETY" }, usageMetadata: { promptTokenCount: 9 } }) },
    is: { class: "content-filtered", scope: "none", code: "SAFETY" },
  },
  {
    of: "no candidate in any chunk",
    answer: { body: events({ candidates: [] }, { usageMetadata: { promptTokenCount: 9 } }) },
    is: { class: "server-error", scope: "model", message: "The provider sent an empty answer." },
  },
  {
    of: "an overload after the first words",
    answer: {
      body: BEGINNING + events({ error: { code: 503, message: "The model is overloaded.", status: "UNAVAILABLE" } }),
    },
    is: { class: "overloaded", scope: "model", code: "UNAVAILABLE" },
  },
  {
    of: "an overload after the first words that is no event",
    answer: {
      body: `${BEGINNING}{\r\n  "error": {\r\n    "code": 503,\r\n    "message": "The model is overloaded.",\r\n    "status": "UNAVAILABLE"\r\n  }\r\n}\r\n`,
    },
    is: { class: "overloaded", scope: "model", code: "UNAVAILABLE" },
  },
  {
    of: "a quota that ran out within the answer",
    answer: {
      body: events({
        error: {
          code: 429,
          message: "You exceeded your current quota",
          status: "RESOURCE_EXHAUSTED",
          details: [{ violations: [{ quotaId: "GenerateRequestsPerDayPerProject" }] }],
        },
      }),
    },
    is: { class: "quota-exhausted", scope: "credential" },
  },
];
