import type { FinishReason } from "../../../spec/stream.ts";
import type { Usage } from "../../../spec/usage.ts";
import { asRecord, type Json } from "../../json.ts";
import type { Signature } from "../format.ts";
import { isOwn, toThoughtSignature } from "./signature.ts";

const FINISH_REASONS: Readonly<Record<FinishReason, string>> = {
  stop: "STOP",
  // Gemini says no more than that after a function call.
  "tool-calls": "STOP",
  length: "MAX_TOKENS",
  "content-filtered": "SAFETY",
};

/** What all pieces of an answer say of themselves. */
export interface AnswerNames {
  readonly modelVersion: string;
  readonly responseId: string;
}

/** An answer, or a piece of one. */
export function response(parts: readonly Json[], names: AnswerNames): Json {
  return { candidates: [{ content: { parts, role: "model" }, index: 0 }], ...names };
}

/** An answer with its end. */
export function lastResponse(
  parts: readonly Json[],
  names: AnswerNames,
  finish: FinishReason,
  usage: Usage | undefined,
): Json {
  const candidate = { content: { parts, role: "model" }, finishReason: FINISH_REASONS[finish], index: 0 };
  return { candidates: [candidate], ...(usage && { usageMetadata: usageMetadata(usage) }), ...names };
}

/** In Gemini's counting, where thoughts are no part of the candidates. */
function usageMetadata({ input, cacheRead, output, reasoning }: Usage): Json {
  return {
    promptTokenCount: input,
    ...(cacheRead > 0 && { cachedContentTokenCount: cacheRead }),
    candidatesTokenCount: output - reasoning,
    ...(reasoning > 0 && { thoughtsTokenCount: reasoning }),
    totalTokenCount: input + output,
  };
}

/**
 * A thought; none where it is not to be shown. Gemini's own signature without a text is that of the answer, and no
 * thought. Another provider's goes with the text that it proves, or not at all.
 */
export function thoughtPart(text: string, signature: Signature | undefined, shown: boolean): readonly Json[] {
  if (signature && isOwn(signature) && text === "") return [{ text: "", thoughtSignature: signature.value }];
  if (!shown || (text === "" && !signature)) return [];
  return [{ text, thought: true, ...(signature && { thoughtSignature: toThoughtSignature(signature) }) }];
}

/** A call as it came. */
export interface WrittenCall {
  readonly id: string;
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
  readonly signature?: Signature;
}

/** A function call. Of several in one answer, Gemini signs the first. */
export function callPart({ id, name, arguments: json, signature }: WrittenCall, first: boolean): Json {
  return {
    functionCall: { id, name, args: argumentsFrom(json) ?? { arguments: json } },
    ...((first || signature) && { thoughtSignature: toThoughtSignature(signature) }),
  };
}

/** Arguments as the object that they must be here; undefined for what a model left unfinished or wrote wrongly. */
export function argumentsFrom(json: string): Json | undefined {
  if (json.trim() === "") return {};
  try {
    return asRecord(JSON.parse(json));
  } catch {
    return undefined;
  }
}
