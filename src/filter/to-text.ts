import type { FieldTable } from "./field-table.ts";
import type { Filter } from "./filter.ts";
import { patternText, quoted } from "./pattern.ts";
import { amountText } from "./quantity.ts";

/** A filter as it is written, so that reading it gives the same filter again. */
export function toText(filter: Filter, table: FieldTable): string {
  switch (filter.kind) {
    case "all":
      return "";
    case "or":
      return filter.parts.map((part) => toText(part, table)).join(" or ");
    case "and":
      return filter.parts
        .map((part) => (part.kind === "or" ? inParentheses(part, table) : toText(part, table)))
        .join(" ");
    case "not":
      return `-${filter.part.kind === "and" || filter.part.kind === "or" ? inParentheses(filter.part, table) : toText(filter.part, table)}`;
    case "is":
      return `${filter.field}:${filter.values.map(patternText).join(",")}`;
    case "compare": {
      const field = table.fields.find(({ name }) => name === filter.field);
      const operator = filter.operator === "=" ? ":" : filter.operator;
      return `${filter.field}${operator}${amountText(filter.amount, field?.kind === "amount" ? field.unit : "count")}`;
    }
    case "time":
      return `${filter.edge}:${quoted(filter.written)}`;
    case "state":
      return filter.state;
    case "text":
      return freeText(filter.text, table);
  }
}

function inParentheses(filter: Filter, table: FieldTable): string {
  return `(${toText(filter, table)})`;
}

/** In quotes where the word alone would be something else. */
function freeText(text: string, { states }: FieldTable): string {
  const word = text.toLowerCase();
  const meansMore = ["or", "and", "not"].includes(word) || states.some(({ name }) => name === word);
  return meansMore || /^-|[:<>=]/.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : quoted(text);
}
