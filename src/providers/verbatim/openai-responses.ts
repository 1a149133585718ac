import type { Verbatim } from "../../spec/wire-format.ts";
import { asRecord, asRecords, type Json } from "../json.ts";
import { responsesEvents } from "../openai-responses/events.ts";
import { mapFailure } from "../openai-responses/map-failure.ts";
import { createResponsesParser } from "../openai-responses/parse-stream.ts";
import { refusesTemperature } from "../sampling.ts";
import { bearer } from "./bearer.ts";
import { readJson } from "./read-json.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** Responses, as they are. */
export const openAiResponses: WireSpeaker = {
  path: () => "/responses",
  body: responsesBody,
  headers: bearer,
  events: responsesEvents,
  parser: ({ id }) => readJson(createResponsesParser(id)),
  chunksOf: eventsOf,
  saysMore,
  failureOf: mapFailure,
};

function responsesBody({ body }: Verbatim, model: string): Json {
  const out: Json = { ...body, model };
  if (refusesTemperature(model)) for (const name of ["temperature", "top_p"]) delete out[name];
  return out;
}

/** What the provider's own tools made, such as a picture, is an item of a type of its own. */
function saysMore({ type, item }: Json): boolean {
  const kind = asRecord(item)?.["type"];
  return type === "response.output_item.done" && kind !== "message" && kind !== "reasoning";
}

/** A whole response as the events of a stream that says the same. One that was put off has no last event. */
function eventsOf(response: Json): readonly Json[] {
  const { error, status, output } = response;
  if (status === "failed") return [{ type: "response.failed", response }];
  if (error != null) return [{ type: "error", error }];
  const items = asRecords(output).map((item, index) => ({
    type: "response.output_item.done",
    output_index: index,
    item,
  }));
  const isOver = status === undefined || status === "completed" || status === "incomplete";
  return [...items, ...(isOver ? [{ type: `response.${status ?? "completed"}`, response }] : [])];
}
