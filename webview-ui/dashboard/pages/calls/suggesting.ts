import type { Suggestion } from "../../../../src/filter/complete.ts";

/** The list under the filter, while there is something to choose. */
export interface Suggesting {
  readonly suggestions: readonly Suggestion[];
  /** -1 while none is chosen, so that Enter asks what was typed. */
  readonly active: number;
}

export const silent: Suggesting = { suggestions: [], active: -1 };

/** More would hide the table. */
const mostShown = 10;

export function suggesting(suggestions: readonly Suggestion[]): Suggesting {
  return { suggestions: suggestions.slice(0, mostShown), active: -1 };
}

/** The next one or the one before; over the ends, one comes back to what was typed. */
export function step({ suggestions, active }: Suggesting, by: 1 | -1): Suggesting {
  const places = suggestions.length + 1;
  return { suggestions, active: ((active + 1 + by + places) % places) - 1 };
}

export interface Inserted {
  readonly text: string;
  readonly caret: number;
  /** It was only the beginning of a term, whose value is to come. */
  readonly more: boolean;
}

/** Puts a suggestion into the filter; what is whole is followed by a space, so that one can go on. */
export function insert(text: string, { insert: inserted, from, to }: Suggestion): Inserted {
  const more = /[:<>=]$/.test(inserted);
  const rest = text.slice(to);
  const space = more || /^[\s,)]/.test(rest) ? "" : " ";
  return {
    text: `${text.slice(0, from)}${inserted}${space}${rest}`,
    caret: from + inserted.length + space.length,
    more,
  };
}
