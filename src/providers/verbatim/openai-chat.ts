import type { Provider } from "../../spec/provider.ts";
import type { Verbatim } from "../../spec/wire-format.ts";
import { asRecord, asRecords, type Json } from "../json.ts";
import { mapFailure } from "../openai-chat/map-failure.ts";
import { createChatParser } from "../openai-chat/parse-stream.ts";
import { quirksOf } from "../openai-chat/quirks.ts";
import { judgeEvent } from "../openai-chat/judge-event.ts";
import { refusesStops } from "../openai-chat/refuses-stops.ts";
import { refusesTemperature } from "../sampling.ts";
import { isUsageForUs, streamOptions } from "./asked-usage.ts";
import { bearer } from "./bearer.ts";
import { withoutForeignFields } from "./foreign-fields.ts";
import { readJson } from "./read-json.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** Chat Completions, as they are. */
export const openAiChat: WireSpeaker = {
  path: () => "/chat/completions",
  body: chatBody,
  headers: bearer,
  events: { judge: judgeEvent },
  parser: ({ id }) => readJson(createChatParser(id)),
  chunksOf: (answer) => [{ ...answer, choices: asRecords(answer["choices"]).map(asChunkChoice) }],
  saysMore: (chunk) => asRecords(chunk["choices"]).some(({ delta }) => hasMore(asRecord(delta))),
  isOurs: isUsageForUs,
  failureOf: mapFailure,
};

/** A whole answer says in `message` what a stream says in `delta`. */
function asChunkChoice(choice: Json): Json {
  return { ...choice, delta: choice["message"] };
}

/** A call as it was before there were tools, speech, and pictures as OpenRouter has them. */
function hasMore(delta: Json = {}): boolean {
  const { function_call: call, audio, images } = delta;
  return call != null || audio != null || asRecords(images).length > 0;
}

/** What OpenAI's reasoning models, and others that refuse a temperature, refuse as well. */
const REFUSED_WITH_TEMPERATURE = ["temperature", "top_p", "presence_penalty", "frequency_penalty"];

function chatBody(verbatim: Verbatim, model: string, provider: Provider): Json {
  const quirks = quirksOf(provider);
  const { stream_options: _options, ...body } = withoutForeignFields(verbatim.body, quirks);
  const options = streamOptions(verbatim, quirks.asksForUsage);
  const out: Json = { ...body, model, ...(options && { stream_options: options }) };
  renameLimit(out, quirks.tokenLimit);
  capLimit(out, quirks.tokenLimit, provider.models.find(({ id }) => id === model)?.maxOutputTokens);
  if (refusesTemperature(model)) for (const name of REFUSED_WITH_TEMPERATURE) delete out[name];
  if (refusesStops(model)) delete out["stop"];
  // A name that only OpenAI has for the system's role.
  if (quirks.reasoning !== "effort") out["messages"] = withoutDeveloper(out["messages"]);
  return out;
}

/** Two names for one thing; each server takes its own, and some of them only that. */
function renameLimit(body: Json, name: "max_completion_tokens" | "max_tokens"): void {
  const other = name === "max_tokens" ? "max_completion_tokens" : "max_tokens";
  if (body[other] === undefined) return;
  body[name] ??= body[other];
  delete body[other];
}

/** Tools ask for as much as the largest models write, and the others refuse that. */
function capLimit(body: Json, name: string, most = Number.POSITIVE_INFINITY): void {
  const wanted = body[name];
  if (typeof wanted === "number" && wanted > most) body[name] = most;
}

function withoutDeveloper(messages: unknown): unknown {
  if (!Array.isArray(messages)) return messages;
  const list: readonly unknown[] = messages;
  if (!list.some(isDeveloper)) return list;
  return list.map((message) => (isDeveloper(message) ? { ...message, role: "system" } : message));
}

function isDeveloper(message: unknown): message is Json {
  return asRecord(message)?.["role"] === "developer";
}
