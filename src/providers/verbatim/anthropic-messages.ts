import type { Provider } from "../../spec/provider.ts";
import type { Verbatim } from "../../spec/wire-format.ts";
import { eventName, judgeEvent } from "../anthropic-messages/events.ts";
import { fitThinking } from "../anthropic-messages/fit-thinking.ts";
import { mapFailure } from "../anthropic-messages/map-failure.ts";
import { createMessagesParser } from "../anthropic-messages/parse-stream.ts";
import { InBandError } from "../http/error-report.ts";
import { asRecord, asRecords, type Json } from "../json.ts";
import { refusesTemperature } from "../sampling.ts";
import { milderMessages } from "./milder-messages.ts";
import { readJson } from "./read-json.ts";
import { acceptedHeaders } from "./refused-betas.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** What the API is taken to be where the caller does not say. */
const VERSION = "2023-06-01";

/** Messages, as they are. */
export const anthropicMessages: WireSpeaker = {
  path: () => "/messages",
  body: messagesBody,
  headers: (key) => (key === undefined ? {} : { "x-api-key": key }),
  usualHeaders: { "anthropic-version": VERSION },
  accepted: acceptedHeaders,
  milder: milderMessages,
  events: { judge: judgeEvent, nameOf: eventName },
  parser({ id }) {
    const parser = readJson(createMessagesParser(id));
    return {
      push(event) {
        // The SDK throws here; without one, it is up to us.
        if (event["type"] === "error" || event["error"] != null) throw new InBandError(event);
        return parser.push(event);
      },
      end: (terminated) => parser.end(terminated),
    };
  },
  chunksOf: eventsOf,
  saysMore: (event) => event["type"] === "content_block_start" && !TOLD.has(asRecord(event["content_block"])?.["type"]),
  failureOf: mapFailure,
};

/** Blocks of which parts tell; the others are what the provider's own tools did. */
const TOLD: ReadonlySet<unknown> = new Set(["text", "thinking", "redacted_thinking", "tool_use"]);

function messagesBody({ body }: Verbatim, model: string, provider: Provider): Readonly<Json> {
  const most = provider.models.find(({ id }) => id === model)?.maxOutputTokens;
  const out: Json = { ...body, model };
  if (most !== undefined && typeof out["max_tokens"] === "number")
    out["max_tokens"] = Math.min(out["max_tokens"], most);
  if (refusesTemperature(model)) for (const name of ["temperature", "top_p", "top_k"]) delete out[name];
  return fitThinking(out, model);
}

/** A whole message as the events of a stream that says the same. */
function eventsOf(message: Json): readonly Json[] {
  if (message["error"] != null) return [message];
  return [
    { type: "message_start", message: { usage: message["usage"] } },
    ...asRecords(message["content"]).flatMap(blockEvents),
    { type: "message_delta", delta: { stop_reason: message["stop_reason"] } },
    { type: "message_stop" },
  ];
}

function blockEvents(block: Json, index: number): readonly Json[] {
  if (block["type"] !== "tool_use") return [{ type: "content_block_start", index, content_block: block }];
  const input = asRecord(block["input"]) ?? {};
  return [
    { type: "content_block_start", index, content_block: { ...block, input: {} } },
    { type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json: JSON.stringify(input) } },
    { type: "content_block_stop", index },
  ];
}
