import { Buffer } from "node:buffer";

/** A shorter piece of a key gives nothing away, and is found in ordinary words. */
const LEAST_PIECE = 8;

/** Shorter keys, which only local servers have, would take words apart. */
const LEAST_KEY = 6;

const REDACTED = "[key]";

/**
 * Takes a key out of a text, and every piece of it that could matter: as it is, URL-encoded, in base64 at whichever
 * place, and with spaces, commas or dashes put between. Providers repeat the key that they refuse, and some of them
 * cut it up.
 */
export function withoutKey(text: string, key: string): string {
  if (key.length < LEAST_KEY) return text;
  const exact = text.replaceAll(key, REDACTED);
  const { letters, places } = squeezed(exact);
  const pieces = piecesOf(key);
  let out = "";
  let from = 0;
  for (let at = 0; at < letters.length; at += 1) {
    const length = traceAt(letters, at, pieces);
    if (length === 0) continue;
    const begin = places[at] ?? 0;
    at += length - 1;
    out += exact.slice(from, begin) + REDACTED;
    from = (places[at] ?? 0) + 1;
  }
  return out + exact.slice(from);
}

interface Squeezed {
  /** Letters and digits alone, in lower case. */
  readonly letters: string;
  /** Where each of them stands in the text. */
  readonly places: readonly number[];
}

function squeezed(text: string): Squeezed {
  let letters = "";
  const places: number[] = [];
  for (const { 0: letter, index } of text.matchAll(/[a-z0-9]/gi)) {
    letters += letter.toLowerCase();
    places.push(index);
  }
  return { letters, places };
}

/** All pieces of the length that counts, of the key in each of its forms. */
function piecesOf(key: string): ReadonlySet<string> {
  const pieces = new Set<string>();
  for (const form of [key, encodeURIComponent(key), ...base64Forms(key)]) {
    const { letters } = squeezed(form);
    for (let at = 0; at + LEAST_PIECE <= letters.length; at += 1) pieces.add(letters.slice(at, at + LEAST_PIECE));
  }
  return pieces;
}

/**
 * What a key looks like in base64 depends on how many bytes come before it, modulo three. The letters at either end
 * depend on its neighbours too, and are left out.
 */
function base64Forms(key: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const coded = Buffer.from(" ".repeat(before) + key).toString("base64");
    return coded.slice(before === 0 ? 0 : before + 1, coded.endsWith("=") ? coded.indexOf("=") - 1 : undefined);
  });
}

/** How many letters from here on belong to the key: overlapping pieces make one trace. */
function traceAt(letters: string, at: number, pieces: ReadonlySet<string>): number {
  let length = 0;
  while (pieces.has(letters.slice(at + length, at + length + LEAST_PIECE))) length += 1;
  return length === 0 ? 0 : length + LEAST_PIECE - 1;
}
