import type { AnswerFormat, ChatRequest, ReasoningEffort, Sampling } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { optionalFlag, optionalNumber, optionalRecord, optionalText, texts } from "../reading.ts";
import type { Losses } from "./losses.ts";
import { toJsonSchema } from "./schema.ts";
import { inCamelCase } from "./spelling.ts";

/** How the answer is to be made, and whether the caller wants to see the thoughts. */
export interface GenerationConfig {
  readonly settings: Pick<
    ChatRequest,
    "maxOutputTokens" | "temperature" | "stop" | "sampling" | "format" | "effort" | "reasoningTokens"
  >;
  readonly showThoughts: boolean;
}

const AT = "generationConfig";

/** Settings that make the answer another kind of thing. */
const UNTRANSLATABLE: readonly string[] = [
  "speechConfig",
  "imageConfig",
  "responseFormat",
  "audioTranscriptionConfig",
  "translationConfig",
];

/** Hints, and settings of Google's own. */
const DROPPABLE: readonly string[] = [
  "mediaResolution",
  "enableEnhancedCivicAnswers",
  "routingConfig",
  "modelSelectionConfig",
  "audioTimestamp",
  "enableAffectiveDialog",
];

const TEXT_MODALITIES: ReadonlySet<string> = new Set(["TEXT", "MODALITY_UNSPECIFIED"]);

const EFFORTS: Readonly<Record<string, ReasoningEffort>> = {
  MINIMAL: "minimal",
  LOW: "low",
  MEDIUM: "medium",
  HIGH: "high",
};

/** Reads `generationConfig`, in camel case. @throws BadRequest */
export function readGenerationConfig(config: Json, losses: Losses): GenerationConfig {
  noteLosses(config, losses);
  const maxOutputTokens = optionalNumber(config, "maxOutputTokens", { least: 1, whole: true, at: AT });
  const temperature = optionalNumber(config, "temperature", { least: 0, most: 2, at: AT });
  const stop = texts(config, "stopSequences", AT);
  const sampling = readSampling(config);
  const format = readFormat(config, losses);
  const thinking = inCamelCase(optionalRecord(config, "thinkingConfig", AT) ?? {});
  return {
    settings: {
      ...(maxOutputTokens !== undefined && { maxOutputTokens }),
      ...(temperature !== undefined && { temperature }),
      ...(stop.length > 0 && { stop }),
      ...(Object.keys(sampling).length > 0 && { sampling }),
      ...(format && { format }),
      ...readThinking(thinking),
    },
    showThoughts: optionalFlag(thinking, "includeThoughts", `${AT}.thinkingConfig`) ?? false,
  };
}

function noteLosses(config: Json, losses: Losses): void {
  const { untranslatable, droppable } = losses;
  const several = optionalNumber(config, "candidateCount", { least: 1, whole: true, at: AT }) ?? 1;
  if (several > 1) untranslatable.add("candidateCount");
  if (optionalFlag(config, "responseLogprobs", AT) || config["logprobs"] != null) untranslatable.add("logprobs");
  if (texts(config, "responseModalities", AT).some((modality) => !TEXT_MODALITIES.has(modality.toUpperCase())))
    untranslatable.add("responseModalities");
  for (const field of UNTRANSLATABLE) if (config[field] != null) untranslatable.add(field);
  for (const field of DROPPABLE) if (config[field] != null) droppable.add(field);
}

function readSampling(config: Json): Sampling {
  const topP = optionalNumber(config, "topP", { least: 0, most: 1, at: AT });
  const topK = optionalNumber(config, "topK", { least: 0, at: AT });
  const seed = optionalNumber(config, "seed", { whole: true, at: AT });
  const presencePenalty = optionalNumber(config, "presencePenalty", { at: AT });
  const frequencyPenalty = optionalNumber(config, "frequencyPenalty", { at: AT });
  return {
    ...(topP !== undefined && { topP }),
    // 0 is what an SDK sends for "not set".
    ...(topK !== undefined && topK >= 1 && { topK: Math.round(topK) }),
    ...(seed !== undefined && { seed }),
    ...(presencePenalty !== undefined && { presencePenalty }),
    ...(frequencyPenalty !== undefined && { frequencyPenalty }),
  };
}

function readFormat(config: Json, losses: Losses): AnswerFormat | undefined {
  const mediaType = optionalText(config, "responseMimeType", AT) ?? "";
  const own = optionalRecord(config, "responseSchema", AT);
  const plain = optionalRecord(config, "responseJsonSchema", AT) ?? optionalRecord(config, "_responseJsonSchema", AT);
  // The name of one of the choices, and no JSON around it.
  if (mediaType === "text/x.enum") {
    losses.untranslatable.add("responseMimeType");
    return undefined;
  }
  const schema = plain ?? (own && toJsonSchema(own));
  if (schema) return { kind: "json-schema", name: nameOf(schema), schema };
  return mediaType === "application/json" ? { kind: "json" } : undefined;
}

/** Other formats want a name, of letters, digits, `_` and `-`, at most 64. */
function nameOf(schema: Json): string {
  const { title } = schema;
  const name = typeof title === "string" ? title.replaceAll(/[^\w-]+/g, "_").slice(0, 64) : "";
  return /\w/.test(name) ? name : "answer";
}

/** A budget of -1 leaves it to the model, as does having none; 0 is no thinking. */
function readThinking(thinking: Json): Pick<ChatRequest, "effort" | "reasoningTokens"> {
  const at = `${AT}.thinkingConfig`;
  const budget = optionalNumber(thinking, "thinkingBudget", { least: -1, whole: true, at });
  const level = optionalText(thinking, "thinkingLevel", at)?.toUpperCase() ?? "THINKING_LEVEL_UNSPECIFIED";
  const effort = EFFORTS[level];
  if (!effort && level !== "THINKING_LEVEL_UNSPECIFIED")
    throw new BadRequest(`${at}.thinkingLevel must be MINIMAL, LOW, MEDIUM or HIGH.`, `${at}.thinkingLevel`);
  return {
    ...(effort && { effort }),
    ...(budget === 0 && { effort: "none" }),
    ...(budget !== undefined && budget > 0 && { reasoningTokens: budget }),
  };
}

/** The fields of a body's `generationConfig` in camel case; none if it is not there. @throws BadRequest */
export function generationConfigOf(body: Json): Json {
  return inCamelCase(optionalRecord(body, AT) ?? {});
}
