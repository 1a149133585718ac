import type { ContentPart, Message, ToolCallPart } from "../../spec/request.ts";
import { argumentsOf, tidyConversation } from "../conversation.ts";

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
const NO_SIGNATURE = "skip_thought_signature_validator";

/**
 * The conversation in Gemini's form: two roles, tool results on the user's side, signatures on the parts that they
 * came with.
 */
export function buildContents(messages: readonly Message[], providerId: string): readonly WireContent[] {
  return tidyConversation(messages, providerId).flatMap((message): readonly WireContent[] => {
    let calls = 0;
    const parts = message.content.flatMap((part) =>
      toPart(part, providerId, part.type === "tool-call" && calls++ === 0),
    );
    return parts.length > 0 ? [{ role: message.role === "user" ? "user" : "model", parts }] : [];
  });
}

function toPart(
  part: ContentPart,
  providerId: string,
  firstCall: boolean,
): readonly Readonly<Record<string, unknown>>[] {
  switch (part.type) {
    case "text":
      return [{ text: part.text }];
    case "image":
    case "file":
      return part.source.kind === "base64"
        ? [{ inlineData: { mimeType: part.mediaType, data: part.source.data } }]
        : [{ fileData: { mimeType: part.mediaType, fileUri: part.source.url } }];
    case "reasoning":
      if (!part.signature) return [];
      // An empty one carries the signature of the answer itself.
      return [{ text: part.text, ...(part.text !== "" && { thought: true }), thoughtSignature: part.signature.value }];
    case "tool-call":
      return [functionCall(part, providerId, firstCall)];
    case "tool-result":
      return [
        { functionResponse: { name: part.name, response: { [part.isError ? "error" : "result"]: part.content } } },
      ];
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
