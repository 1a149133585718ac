import type { AnswerFormat, ChatRequest, ReasoningEffort, Sampling } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { effortNamed } from "../openai-effort.ts";
import { optionalFlag, optionalNumber, optionalRecord, optionalText, record, text, texts } from "../reading.ts";
import type { Limits } from "./limits.ts";

/** What a request says of the answer's length, shape and making. */
export type Parameters = Pick<
  ChatRequest,
  "maxOutputTokens" | "temperature" | "sampling" | "parallelToolCalls" | "format" | "effort"
>;

/** Hints, with the values that say nothing; other formats lack them, and the answer changes little. */
const HINTS: Readonly<Record<string, readonly unknown[]>> = {
  access_programs: [],
  context_management: [],
  image: [],
  max_tool_calls: [],
  metadata: [],
  prompt_cache_options: [],
  prompt_cache_retention: [],
  safety_identifier: [],
  service_tier: ["auto", "default"],
  truncation: ["disabled"],
  user: [],
};

/** What makes another answer of it. */
const BEYOND: Readonly<Record<string, readonly unknown[]>> = { moderation: [], prompt: [], top_logprobs: [0] };

/** @throws BadRequest */
export function readParameters(body: Json, items: readonly Json[], limits: Limits): Parameters {
  note(body, HINTS, limits.droppable);
  note(body, BEYOND, limits.untranslatable);
  if (texts(body, "include").includes("message.output_text.logprobs")) {
    limits.untranslatable.add("include (message.output_text.logprobs)");
  }
  const maxOutputTokens = optionalNumber(body, "max_output_tokens", { least: 1, whole: true });
  const temperature = optionalNumber(body, "temperature", { least: 0, most: 2 });
  const parallelToolCalls = optionalFlag(body, "parallel_tool_calls");
  const sampling = readSampling(body);
  const effort = readEffort(body, items, limits);
  const format = readFormat(body, items, limits);
  return {
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(sampling && { sampling }),
    ...(parallelToolCalls !== undefined && { parallelToolCalls }),
    ...(format && { format }),
    ...(effort && { effort }),
  };
}

function note(body: Json, names: Readonly<Record<string, readonly unknown[]>>, into: Set<string>): void {
  for (const [name, idle] of Object.entries(names)) {
    if (body[name] != null && !idle.includes(body[name]) && !isEmpty(body[name])) into.add(name);
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function readSampling(body: Json): Sampling | undefined {
  const topP = optionalNumber(body, "top_p", { least: 0, most: 1 });
  return topP === undefined ? undefined : { topP };
}

/** An effort may be changed in mid-conversation; the last one holds. */
function readEffort(body: Json, items: readonly Json[], limits: Limits): ReasoningEffort | undefined {
  const reasoning = optionalRecord(body, "reasoning") ?? {};
  for (const name of ["context", "mode"]) if (reasoning[name] != null) limits.droppable.add(`reasoning.${name}`);
  const updates = items.flatMap((item) => {
    const update = item["type"] === "configuration_update" ? asRecord(item["reasoning"]) : undefined;
    return update?.["effort"] == null ? [] : [update];
  });
  const effort = optionalText(updates.at(-1) ?? reasoning, "effort", "reasoning");
  if (effort === undefined) return undefined;
  const known = effortNamed(effort);
  if (known === undefined) limits.droppable.add("reasoning.effort");
  return known;
}

function readFormat(body: Json, items: readonly Json[], limits: Limits): AnswerFormat | undefined {
  const config = optionalRecord(body, "text") ?? {};
  if (config["verbosity"] != null) limits.droppable.add("text.verbosity");
  const updates = items.flatMap((item) => {
    const update = item["type"] === "configuration_update" ? asRecord(item["text"]) : undefined;
    return update?.["format"] == null ? [] : [update];
  });
  const format = optionalRecord(updates.at(-1) ?? config, "format", "text");
  if (!format) return undefined;
  const at = "text.format";
  const type = text(format, "type", at);
  switch (type) {
    case "text":
      return undefined;
    case "json_object":
      return { kind: "json" };
    case "json_schema":
      return readSchema(format, at);
    default:
      throw new BadRequest(`${at}.type must be text, json_object or json_schema.`, `${at}.type`);
  }
}

function readSchema(format: Json, at: string): AnswerFormat {
  const description = optionalText(format, "description", at);
  const strict = optionalFlag(format, "strict", at);
  return {
    kind: "json-schema",
    name: text(format, "name", at),
    schema: record(format, "schema", at),
    ...(description !== undefined && { description }),
    ...(strict !== undefined && { strict }),
  };
}
