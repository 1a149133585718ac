import type { FailurePart, FinishPart, FinishReason, MiddlePart } from "../../spec/stream.ts";
import type { StreamParser } from "../answer.ts";
import { InBandError } from "../http/error-report.ts";
import { failed, filtered, truncated, unreadable } from "../http/to-failure.ts";
import { mapUsage } from "./map-usage.ts";
import type { WireChunk, WirePart } from "./wire-chunk.ts";

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  STOP: "stop",
  MAX_TOKENS: "length",
  SAFETY: "content-filtered",
  RECITATION: "content-filtered",
  LANGUAGE: "content-filtered",
  BLOCKLIST: "content-filtered",
  PROHIBITED_CONTENT: "content-filtered",
  SPII: "content-filtered",
  IMAGE_SAFETY: "content-filtered",
  IMAGE_PROHIBITED_CONTENT: "content-filtered",
  IMAGE_RECITATION: "content-filtered",
};

/**
 * Reads generateContent chunks. Every function call comes whole, in one part, and often without an id: it is given one.
 *
 * @param newId makes an id that no other answer has, where the server names none
 */
export function createGeminiParser(providerId: string, newId: () => string): StreamParser<WireChunk> {
  let calls = 0;
  let answerId: string | undefined;
  let sawCandidate = false;
  let answered = false;
  let blocked: string | undefined;
  let finish: { readonly reason: string; readonly message: string } | undefined;

  function signature(part: WirePart): { readonly signature?: { readonly provider: string; readonly value: string } } {
    return part.thoughtSignature ? { signature: { provider: providerId, value: part.thoughtSignature } } : {};
  }

  function readPart(part: WirePart): readonly MiddlePart[] {
    if (part.functionCall) {
      const index = calls++;
      const id = part.functionCall.id || `call_${(answerId ??= newId())}_${index}`;
      const args = JSON.stringify(part.functionCall.args ?? {});
      const name = part.functionCall.name ?? "";
      return [{ type: "tool-call", index, id, name, arguments: args, ...signature(part) }];
    }
    if (part.thought) return [{ type: "reasoning", text: part.text ?? "", ...signature(part) }];
    const parts: MiddlePart[] = part.text ? [{ type: "text", text: part.text }] : [];
    // A signature of the answer itself, in a part that may hold nothing else.
    if (part.thoughtSignature) parts.push({ type: "reasoning", text: "", ...signature(part) });
    return parts;
  }

  return {
    push(chunk) {
      if (chunk.error !== undefined) throw new InBandError(chunk);
      answerId ??= chunk.responseId;
      blocked = chunk.promptFeedback?.blockReason ?? blocked;
      const candidate = chunk.candidates?.[0];
      const parts = (candidate?.content?.parts ?? []).flatMap(readPart);
      answered ||= parts.length > 0;
      if (candidate) sawCandidate = true;
      // A trailing chunk says STOP again after the reason that counts.
      if (candidate?.finishReason && (finish === undefined || finish.reason === "STOP")) {
        finish = { reason: candidate.finishReason, message: candidate.finishMessage ?? "" };
      }
      return chunk.usageMetadata ? [...parts, { type: "usage", usage: mapUsage(chunk.usageMetadata) }] : parts;
    },
    end() {
      if (blocked && !answered) return failed(filtered("The provider's filter refused the prompt.", blocked));
      if (!sawCandidate) return failed(unreadable("The provider sent an empty answer."));
      if (!finish) return failed(truncated());
      return endOf(finish, answered, calls > 0);
    },
  };
}

function endOf(
  finish: { readonly reason: string; readonly message: string },
  answered: boolean,
  calledTools: boolean,
): FinishPart | FailurePart {
  const reason = FINISH_REASONS[finish.reason];
  // MALFORMED_FUNCTION_CALL and its like, OTHER, and whatever comes next: the model broke off.
  if (!reason) return failed({ ...unreadable("The model broke off its answer."), code: finish.reason });
  if (reason === "content-filtered" && !answered) {
    return failed(filtered("The provider's filter stopped the answer.", finish.reason));
  }
  // Gemini says STOP after a function call too.
  return { type: "finish", reason: reason === "stop" && calledTools ? "tool-calls" : reason };
}
