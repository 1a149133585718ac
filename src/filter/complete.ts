import type { Field, FieldTable, FilterNames } from "./field-table.ts";
import { lex, type Token } from "./lex.ts";
import { offeredAgos, timeWords } from "./moment.ts";
import { quoted } from "./pattern.ts";
import { offeredAmounts } from "./quantity.ts";
import { timeEdges } from "./read-term.ts";

/** Something to put in the place of the characters from `from` up to `to`. */
export interface Suggestion {
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** What it is, in a few words. */
  readonly detail: string;
}

/** An offer before it is known where it goes. */
type Offer = Pick<Suggestion, "insert" | "detail"> & { readonly label?: string };

/** More than anybody looks through. */
const MOST = 50;

const operators = [
  [":", "exactly"],
  [">", "more than"],
  ["<", "less than"],
] as const;

/** What may be meant to stand at the caret: fields and states, comparisons, or a field's values. Best first. */
export function complete(text: string, caret: number, table: FieldTable, names: FilterNames): readonly Suggestion[] {
  const token = lex(text).find(({ at, length }) => at < caret && caret <= at + length);
  if (token?.kind === "term" && caret > token.at + token.name.length) return valueOffers(token, caret, table, names);
  if (token?.kind === "term") return place(nameOffers(table), token.at, token.at + token.name.length, token.name);
  if (token?.kind !== "word") return place([...termOffers(table), ...wordOffers(table)], caret, caret, "");
  const typed = text.slice(token.at, caret);
  const field = table.fields.find(({ name, kind }) => kind === "amount" && name === typed.toLowerCase());
  const offers = [...(field === undefined ? [] : comparisonOffers(field)), ...termOffers(table), ...wordOffers(table)];
  return place(offers, token.at, token.at + token.length, typed);
}

function termOffers({ fields }: FieldTable): readonly Offer[] {
  const times = timeEdges.map((edge) => ({ insert: `${edge}:`, detail: edge === "on" ? "day or month" : "time" }));
  const named = fields.map(({ name, kind, label }) => ({
    insert: kind === "amount" ? `${name}>` : `${name}:`,
    detail: label,
  }));
  return [...named, ...times];
}

/** For a name whose operator stands there already. */
function nameOffers(table: FieldTable): readonly Offer[] {
  return termOffers(table).map(({ insert, detail }) => ({ insert: insert.slice(0, -1), detail }));
}

function comparisonOffers({ name, label }: Field): readonly Offer[] {
  return operators.map(([operator, meaning]) => ({ insert: `${name}${operator}`, detail: `${label} is ${meaning}` }));
}

function wordOffers({ states }: FieldTable): readonly Offer[] {
  return [
    ...states.map(({ name, label }) => ({ insert: name, detail: `those that ${label}` })),
    { insert: "or", detail: "either side" },
    { insert: "not", detail: "what follows is left out" },
  ];
}

/** For the value at the caret, among those between commas. */
function valueOffers(
  token: Extract<Token, { kind: "term" }>,
  caret: number,
  table: FieldTable,
  names: FilterNames,
): readonly Suggestion[] {
  const value = token.values.find(({ at, length }) => at <= caret && caret <= at + length);
  if (value === undefined) return [];
  const typed = value.text.replaceAll("*", "");
  return place(valuesOf(token.name.toLowerCase(), table, names), value.at, value.at + value.length, typed);
}

function valuesOf(name: string, table: FieldTable, names: FilterNames): readonly Offer[] {
  if (timeEdges.some((edge) => edge === name)) {
    const words = timeWords.map((word) => ({ insert: word, detail: word.replace("-", " ") }));
    const agos = offeredAgos.map((ago) => ({ insert: ago, detail: "ago" }));
    return name === "since" ? [...agos, ...words] : name === "until" ? [...words, ...agos] : words;
  }
  const field = table.fields.find((one) => one.name === name);
  if (field === undefined) return [];
  switch (field.kind) {
    case "choice":
      return field.choices.map((choice) => ({ insert: choice, detail: field.label }));
    case "amount":
      return offeredAmounts[field.unit].map((amount) => ({ insert: amount, detail: field.label }));
    case "text":
      return (field.names === undefined ? [] : (names[field.names] ?? [])).map((known) => ({
        insert: quoted(known),
        label: known,
        detail: field.label,
      }));
  }
}

/** Those that begin with what was typed, then those that contain it; none that would change nothing. */
function place(offers: readonly Offer[], from: number, to: number, typed: string): readonly Suggestion[] {
  const wanted = typed.toLowerCase();
  const placed = offers.map(({ insert, detail, label = insert }) => ({ insert, from, to, label, detail }));
  const found = placed.filter(({ label, insert }) => label.toLowerCase().includes(wanted) && insert !== typed);
  const begins = ({ label }: Suggestion) => label.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, MOST);
}
