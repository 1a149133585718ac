import { events } from "../../../support/failure-streams.ts";
import type { StreamCase } from "../../../support/failure-streams.ts";
import { commonStreams } from "./common-streams.ts";

function chunk(content: string, finish: string | null = null): object {
  return {
    id: "cmpl",
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta: { content }, finish_reason: finish }],
  };
}

/** Fillings of a gap that begin well, or seem to. */
export const FIM_STREAMS: readonly StreamCase[] = [
  ...commonStreams(events(chunk("return a"))),
  {
    of: "a lack of capacity in a good answer's place",
    answer: {
      body: events({
        object: "error",
        message: "Service tier capacity exceeded for this model.",
        type: "x",
        code: "3505",
      }),
    },
    is: { class: "overloaded", scope: "model", code: "3505" },
  },
  {
    of: "an error after the first words",
    answer: { body: events(chunk("return a"), { error: { message: "Internal server error", code: 500 } }) },
    is: { class: "server-error", scope: "model", message: "Internal server error" },
  },
  {
    of: "a filter that leaves nothing",
    answer: { body: events(chunk("", "content_filter"), "[DONE]") },
    is: { class: "content-filtered", scope: "none", code: "content_filter" },
  },
];
