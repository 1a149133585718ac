/** A figure of a bench run. */
export interface Measure {
  readonly value: number;
  readonly unit: string;
}

/** By their names, such as `ledger.append_us`. */
export type Measures = Readonly<Record<string, Measure>>;
