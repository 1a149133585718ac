import type { Json } from "../../json.ts";
import type { AnswerMemory } from "../format.ts";

/** What `GET /v1/responses/{id}` answers; undefined for an answer that is not remembered. */
export function rememberedResponse(id: string, memory: AnswerMemory): Json | undefined {
  return memory.conversationOf(id)?.whole;
}

/** What `DELETE /v1/responses/{id}` answers, once the answer is forgotten; undefined if it was not remembered. */
export function forgottenResponse(id: string, memory: AnswerMemory): Json | undefined {
  return memory.forget(id) ? { id, object: "response", deleted: true } : undefined;
}
