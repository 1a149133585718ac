import type { AnswerFormat } from "../spec/request.ts";

/**
 * The system prompt with the wanted format in words, for a model that nothing holds to it. A forced tool would hold more
 * models, but then the answer is a tool call, may not be thought about first, and leaves no room for the caller's tools.
 */
export function withFormatInWords(system: string | undefined, format: AnswerFormat): string {
  return [...(system ? [system] : []), formatInWords(format)].join("\n\n");
}

function formatInWords(format: AnswerFormat): string {
  const alone = "Answer with one JSON value alone: no text before or after it, and no Markdown fence.";
  if (format.kind === "json") return alone;
  const about = format.description ? `\nWhat it is: ${format.description}` : "";
  return `${alone} It must be valid against this JSON Schema:\n${JSON.stringify(format.schema)}${about}`;
}
