import type { AnswerFormat, ChatRequest, Sampling } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { optionalFlag, optionalNumber, optionalRecord, optionalText, record, text, texts } from "../reading.ts";
import { type LeftOut, ofType } from "./left-out.ts";
import { readReasoning } from "./read-reasoning.ts";

/** The name of a schema that has none: servers of open models need no name. */
const UNNAMED = "answer";

/** The part of a request that says how the answer is to be made. */
type Settings = Pick<
  ChatRequest,
  "maxOutputTokens" | "temperature" | "stop" | "sampling" | "format" | "effort" | "reasoningTokens"
>;

/** Reads limits, sampling, reasoning and the shape of the answer. @throws BadRequest */
export function readSettings(body: Json, leftOut: LeftOut): Settings {
  const most =
    optionalNumber(body, "max_completion_tokens", { least: 1, whole: true }) ??
    optionalNumber(body, "max_tokens", { least: 1, whole: true });
  const temperature = optionalNumber(body, "temperature", { least: 0, most: 2 });
  const stop = texts(body, "stop");
  const sampling = readSampling(body);
  const format = readFormat(body, leftOut);
  return {
    ...(most !== undefined && { maxOutputTokens: most }),
    ...(temperature !== undefined && { temperature }),
    ...(stop.length > 0 && { stop }),
    ...(Object.keys(sampling).length > 0 && { sampling }),
    ...(format && { format }),
    ...readReasoning(body, leftOut),
  };
}

function readSampling(body: Json): Sampling {
  const topP = optionalNumber(body, "top_p", { least: 0, most: 1 });
  // 0 and -1 are how servers other than OpenAI's say "all of them".
  const topK = optionalNumber(body, "top_k", { least: -1, whole: true });
  const seed = optionalNumber(body, "seed", { whole: true });
  const presencePenalty = optionalNumber(body, "presence_penalty", { least: -2, most: 2 });
  const frequencyPenalty = optionalNumber(body, "frequency_penalty", { least: -2, most: 2 });
  return {
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && topK > 0 && { topK }),
    ...(seed !== undefined && { seed }),
    ...(presencePenalty !== undefined && { presencePenalty }),
    ...(frequencyPenalty !== undefined && { frequencyPenalty }),
  };
}

function readFormat(body: Json, leftOut: LeftOut): AnswerFormat | undefined {
  const wanted = optionalRecord(body, "response_format");
  if (!wanted) return undefined;
  const type = text(wanted, "type", "response_format");
  if (type === "text") return undefined;
  // Of llama.cpp, Together and others.
  const own = type === "json_object" ? optionalRecord(wanted, "schema", "response_format") : undefined;
  if (own) return { kind: "json-schema", name: UNNAMED, schema: own };
  if (type === "json_object") return { kind: "json" };
  if (type !== "json_schema") {
    leftOut.untranslatable.add(ofType("response_format", type));
    return undefined;
  }
  const at = "response_format.json_schema";
  const given = record(wanted, "json_schema", "response_format");
  const description = optionalText(given, "description", at);
  const strict = optionalFlag(given, "strict", at);
  return {
    kind: "json-schema",
    name: optionalText(given, "name", at) ?? UNNAMED,
    schema: optionalRecord(given, "schema", at) ?? {},
    ...(description !== undefined && { description }),
    ...(strict !== undefined && { strict }),
  };
}
