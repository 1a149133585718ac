import type { ContentPart, Message } from "../../../spec/request.ts";

/** A conversation in the making: items that follow each other and have one role become one turn. */
export interface Turns {
  readonly messages: readonly Message[];
  add(role: Message["role"], parts: readonly ContentPart[]): void;
  /** Whether the turn under way is the model's, and has reasoning in it. */
  hasReasoning(): boolean;
}

export function createTurns(): Turns {
  const messages: { readonly role: Message["role"]; readonly content: ContentPart[] }[] = [];
  return {
    messages,
    add(role, parts) {
      if (parts.length === 0) return;
      const last = messages.at(-1);
      if (last?.role === role) last.content.push(...parts);
      else messages.push({ role, content: [...parts] });
    },
    hasReasoning() {
      const last = messages.at(-1);
      return last?.role === "assistant" && last.content.some((part) => part.type === "reasoning");
    },
  };
}
