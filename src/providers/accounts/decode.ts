import * as v from "valibot";
import type { Result } from "../../spec/failure.ts";
import { UNREADABLE } from "./refusals.ts";

/** A figure, which many send as a text such as `"110.00"`. */
export const figure = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\s*-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i), v.transform(Number))]),
  v.finite(),
);

/** A figure that may be null or missing. */
export const maybeFigure = v.nullish(figure);

/** An RFC 3339 time as milliseconds since the Unix epoch; a time without a zone is UTC, as LiteLLM writes it. */
export const moment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/),
  v.transform((text) => Date.parse(/\d\d:\d\d/.test(text) && !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text}Z` : text)),
  v.finite(),
);

/** The answer as `schema` reads it, or the failure that it is of another shape. */
export function decode<S extends v.GenericSchema>(schema: S, answer: unknown): Result<v.InferOutput<S>> {
  const decoded = v.safeParse(schema, answer);
  return decoded.success ? { ok: true, value: decoded.output } : { ok: false, failure: UNREADABLE };
}

/** Sums of money without the dust of binary fractions: a hundred millionth of a unit. */
export function tidy(amount: number): number {
  return Math.round(amount * 1e8) / 1e8;
}
