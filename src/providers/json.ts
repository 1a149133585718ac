/** A JSON object whose fields are not known. */
export type Json = Record<string, unknown>;

/** `value` as a JSON object, if it is one. */
export function asRecord(value: unknown): Json | undefined {
  // `typeof` and the two exceptions leave exactly this.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The text as JSON, or as it is where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The objects of a JSON list; none if it is no list. */
export function asRecords(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return [];
  const items: readonly unknown[] = value;
  return items.map(asRecord).filter((item) => item !== undefined);
}

/** The strings of a JSON list; none if it is no list. */
export function asStrings(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const items: readonly unknown[] = value;
  return items.filter((item) => typeof item === "string");
}
