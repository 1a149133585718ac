const CHARACTERS_PER_TOKEN = 4;

/** Tokens of so many characters received: four characters each, rounded up. */
export function tokensOf(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

/** The tokens of a text to be sent. Never cuts a character in two, so a text of emoji has a few tokens less than `tokensOf` says. */
export function splitTokens(text: string): string[] {
  const tokens: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + CHARACTERS_PER_TOKEN, text.length);
    if (end < text.length && isLowSurrogate(text.charCodeAt(end))) end += 1;
    tokens.push(text.slice(start, end));
    start = end;
  }
  return tokens;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
