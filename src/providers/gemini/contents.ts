import type { ContentPart, Message, ToolCallPart } from "../../spec/request.ts";
import { argumentsOf, tidyConversation } from "../conversation.ts";
import { besideResult, functionResponse, mediaPart } from "./tool-results.ts";

/** A turn as it is sent. */
export interface WireContent {
  readonly role: "user" | "model";
  readonly parts: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Google's stand-in for a signature, for calls that another model made: from Gemini 3 on a function call without
 * one is refused.
 * https://ai.google.dev/gemini-api/docs/thought-signatures
 */
export const NO_SIGNATURE = "skip_thought_signature_validator";

/** Who is asked. */
interface Asked {
  readonly providerId: string;
  readonly model: string;
}

/**
 * The conversation in Gemini's form: two roles, tool results on the user's side, signatures on the parts that they
 * came with. What does not fit into a result comes after all results, which have to be as many as the calls.
 */
export function buildContents(messages: readonly Message[], asked: Asked): readonly WireContent[] {
  return tidyConversation(messages, asked.providerId).flatMap((message): readonly WireContent[] => {
    const results = message.content.filter((part) => part.type === "tool-result");
    const others = message.content.filter((part) => part.type !== "tool-result");
    const firstCall = others.find((part) => part.type === "tool-call");
    const parts = [
      ...results.map((part) => functionResponse(part, asked.model)),
      ...results.flatMap((part) => besideResult(part, asked.model)),
      ...others.flatMap((part) => toPart(part, asked.providerId, part === firstCall)),
    ];
    return parts.length > 0 ? [{ role: message.role === "user" ? "user" : "model", parts }] : [];
  });
}

function toPart(
  part: Exclude<ContentPart, { type: "tool-result" }>,
  providerId: string,
  firstCall: boolean,
): readonly Readonly<Record<string, unknown>>[] {
  switch (part.type) {
    case "text":
      return [{ text: part.text }];
    case "image":
    case "file":
      return [mediaPart(part)];
    case "reasoning":
      if (!part.signature) return [];
      // An empty one carries the signature of the answer itself.
      return [{ text: part.text, ...(part.text !== "" && { thought: true }), thoughtSignature: part.signature.value }];
    case "tool-call":
      return [functionCall(part, providerId, firstCall)];
  }
}

/** Of parallel calls only the first has a signature. */
function functionCall(part: ToolCallPart, providerId: string, first: boolean): Readonly<Record<string, unknown>> {
  const own = part.signature?.provider === providerId ? part.signature.value : undefined;
  const thoughtSignature = own ?? (first ? NO_SIGNATURE : undefined);
  return {
    functionCall: { name: part.name, args: argumentsOf(part) },
    ...(thoughtSignature !== undefined && { thoughtSignature }),
  };
}
