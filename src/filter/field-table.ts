import type { Names } from "../spec/series.ts";
import type { Unit } from "./quantity.ts";

/** Values that are known from the records, for suggestions. */
export type FilterNames = Partial<Names> & {
  /** What users call their keys. */
  readonly keys?: readonly string[];
  readonly currencies?: readonly string[];
};

/** Something that a filter can ask of a record by name. `label` reads on as in "whose model is …". */
export type Field = { readonly name: string; readonly label: string } & (
  | { readonly kind: "text"; readonly names?: keyof FilterNames }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "amount"; readonly unit: Unit }
);

/** Something that is asked in one word. `label` reads on as in "that failed". */
export interface State {
  readonly name: string;
  readonly label: string;
}

/** What can be asked of one kind of record. Besides these, `since`, `until` and `on` are known everywhere. */
export interface FieldTable {
  readonly fields: readonly Field[];
  readonly states: readonly State[];
}
