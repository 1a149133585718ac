import type { Pattern } from "./pattern.ts";

/** How an amount is compared. */
export type Comparison = "<" | "<=" | "=" | ">=" | ">";

/** What a filter asks of time: not before, not after, or within. */
export type TimeEdge = "since" | "until" | "on";

/** One thing that is asked of a record. */
export type Term =
  /** A field has one of these values. */
  | { readonly kind: "is"; readonly field: string; readonly values: readonly Pattern[] }
  /** `amount` is in the field's own unit: US dollars, milliseconds, or a number of things. */
  | { readonly kind: "compare"; readonly field: string; readonly operator: Comparison; readonly amount: number }
  /**
   * `written` is what stood there, such as `7d`, `from` and `until` what it meant then, in milliseconds since the Unix
   * epoch; `until` is not in it.
   */
  | {
      readonly kind: "time";
      readonly edge: TimeEdge;
      readonly written: string;
      readonly from?: number;
      readonly until?: number;
    }
  | { readonly kind: "state"; readonly state: string }
  /** Is found in what a record says in words, case ignored. */
  | { readonly kind: "text"; readonly text: string };

/**
 * A filter that was read. Inside `and` there is no `and`, inside `or` no `or`, and each has two parts or more. `all` stands
 * alone.
 */
export type Filter =
  | { readonly kind: "all" }
  | Term
  | { readonly kind: "not"; readonly part: Filter }
  | { readonly kind: "and"; readonly parts: readonly Filter[] }
  | { readonly kind: "or"; readonly parts: readonly Filter[] };

/** All of the parts; everything when there are none. */
export function allOf(parts: readonly Filter[]): Filter {
  const flat = parts.flatMap((part) => (part.kind === "and" ? part.parts : part.kind === "all" ? [] : part));
  return flat.length > 1 ? { kind: "and", parts: flat } : (flat[0] ?? { kind: "all" });
}

/** At least one of the parts, of which there must be one. */
export function anyOf(parts: readonly Filter[]): Filter {
  const flat = parts.flatMap((part) => (part.kind === "or" ? part.parts : part));
  return flat.length > 1 ? { kind: "or", parts: flat } : (flat[0] ?? { kind: "all" });
}
