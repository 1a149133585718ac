import type { ChatRequest, Sampling } from "../../../spec/request.ts";
import type { Verbatim } from "../../../spec/wire-format.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { Asking } from "../format.ts";
import { optionalNumber, texts } from "../reading.ts";
import { createNotes, type Notes } from "./notes.ts";
import { readConversation } from "./read-conversation.ts";
import { readFormat } from "./read-format.ts";
import { readThinking } from "./read-thinking.ts";
import { readTools } from "./read-tools.ts";
import { verbatimBody } from "./verbatim-body.ts";

/** A body as it was understood. */
export interface MessagesReading {
  readonly request: ChatRequest;
  readonly droppable: readonly string[];
}

/** Fields that are read, or that say nothing to another provider: its cache works by itself, its books are its own. */
const KNOWN = new Set([
  "model",
  "messages",
  "system",
  "max_tokens",
  "metadata",
  "stop_sequences",
  "stream",
  "temperature",
  "top_p",
  "top_k",
  "tools",
  "tool_choice",
  "thinking",
  "output_config",
  "output_format",
  "cache_control",
  "container",
  "mcp_servers",
]);

/** Fields without which the request is another one: what was said before is kept at Anthropic, or is to be summed up. */
const ESSENTIAL = new Set(["thread", "compaction"]);

const KNOWN_OUTPUT = new Set(["effort", "format"]);

/** Reads what a request for an answer and one for a count of its tokens have in common. @throws BadRequest */
export function readRequest(body: Json, asking: Asking, streamed: boolean): MessagesReading {
  const notes = createNotes();
  noteFields(body, notes);
  const most = optionalNumber(body, "max_tokens", { least: 0, whole: true });
  // Anthropic's way to fill its prompt cache.
  if (most === 0) notes.untranslatable.add("max_tokens");
  const stop = texts(body, "stop_sequences");
  const format = readFormat(body);
  const request: ChatRequest = {
    kind: "chat",
    ...readConversation(body, asking.memory, notes),
    ...readTools(body, notes),
    ...(most && { maxOutputTokens: most }),
    ...readSampling(body),
    ...(stop.length > 0 && { stop }),
    ...(format && { format }),
    ...readThinking(body),
    verbatim: verbatimOf(body, asking, streamed),
  };
  const { untranslatable, droppable } = notes;
  return {
    request: untranslatable.size > 0 ? { ...request, untranslatable: [...untranslatable] } : request,
    droppable: [...droppable],
  };
}

/** The limit of an answer, which this format wants in each request. @throws BadRequest */
export function requireLimit(body: Json): void {
  if (body["max_tokens"] == null) throw new BadRequest("max_tokens is missing.", "max_tokens");
}

function noteFields(body: Json, { droppable, untranslatable }: Notes): void {
  for (const [name, value] of Object.entries(body)) {
    if (value === null || KNOWN.has(name)) continue;
    (ESSENTIAL.has(name) ? untranslatable : droppable).add(name);
  }
  for (const name of Object.keys(asRecord(body["output_config"]) ?? {})) {
    if (!KNOWN_OUTPUT.has(name)) droppable.add(`output_config.${name}`);
  }
}

function readSampling(body: Json): Pick<ChatRequest, "temperature" | "sampling"> {
  const temperature = optionalNumber(body, "temperature", { least: 0, most: 2 });
  const topP = optionalNumber(body, "top_p", { least: 0, most: 1 });
  const topK = optionalNumber(body, "top_k", { least: 0, whole: true });
  const sampling: Sampling = { ...(topP !== undefined && { topP }), ...(topK !== undefined && { topK }) };
  return {
    ...(temperature !== undefined && { temperature }),
    ...(Object.keys(sampling).length > 0 && { sampling }),
  };
}

function verbatimOf(body: Json, { headers }: Asking, streamed: boolean): Verbatim {
  const version = headers["anthropic-version"];
  const beta = headers["anthropic-beta"];
  return {
    format: "anthropic-messages",
    body: verbatimBody(body),
    streamed,
    headers: { ...(version && { "anthropic-version": version }), ...(beta && { "anthropic-beta": beta }) },
  };
}
