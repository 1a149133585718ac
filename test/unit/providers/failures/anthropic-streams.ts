import { events, named } from "../../../support/failure-streams.ts";
import type { StreamCase } from "../../../support/failure-streams.ts";
import { commonStreams } from "./common-streams.ts";

const START = { type: "message_start", message: { usage: { input_tokens: 10, output_tokens: 1 } } };
const TEXT = { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Half an ans" } };
const OVERLOADED = { type: "error", error: { type: "overloaded_error", message: "Overloaded" } };

const BEGINNING = named("message_start", START) + named("content_block_delta", TEXT);

/** Answers in Messages that begin well, or seem to. */
export const ANTHROPIC_STREAMS: readonly StreamCase[] = [
  ...commonStreams(BEGINNING),
  {
    of: "an overload before the first word",
    answer: { body: named("error", OVERLOADED) },
    is: { class: "overloaded", scope: "model", code: "overloaded_error" },
  },
  {
    of: "an overload after the first words",
    answer: { body: BEGINNING + named("error", OVERLOADED) },
    is: { class: "overloaded", scope: "model", code: "overloaded_error" },
  },
  {
    of: "an overload from a gateway that leaves out the names of events",
    answer: { body: events(START, TEXT, OVERLOADED) },
    is: { class: "overloaded", scope: "model", code: "overloaded_error" },
  },
  {
    of: "an error as OpenAI sends it",
    answer: { body: BEGINNING + events({ error: { message: "Rate limit reached", code: "rate_limit_exceeded" } }) },
    is: { class: "rate-limited", scope: "credential-model", code: "rate_limit_exceeded" },
  },
  {
    of: "an error event with a text in the JSON's place",
    answer: { body: named("error", "upstream connect error") },
    is: { class: "server-error", scope: "model", message: "upstream connect error" },
  },
  {
    of: "a breakdown that OpenRouter tells apart",
    answer: {
      body: named("error", {
        type: "error",
        error: { type: "api_error", message: "Provider is temporarily overloaded", error_type: "provider_overloaded" },
      }),
    },
    is: { class: "overloaded", scope: "model", code: "provider_overloaded" },
  },
  {
    of: "a refusal before the first word",
    answer: {
      body:
        named("message_start", START) +
        named("message_delta", { type: "message_delta", delta: { stop_reason: "refusal" } }) +
        named("message_stop", { type: "message_stop" }),
    },
    is: { class: "content-filtered", scope: "none", code: "refusal" },
  },
  {
    of: "a stop reason without the message's end",
    answer: {
      body: BEGINNING + named("message_delta", { type: "message_delta", delta: { stop_reason: "end_turn" } }),
    },
    is: { class: "truncated", scope: "model" },
  },
];
