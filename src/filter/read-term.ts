import type { Field, FieldTable } from "./field-table.ts";
import { anyOf, type Filter, type TimeEdge } from "./filter.ts";
import type { Token, WrittenValue } from "./lex.ts";
import { Misreading } from "./misreading.ts";
import { readMoment, timeWords } from "./moment.ts";
import { nearest } from "./nearest.ts";
import { fits } from "./pattern.ts";
import { readAmount } from "./quantity.ts";

type TermToken = Extract<Token, { kind: "term" }>;

const edges: Readonly<Record<TimeEdge, true>> = { since: true, until: true, on: true };

/** The words that ask of time, in every table. */
export const timeEdges = Object.keys(edges) as readonly TimeEdge[];

/** What one term asks. Throws a `Misreading`. */
export function readTerm(token: Extract<Token, { kind: "term" | "word" }>, table: FieldTable, now: number): Filter {
  for (const value of token.kind === "word" ? [token.value] : token.values) {
    if (value.open) throw new Misreading("This quotation mark is not closed.", value);
  }
  if (token.kind === "word") return readWord(token.value, table);
  const name = token.name.toLowerCase();
  const edge = timeEdges.find((one) => one === name);
  if (edge !== undefined) return anyOf(token.values.map((value) => readTime(edge, token, value, now)));
  const field = table.fields.find((one) => one.name === name);
  if (field === undefined) throw unknownField(token, table);
  if (field.kind === "amount") return anyOf(token.values.map((value) => readComparison(field, token, value)));
  if (token.operator !== ":" && token.operator !== "=") {
    throw new Misreading(`${field.name} has no ${token.operator}. Write ${field.name}: and a value.`, token);
  }
  for (const value of token.values) checkValue(field, value);
  return { kind: "is", field: field.name, values: token.values.map(({ pattern }) => pattern) };
}

function readWord(value: WrittenValue, { states }: FieldTable): Filter {
  const word = value.text.toLowerCase();
  if (!value.quoted && states.some(({ name }) => name === word)) return { kind: "state", state: word };
  if (value.text === "") throw new Misreading("There is nothing in these quotes to search for.", value);
  return { kind: "text", text: value.text };
}

function unknownField({ at, name }: TermToken, { fields }: FieldTable): Misreading {
  const meant = nearest(name, [...fields.map((field) => field.name), ...timeEdges]);
  const help = meant === undefined ? "To search for this text, put it in quotes." : `Did you mean ${meant}?`;
  return new Misreading(`No field is called ${name}. ${help}`, { at, length: name.length });
}

function checkValue(field: Exclude<Field, { kind: "amount" }>, value: WrittenValue): void {
  if (value.text === "" && !value.quoted) throw new Misreading(`Say which ${field.label} after ${field.name}:.`, value);
  if (field.kind === "text" || field.choices.some((choice) => fits(value.pattern, choice))) return;
  const meant = nearest(value.text, field.choices);
  const help = meant === undefined ? `It can be ${inList(field.choices)}.` : `Did you mean ${meant}?`;
  throw new Misreading(`No ${field.label} is called ${value.text}. ${help}`, value);
}

function readComparison(field: Extract<Field, { kind: "amount" }>, token: TermToken, value: WrittenValue): Filter {
  const amount = readAmount(value.text, field.unit);
  if (typeof amount === "string") throw new Misreading(amount, value);
  const operator = token.operator === ":" ? "=" : token.operator;
  return { kind: "compare", field: field.name, operator, amount };
}

function readTime(edge: TimeEdge, token: TermToken, value: WrittenValue, now: number): Filter {
  if (token.operator !== ":" && token.operator !== "=") {
    throw new Misreading(`${edge} has no ${token.operator}. Write ${edge}:7d or ${edge}:2026-11-03.`, token);
  }
  const stretch = readMoment(value.text, now);
  if (stretch === undefined) {
    const meant = nearest(value.text, timeWords);
    const help =
      meant === undefined ? "Write 7d, yesterday, 2026-11-03 or 2026-11-03T15:30." : `Did you mean ${meant}?`;
    const wrong = value.text === "" ? "A time is missing here." : `${value.text} is no time.`;
    throw new Misreading(`${wrong} ${help}`, value);
  }
  const written = value.text;
  if (edge === "since") return { kind: "time", edge, written, from: stretch.from };
  if (edge === "until") return { kind: "time", edge, written, until: stretch.until };
  if (stretch.from < stretch.until) return { kind: "time", edge, written, ...stretch };
  throw new Misreading(`on wants a day, a month or a year, such as today or 2026-11-03.`, value);
}

function inList(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
