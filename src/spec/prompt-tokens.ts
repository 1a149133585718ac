import type { ContentPart, ModelRequest } from "./request.ts";

/**
 * Characters of a token, as a rule of thumb over English and code for the large vendors' tokenisers. Being off by a quarter
 * is usual: good enough to choose a route and to expect a cost, and marked as an estimate wherever it is shown.
 */
const charactersPerToken = 4;

/** What a picture is taken for: between a small and a full-size one at the large vendors. */
const tokensPerPicture = 1000;

/** Characters of base64 in a page of a document, with its fonts and pictures: some 100 kB. */
const base64PerPage = 136_000;

/** Tokens of a text of so many characters. */
export function textTokens(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}

/** Prompt tokens of a request, for when nobody says how many they are. */
export function promptTokensOf(request: ModelRequest): number {
  if (request.kind === "fill") return textTokens(request.prefix.length + request.suffix.length);
  if (request.kind === "embed") return textTokens(request.characters);
  let characters = request.system?.length ?? 0;
  let pictures = 0;
  for (const { content } of request.messages) {
    for (const part of content) {
      characters += charactersOf(part);
      pictures += picturesOf(part);
    }
  }
  if (request.tools?.length) characters += JSON.stringify(request.tools).length;
  return textTokens(characters) + pictures * tokensPerPicture;
}

function charactersOf(part: ContentPart): number {
  switch (part.type) {
    case "text":
    case "reasoning":
      return part.text.length;
    case "tool-call":
      return part.name.length + part.arguments.length;
    case "tool-result":
      return part.content.length;
    case "image":
    case "file":
      return 0;
  }
}

/** A file is a page at least, and a page is taken for a picture. */
function picturesOf(part: ContentPart): number {
  if (part.type === "image") return 1;
  if (part.type === "tool-result") return (part.media ?? []).reduce((sum, one) => sum + picturesOf(one), 0);
  if (part.type !== "file") return 0;
  return part.source.kind === "url" ? 1 : Math.max(1, Math.ceil(part.source.data.length / base64PerPage));
}
