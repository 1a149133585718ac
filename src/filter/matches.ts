import type { Comparison, Filter } from "./filter.ts";
import { fits } from "./pattern.ts";

/** Where a record keeps what can be asked of it, by the names of its `FieldTable`. */
export interface Accessors<R> {
  /** Milliseconds since the Unix epoch. */
  readonly at: (record: R) => number;
  /** All values that a text or a choice has. */
  readonly values: Readonly<Record<string, (record: R) => readonly string[]>>;
  /** Undefined where it is not known, which no comparison fits. */
  readonly amounts: Readonly<Record<string, (record: R) => number | undefined>>;
  readonly states: Readonly<Record<string, (record: R) => boolean>>;
  /** What free text is looked for in. */
  readonly texts: (record: R) => readonly string[];
}

/** Whether a record is what the filter asks for. */
export function matches<R>(filter: Filter, record: R, accessors: Accessors<R>): boolean {
  switch (filter.kind) {
    case "all":
      return true;
    case "not":
      return !matches(filter.part, record, accessors);
    case "and":
      return filter.parts.every((part) => matches(part, record, accessors));
    case "or":
      return filter.parts.some((part) => matches(part, record, accessors));
    case "is": {
      const values = accessors.values[filter.field]?.(record) ?? [];
      return values.some((value) => filter.values.some((pattern) => fits(pattern, value)));
    }
    case "compare": {
      const amount = accessors.amounts[filter.field]?.(record);
      return amount !== undefined && compares(amount, filter.operator, filter.amount);
    }
    case "time": {
      const at = accessors.at(record);
      return at >= (filter.from ?? -Infinity) && at < (filter.until ?? Infinity);
    }
    case "state":
      return accessors.states[filter.state]?.(record) ?? false;
    case "text":
      return accessors.texts(record).some((text) => contains(text, filter.text));
  }
}

/** Whether `text` has `part` in it, case ignored. */
export function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function compares(amount: number, operator: Comparison, other: number): boolean {
  switch (operator) {
    case "<":
      return amount < other;
    case "<=":
      return amount <= other;
    case "=":
      return amount === other;
    case ">=":
      return amount >= other;
    case ">":
      return amount > other;
  }
}
