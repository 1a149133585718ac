import { withoutKey } from "./key-traces.ts";
import { plainText } from "./web-page.ts";

/** Longest message that is shown or stored, in characters. */
const MOST = 240;

/** How much of a message is read, in characters; what it has to say stands at its beginning. */
export const MOST_READ = 4000;

/**
 * Things that look like a key, or a piece of one: OpenAI's 401 repeats the key's beginning and end around
 * asterisks.
 */
const KEY_LIKE: readonly RegExp[] = [
  /\b(?:sk|rk|xai|fw|tgp)[-_][\w\-*.…]{3,}/g,
  /\b(?:gsk_|AIza|AQ\.)[\w\-*.…]{3,}/g,
  /\bBearer\s+\S+/gi,
  // After "key:" or "key provided:", whatever its shape, and anything that was starred out.
  /(?<=\b(?:key|token)(?: provided)?\s*[:=]\s*)[^\s,;)]{4,}/gi,
  /[\w-]*\*{3,}[\w-]*/g,
  // Long unbroken runs are hashes, tokens or keys; error codes have no digits, model names have dashes.
  /\b(?=\w*\d)\w{32,}\b/g,
];

/**
 * A provider's message made safe to show and to store: one sentence, no key and nothing like one, no markup, of bounded
 * length. `key` is the one that was sent.
 */
export function safeMessage(message: string, key: string | undefined): string {
  const sentence = firstSentence(plainText(message.slice(0, MOST_READ)));
  let text = key === undefined ? sentence : withoutKey(sentence, key);
  for (const pattern of KEY_LIKE) text = text.replace(pattern, "[key]");
  // The cut may go through a character of two halves.
  return text.length > MOST
    ? `${text
        .slice(0, MOST - 1)
        .replace(/\p{Cs}$/u, "")
        .trimEnd()}…`
    : text;
}

/** A first sentence of a word or two ("Error.") says nothing without the next one. */
function firstSentence(text: string): string {
  for (const match of text.matchAll(/[.!?。](?=\s|$)/g)) {
    const end = match.index + 1;
    if (end >= 20) return text.slice(0, end);
  }
  return text;
}
