/** A JSON object whose fields are not known. */
export type Json = Record<string, unknown>;

/** `value` as a JSON object, if it is one. */
export function asRecord(value: unknown): Json | undefined {
  // `typeof` and the two exceptions leave exactly this.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}
