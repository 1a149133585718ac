import type { Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import type { LeftOut } from "../openai-chat/left-out.ts";
import { text } from "../reading.ts";

/**
 * The text that is to be continued. Several prompts want an answer each, and tokens mean something only to the model that
 * they were made for: such a request is for a provider of this format, and its text serves for estimates. @throws BadRequest
 */
export function readPrompt(body: Json, { untranslatable }: LeftOut): string {
  const { prompt } = body;
  if (!Array.isArray(prompt)) return text(body, "prompt");
  const items: readonly unknown[] = prompt;
  const prompts = isTokens(items) ? [items] : items;
  const texts = prompts.filter((each) => typeof each === "string");
  if (prompts.length === 0 || texts.length + prompts.filter(isTokens).length < prompts.length) {
    throw new BadRequest("prompt must be text or tokens, or a list of either.", "prompt");
  }
  if (prompts.length > 1) untranslatable.add("several prompts");
  if (texts.length < prompts.length) untranslatable.add("a prompt of tokens");
  return texts.join("\n");
}

function isTokens(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number");
}
