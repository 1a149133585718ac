import type { ChatRequest } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import type { Ask, Asking, Format } from "../format.ts";
import { openAiProblem } from "../openai-error.ts";
import { optionalFlag, optionalNumber, optionalRecord, optionalText, text } from "../reading.ts";
import { asksForUsage, asSent } from "./as-sent.ts";
import { createChunkEncoder } from "./chunk-encoder.ts";
import { type LeftOut, unknownFields } from "./left-out.ts";
import { mended } from "./mended.ts";
import { readMessages } from "./read-messages.ts";
import { REASONING_FIELDS } from "./read-reasoning.ts";
import { readSettings } from "./read-settings.ts";
import { asksInOlderForm, readTools } from "./read-tools.ts";
import { wholeCompletion } from "./whole.ts";

/** Fields that are read here; every other is left out on a route of another format. */
const UNDERSTOOD: ReadonlySet<string> = new Set(
  [
    "model messages stream stream_options prompt_cache_key",
    "tools tool_choice parallel_tool_calls functions function_call",
    "max_tokens max_completion_tokens temperature stop response_format",
    "top_p top_k seed presence_penalty frequency_penalty",
    ...REASONING_FIELDS,
  ].flatMap((fields) => fields.split(" ")),
);

/** Fields that, if they are more than idle, change the kind of the answer. */
const SHAPING: ReadonlySet<string> = new Set([
  "n",
  "logprobs",
  "top_logprobs",
  "modalities",
  "audio",
  "web_search_options",
  "moderation",
]);

/** OpenAI's Chat Completions: `POST /v1/chat/completions`. */
export const openAiChatFormat: Format = { read, problem: openAiProblem };

function read(sent: Json, asking: Asking): Ask {
  const body = mended(sent);
  const leftOut: LeftOut = { untranslatable: new Set(), droppable: new Set() };
  const model = text(body, "model");
  const streamed = optionalFlag(body, "stream") ?? false;
  // OpenCode names its session in a header.
  const conversation = optionalText(body, "prompt_cache_key") ?? asking.headers["x-session-affinity"];
  const parts = {
    ...readMessages(body, asking.memory, leftOut),
    ...readTools(body, leftOut),
    ...readSettings(body, leftOut),
  };
  readFields(body, leftOut);
  const request: ChatRequest = {
    kind: "chat",
    ...parts,
    ...(leftOut.untranslatable.size > 0 && { untranslatable: [...leftOut.untranslatable] }),
    verbatim: asSent("openai-chat", body, streamed, asking),
  };
  const shape = {
    usage: asksForUsage(body),
    reasoning: optionalFlag(optionalRecord(body, "reasoning") ?? {}, "exclude", "reasoning") !== true,
    olderCalls: asksInOlderForm(body),
  };
  return {
    model,
    streamed,
    task: "chat",
    request,
    ...(conversation && { conversation }),
    ...(leftOut.droppable.size > 0 && { droppable: [...leftOut.droppable] }),
    encoder: (facts) => createChunkEncoder(facts, shape),
    whole: (answer, facts) => wholeCompletion(answer, facts, shape),
  };
}

/** Sorts the fields that are not understood into those without which the answer is another, and mere hints. */
function readFields(body: Json, { untranslatable, droppable }: LeftOut): void {
  optionalNumber(body, "n", { least: 1, whole: true });
  for (const field of unknownFields(body, UNDERSTOOD)) {
    if (field === "modalities" && isTextAlone(body[field])) continue;
    (SHAPING.has(field) ? untranslatable : droppable).add(field);
  }
}

function isTextAlone(modalities: unknown): boolean {
  return Array.isArray(modalities) && modalities.every((each) => each === "text");
}
