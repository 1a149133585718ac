import type { AnswerMemory, CallSignatures, RememberedAnswer, WholeAnswer } from "../formats/format.ts";

/** How many are kept; the oldest go first. A long session of an agent calls some hundred tools. */
const mostCalls = 5000;
const mostAnswers = 500;

/** Characters of the answers that are kept; conversations with pictures are large. */
const mostCharacters = 64 * 1024 * 1024;

/** The memory of one running gateway. It is gone when that ends: callers that keep their conversation lose nothing. */
export interface GatewayMemory extends AnswerMemory {
  /** Keeps what a caller's format may have no place for. */
  note(answer: WholeAnswer): void;
}

/** Makes a memory that holds nothing yet. */
export function createMemory(): GatewayMemory {
  const calls = new Map<string, CallSignatures>();
  const answers = new Map<string, { readonly answer: RememberedAnswer; readonly size: number }>();
  let characters = 0;

  const forget = (id: string): boolean => {
    characters -= answers.get(id)?.size ?? 0;
    return answers.delete(id);
  };
  return {
    signaturesOf: (callId) => calls.get(callId),
    conversationOf: (answerId) => answers.get(answerId)?.answer,
    forget,
    keep(id, answer) {
      forget(id);
      const size = JSON.stringify(answer).length;
      if (size > mostCharacters) return;
      answers.set(id, { answer, size });
      characters += size;
      for (const oldest of answers.keys()) {
        if (answers.size <= mostAnswers && characters <= mostCharacters) break;
        forget(oldest);
      }
    },
    note({ content }) {
      const reasoning = content.filter((part) => part.type === "reasoning").filter(({ signature }) => signature);
      for (const part of content) {
        if (part.type !== "tool-call" || (reasoning.length === 0 && !part.signature)) continue;
        calls.delete(part.id);
        calls.set(part.id, { reasoning, ...(part.signature && { call: part.signature }) });
      }
      for (const oldest of calls.keys()) {
        if (calls.size <= mostCalls) break;
        calls.delete(oldest);
      }
    },
  };
}
