import { asRecord, type Json } from "../../json.ts";
import { inCamelCase } from "./spelling.ts";

/** Counts, which Google's JSON may hold as text. */
const COUNTS: readonly string[] = ["minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"];

/** Fields that become something else. The rest is JSON Schema already, or is what the caller took for it. */
const CHANGED: ReadonlySet<string> = new Set([
  "type",
  "nullable",
  "format",
  "enum",
  "example",
  "properties",
  "propertyOrdering",
  "items",
  "anyOf",
  ...COUNTS,
]);

/**
 * Gemini's `Schema`, a part of OpenAPI 3.0 with types in capitals, as JSON Schema. What is none of its fields stays as
 * it is: some callers put JSON Schema there, and Google takes much of it.
 */
export function toJsonSchema(schema: Json): Json {
  const from = inCamelCase(schema);
  const kept = Object.entries(from).filter(([key]) => !CHANGED.has(key));
  const items = asRecord(from["items"]);
  return {
    ...typeOf(from),
    ...Object.fromEntries(kept),
    // The only format that says nothing by itself.
    ...(from["format"] !== undefined && from["format"] !== "enum" && { format: from["format"] }),
    ...choicesOf(from),
    ...(from["example"] !== undefined && { examples: [from["example"]] }),
    ...countsOf(from),
    ...propertiesOf(from),
    ...(items && { items: toJsonSchema(items) }),
  };
}

function isNullable(from: Json): boolean {
  return from["nullable"] === true;
}

function typeOf(from: Json): Json {
  const { type } = from;
  const named: readonly unknown[] = Array.isArray(type) ? type : [type];
  const types = named
    .filter((name) => typeof name === "string")
    .filter((name) => name !== "TYPE_UNSPECIFIED")
    .map((name) => name.toLowerCase());
  const [only] = types;
  if (only === undefined) return {};
  if (isNullable(from) && !types.includes("null")) return { type: [...types, "null"] };
  return { type: types.length === 1 ? only : types };
}

/** What may be nothing must be able to choose it. */
function choicesOf(from: Json): Json {
  const out: Json = {};
  if (Array.isArray(from["enum"])) {
    const values: readonly unknown[] = from["enum"];
    out["enum"] = isNullable(from) && !values.includes(null) ? [...values, null] : values;
  }
  if (Array.isArray(from["anyOf"])) {
    const schemas: readonly unknown[] = from["anyOf"];
    const choices = schemas.map((choice) => toJsonSchema(asRecord(choice) ?? {}));
    out["anyOf"] = isNullable(from) && from["type"] === undefined ? [...choices, { type: "null" }] : choices;
  }
  return out;
}

function countsOf(from: Json): Json {
  const present = COUNTS.filter((field) => from[field] != null);
  return Object.fromEntries(present.map((field) => [field, Number(from[field])]));
}

/** In the order that is asked for, which models keep to when they write. */
function propertiesOf(from: Json): Json {
  const properties = asRecord(from["properties"]);
  if (!properties) return {};
  const ordering: readonly unknown[] = Array.isArray(from["propertyOrdering"]) ? from["propertyOrdering"] : [];
  const first = ordering.filter((name) => typeof name === "string").filter((name) => name in properties);
  const names = new Set([...first, ...Object.keys(properties)]);
  const entries = [...names].map((name) => [name, toJsonSchema(asRecord(properties[name]) ?? {})]);
  return { properties: Object.fromEntries(entries) };
}
