import { events, named } from "../../../support/failure-streams.ts";
import type { StreamCase } from "../../../support/failure-streams.ts";
import { commonStreams } from "./common-streams.ts";

function chunk(content: string, finish: string | null = null, more: object = {}): object {
  return {
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta: { content }, finish_reason: finish, ...more }],
  };
}

const BEGINNING = events(chunk("Half an ans"));

/** Answers in chat completions that begin well, or seem to. */
export const OPENAI_STREAMS: readonly StreamCase[] = [
  ...commonStreams(BEGINNING),
  {
    of: "OpenRouter's provider that is at its limit, after the first words",
    answer: {
      body:
        BEGINNING +
        events({
          ...chunk("", "error"),
          error: { code: 429, message: "Rate limit exceeded", metadata: { error_type: "rate_limit_exceeded" } },
        }),
    },
    is: { class: "rate-limited", scope: "credential-model", code: "rate_limit_exceeded" },
  },
  {
    of: "OpenRouter's provider that hung up, told within the choice",
    answer: {
      body: events(
        chunk("", "error", { error: { code: 502, message: "Provider disconnected mid-stream", metadata: {} } }),
      ),
    },
    is: { class: "server-error", scope: "model", message: "Provider disconnected mid-stream" },
  },
  {
    of: "an error as a text",
    answer: { body: events({ error: "Model is unloaded." }) },
    is: { class: "overloaded", scope: "model", message: "Model is unloaded." },
  },
  {
    of: "an event with the name of an error",
    answer: { body: named("error", { error: { message: "Context size has been exceeded." } }) },
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "vLLM's object of the kind error",
    answer: { body: events({ object: "error", message: "The model `x` does not exist.", type: "NotFoundError" }) },
    is: { class: "model-gone", scope: "model", code: "NotFoundError" },
  },
  {
    of: "SiliconFlow's message in a chunk's place",
    answer: { body: events({ code: 50505, message: "Model service overloaded.", data: null }) },
    is: { class: "overloaded", scope: "model", code: "50505" },
  },
  {
    of: "no choice in any chunk",
    answer: { body: events({ choices: [] }, { choices: [], usage: { prompt_tokens: 1 } }, "[DONE]") },
    is: { class: "server-error", scope: "model", message: "The provider sent an empty answer." },
  },
  {
    of: "the terminator alone",
    answer: { body: events("[DONE]") },
    is: { class: "server-error", scope: "model", message: "The provider sent an empty answer." },
  },
  {
    of: "a filter that leaves nothing",
    answer: { body: events(chunk("", "content_filter"), "[DONE]") },
    is: { class: "content-filtered", scope: "none", code: "content_filter" },
  },
  {
    of: "DeepSeek without machines",
    answer: { body: events(chunk("Half", "insufficient_system_resource"), "[DONE]") },
    is: { class: "overloaded", scope: "model", code: "insufficient_system_resource" },
  },
  {
    of: "an engine that gave the answer up",
    answer: { body: events(chunk("Half", "abort"), "[DONE]") },
    is: { class: "server-error", scope: "model", code: "abort" },
  },
  {
    of: "Zhipu's network within",
    answer: { body: events(chunk("Half", "network_error"), "[DONE]") },
    is: { class: "server-error", scope: "model", code: "network_error" },
  },
];
