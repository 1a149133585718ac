import type { ModelRequest } from "./request.ts";

/** Characters of a token, as a rule of thumb over English and code. */
const charactersPerToken = 4;

/** Between a small and a full-size picture at the large vendors. */
const tokensPerPicture = 1000;

/** Tokens of a text, roughly. */
export function textTokens(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}

/** Prompt tokens of a request whose caller did not say; near enough to choose a size bucket and to expect a cost. */
export function promptTokensOf(request: ModelRequest): number {
  if (request.kind === "fill") return textTokens(request.prefix.length + request.suffix.length);
  let characters = request.system?.length ?? 0;
  let pictures = 0;
  for (const { content } of request.messages) {
    for (const part of content) {
      if (part.type === "image") pictures += 1;
      else if (part.type === "tool-call") characters += part.arguments.length;
      else characters += part.type === "tool-result" ? part.content.length : part.text.length;
    }
  }
  return textTokens(characters) + pictures * tokensPerPicture;
}
