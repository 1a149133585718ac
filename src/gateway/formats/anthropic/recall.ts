import type { ContentPart, ReasoningPart } from "../../../spec/request.ts";
import type { AnswerMemory } from "../format.ts";

/**
 * A turn of the assistant with what is remembered of its tool calls: their own signatures, for which the format has no
 * place, and the reasoning before them, where the caller's program did not send it back.
 */
export function recallReasoning(content: readonly ContentPart[], memory: AnswerMemory): readonly ContentPart[] {
  const hasReasoning = content.some((part) => part.type === "reasoning" && part.signature);
  const given = new Set<string>();

  function reasoningOnce(reasoning: readonly Omit<ReasoningPart, "type">[]): readonly ReasoningPart[] {
    if (hasReasoning) return [];
    return reasoning.flatMap((one): readonly ReasoningPart[] => {
      // Calls side by side have the same reasoning before them.
      const key = JSON.stringify(one);
      if (given.has(key)) return [];
      given.add(key);
      return [{ type: "reasoning", ...one }];
    });
  }

  return content.flatMap((part): readonly ContentPart[] => {
    const known = part.type === "tool-call" ? memory.signaturesOf(part.id) : undefined;
    if (part.type !== "tool-call" || !known) return [part];
    return [...reasoningOnce(known.reasoning), { ...part, ...(known.call && { signature: known.call }) }];
  });
}
