import type { ModelRequest } from "./request.ts";

/**
 * Characters of a token, as a rule of thumb over English and code for the large vendors' tokenisers. Being off by a quarter
 * is usual: good enough to choose a route and to expect a cost, and marked as an estimate wherever it is shown.
 */
const charactersPerToken = 4;

/** What a picture is taken for: between a small and a full-size one at the large vendors. */
const tokensPerPicture = 1000;

/** Tokens of a text of so many characters. */
export function textTokens(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}

/** Prompt tokens of a request, for when nobody says how many they are. */
export function promptTokensOf(request: ModelRequest): number {
  if (request.kind === "fill") return textTokens(request.prefix.length + request.suffix.length);
  let characters = request.system?.length ?? 0;
  let pictures = 0;
  for (const part of request.messages.flatMap((message) => message.content)) {
    if (part.type === "image") pictures += 1;
    else if (part.type === "tool-call") characters += part.name.length + part.arguments.length;
    else characters += part.type === "tool-result" ? part.content.length : part.text.length;
  }
  if (request.tools?.length) characters += JSON.stringify(request.tools).length;
  return textTokens(characters) + pictures * tokensPerPicture;
}
