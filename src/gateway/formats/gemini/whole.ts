import type { Json } from "../../json.ts";
import type { AnswerFacts, WholeAnswer } from "../format.ts";
import { callPart, lastResponse, thoughtPart } from "./answer-parts.ts";

/** An answer in one piece: a GenerateContentResponse. */
export function wholeAnswer({ content, finish, usage }: WholeAnswer, facts: AnswerFacts, showThoughts: boolean): Json {
  const firstCall = content.find((part) => part.type === "tool-call");
  const parts = content.flatMap((part): readonly Json[] => {
    switch (part.type) {
      case "text":
        return [{ text: part.text }];
      case "reasoning":
        return thoughtPart(part.text, part.signature, showThoughts);
      case "tool-call":
        return [callPart(part, part === firstCall)];
    }
  });
  return lastResponse(parts, { modelVersion: facts.model, responseId: facts.id }, finish, usage);
}
