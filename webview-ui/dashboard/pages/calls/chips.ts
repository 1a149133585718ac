import { lex, type Token } from "../../../../src/filter/lex.ts";

/** A filter that is ready to be added. */
export interface Chip {
  readonly label: string;
  /** What it is in the filter's language: one term. */
  readonly term: string;
  /** What it finds, in words. */
  readonly hint: string;
}

export const chips: readonly Chip[] = [
  { label: "Failed", term: "failed", hint: "Calls that got no answer" },
  { label: "Failed over", term: "failed-over", hint: "Calls that moved on because an attempt failed" },
  { label: "Over $0.05", term: "cost>0.05", hint: "Calls that cost more than $0.05" },
  { label: "Slow", term: "duration>10s", hint: "Calls that took more than 10 s" },
  { label: "Today", term: "since:today", hint: "Calls since midnight" },
  { label: "Unpriced", term: "unpriced", hint: "Calls with an attempt of unknown price" },
];

/** Whether the filter asks for this term as a whole, so that taking it away leaves the rest as it is. */
export function hasTerm(filter: string, term: string): boolean {
  return !hasEither(filter) && placeOf(filter, term) !== undefined;
}

/** The filter with the term, or without it where it is there. */
export function toggleTerm(filter: string, term: string): string {
  const place = hasEither(filter) ? undefined : placeOf(filter, term);
  if (place) {
    const without = `${filter.slice(0, place.at).trimEnd()} ${filter.slice(place.at + place.length).trimStart()}`;
    return without.trim();
  }
  const rest = filter.trim();
  if (rest === "") return term;
  return `${hasEither(filter) ? `(${rest})` : rest} ${term}`;
}

/** Where the term stands at the top, not turned around by what is before it. */
function placeOf(filter: string, term: string): Token | undefined {
  let depth = 0;
  const tokens = lex(filter);
  return tokens.find((token, index) => {
    if (token.kind === "(") depth += 1;
    if (token.kind === ")") depth -= 1;
    const before = tokens[index - 1];
    const negated = before !== undefined && (before.kind === "-" || isWord(filter, before, "not"));
    return depth === 0 && !negated && isWord(filter, token, term);
  });
}

/** Whether the parts at the top are alternatives. */
function hasEither(filter: string): boolean {
  let depth = 0;
  return lex(filter).some((token) => {
    if (token.kind === "(") depth += 1;
    if (token.kind === ")") depth -= 1;
    return depth === 0 && isWord(filter, token, "or");
  });
}

function isWord(filter: string, { at, length }: Token, word: string): boolean {
  return filter.slice(at, at + length).toLowerCase() === word;
}
