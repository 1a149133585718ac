/** Longest message that is shown or stored, in characters. */
const MOST = 240;

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
  // Short keys, which only local servers have, would take words apart.
  const keyless = key !== undefined && key.length >= 6 ? message.replaceAll(key, "[key]") : message;
  let text = firstSentence(plainText(keyless.slice(0, 4000)));
  for (const pattern of KEY_LIKE) text = text.replace(pattern, "[key]");
  return text.length > MOST ? `${text.slice(0, MOST - 1).trimEnd()}…` : text;
}

function plainText(text: string): string {
  const isHtml = /<\s*(?:!doctype|html|head|body|title|h1)\b/i.test(text);
  const title = isHtml ? /<(title|h1)[^>]*>([^<]+)</i.exec(text)?.[2] : undefined;
  const words =
    title ?? (isHtml ? text.replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ") : text);
  return words.replace(/\s+/g, " ").trim();
}

/** A first sentence of a word or two ("Error.") says nothing without the next one. */
function firstSentence(text: string): string {
  for (const match of text.matchAll(/[.!?。](?=\s|$)/g)) {
    const end = match.index + 1;
    if (end >= 20) return text.slice(0, end);
  }
  return text;
}
