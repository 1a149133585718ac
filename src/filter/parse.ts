import type { FieldTable } from "./field-table.ts";
import { allOf, anyOf, type Filter } from "./filter.ts";
import { lex, type Place, type Token } from "./lex.ts";
import { Misreading } from "./misreading.ts";
import { readTerm } from "./read-term.ts";

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  /** `message` is a sentence for a person, `at` and `length` where it is wrong, in characters. */
  | ({ readonly ok: false; readonly message: string } & Place);

/** Deeper nesting is nobody's filter, and would only use up the stack. */
const DEEPEST = 50;

/** Nor are more terms than that, and a database takes some hundred. */
const MOST_TERMS = 200;

/**
 * Reads a filter, such as `task:chat cost>0.01 (failed or hedged) -model:claude*`.
 *
 * @param now milliseconds since the Unix epoch: what `7d` and `today` are counted from
 */
export function parseFilter(text: string, fields: FieldTable, now: number): ParsedFilter {
  try {
    return { ok: true, filter: new Parser(text, fields, now).read() };
  } catch (error) {
    if (!(error instanceof Misreading)) throw error;
    const { message, place } = error;
    return { ok: false, message, at: place.at, length: place.length };
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: Place;
  readonly #fields: FieldTable;
  readonly #now: number;
  #next = 0;
  #depth = 0;
  #terms = 0;

  constructor(text: string, fields: FieldTable, now: number) {
    this.#tokens = lex(text);
    this.#end = { at: text.length, length: 0 };
    this.#fields = fields;
    this.#now = now;
  }

  read(): Filter {
    if (this.#tokens.length === 0) return { kind: "all" };
    const filter = this.#either();
    const left = this.#tokens[this.#next];
    if (left !== undefined) throw new Misreading("This parenthesis closes nothing.", left);
    return filter;
  }

  #either(): Filter {
    const parts = [this.#together()];
    while (this.#takeWord("or")) parts.push(this.#together());
    return anyOf(parts);
  }

  #together(): Filter {
    const parts = [this.#one()];
    while (this.#goesOn()) {
      this.#takeWord("and");
      parts.push(this.#one());
    }
    return allOf(parts);
  }

  #goesOn(): boolean {
    const token = this.#tokens[this.#next];
    return token !== undefined && token.kind !== ")" && !isWord(token, "or");
  }

  #one(): Filter {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new Misreading("Something is missing here.", this.#end);
    this.#next += 1;
    if (token.kind === ")") throw new Misreading("Something is missing before this parenthesis.", token);
    const joint = ["or", "and"].find((word) => isWord(token, word));
    if (joint !== undefined) {
      throw new Misreading(`Something is missing before ${joint}. To search for the word, put it in quotes.`, token);
    }
    if (token.kind === "(") return this.#deeper(token, () => this.#group(token));
    if (token.kind === "-") return this.#negated(token);
    if (isWord(token, "not")) return this.#negated(token);
    this.#terms += 1;
    if (this.#terms > MOST_TERMS) throw new Misreading(`A filter has at most ${MOST_TERMS} terms.`, token);
    return readTerm(token, this.#fields, this.#now);
  }

  #negated(place: Place): Filter {
    return this.#deeper(place, () => ({ kind: "not", part: this.#one() }));
  }

  #group(opening: Token): Filter {
    const filter = this.#either();
    if (this.#tokens[this.#next] === undefined) throw new Misreading("This parenthesis is not closed.", opening);
    this.#next += 1;
    return filter;
  }

  #deeper<T>(place: Place, read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Misreading("This is nested too deeply.", place);
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#next];
    if (token === undefined || !isWord(token, word)) return false;
    this.#next += 1;
    return true;
  }
}

function isWord(token: Token, word: string): boolean {
  return token.kind === "word" && !token.value.quoted && token.value.text.toLowerCase() === word;
}
