import { asRecord, type Json } from "../../json.ts";

/** What the caller sent back of a model's reasoning, in any of the places that servers have for it. */
export function reasoningOf(message: Json): string {
  for (const name of ["reasoning_details", "thinking_blocks"]) {
    const words = listOf(message[name]).map(wordsOf).join("");
    if (words !== "") return words;
  }
  const found = [message["reasoning_content"], message["reasoning"]].find((each) => typeof each === "string");
  return found ?? listOf(message["content"]).filter(isThought).map(wordsOf).join("");
}

/** A message without the reasoning within its content, where Mistral's models have it. */
export function withoutThoughts(message: Json): Json {
  const content = listOf(message["content"]);
  return content.some(isThought) ? { ...message, content: content.filter((part) => !isThought(part)) } : message;
}

function isThought(part: unknown): boolean {
  const type = asRecord(part)?.["type"];
  return type === "thinking" || type === "redacted_thinking";
}

/** The words of a piece of reasoning: text, or a list of texts. */
function wordsOf(piece: unknown): string {
  const { text, summary, thinking } = asRecord(piece) ?? {};
  const words = text ?? summary ?? thinking;
  if (typeof words === "string") return words;
  return listOf(words).map(wordsOf).join("");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
