/**
 * What a value is compared with, case ignored: its pieces between the stars, which stand for anything. `["claude", ""]` is
 * `claude*`; one piece is an exact value. Never empty, and only its first and last piece may be.
 */
export type Pattern = readonly string[];

/** What ends a bare word or means something in it. */
const SPECIAL = /^[<>=]|[\s"(),*\\]/;

/** A pattern's pieces without those that two stars in a row leave between them. */
export function patternOf(pieces: readonly string[]): Pattern {
  return pieces.filter((piece, index) => piece !== "" || index === 0 || index === pieces.length - 1);
}

export function isExact(pattern: Pattern): boolean {
  return pattern.length === 1;
}

/** Whether the pattern covers the whole of `value`. */
export function fits(pattern: Pattern, value: string): boolean {
  const text = value.toLowerCase();
  const [first = "", ...rest] = pattern.map((piece) => piece.toLowerCase());
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** As it is written in a filter. */
export function patternText(pattern: Pattern): string {
  if (pattern.length === 1) return quoted(pattern[0] ?? "");
  return pattern.map((piece) => (piece === "" ? "" : quoted(piece))).join("*");
}

/** A text as it is written in a filter: in quotes where it would mean something else without them. */
export function quoted(text: string): string {
  return text === "" || SPECIAL.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : text;
}
