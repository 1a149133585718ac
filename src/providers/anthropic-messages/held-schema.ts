import { asRecord, asRecords } from "../json.ts";
import type { Json } from "../json.ts";

/** What a schema may say beside its children; another keyword makes the whole request fail. */
const KEPT: ReadonlySet<string> = new Set(["$ref", "type", "enum", "const", "title", "default", "required"]);

/** Keywords that say nothing of the value. */
const IDLE: ReadonlySet<string> = new Set(["$schema", "$id", "$comment", "additionalProperties"]);

const FORMATS: ReadonlySet<unknown> = new Set([
  "date-time",
  "time",
  "date",
  "duration",
  "email",
  "hostname",
  "uri",
  "ipv4",
  "ipv6",
  "uuid",
]);

/**
 * A JSON Schema in the subset to which Claude can be held: objects have no other properties than those that are named,
 * and bounds, which cannot be enforced, are said in the description.
 */
export function heldSchema(schema: Readonly<Json>): Json {
  const out: Json = {};
  const said: string[] = [];
  for (const [key, value] of Object.entries(schema)) {
    const child = heldChild(key, value);
    if (child) out[child.key] = child.value;
    else if (!IDLE.has(key) && key !== "description") said.push(`${key}: ${JSON.stringify(value)}`);
  }
  const type = schema["type"];
  if (type === "object" || (Array.isArray(type) && type.includes("object")) || schema["properties"])
    out["additionalProperties"] = false;
  const description = [
    ...(typeof schema["description"] === "string" ? [schema["description"]] : []),
    ...(said.length > 0 ? [`(${said.join(", ")})`] : []),
  ].join(" ");
  return description === "" ? out : { ...out, description };
}

/** A keyword as it is sent; undefined if it cannot be. */
function heldChild(key: string, value: unknown): { readonly key: string; readonly value: unknown } | undefined {
  if (KEPT.has(key)) return { key, value };
  switch (key) {
    case "properties":
    case "$defs":
    case "definitions":
      return { key, value: heldEach(asRecord(value) ?? {}) };
    case "items":
      return { key, value: heldSchema(asRecord(value) ?? {}) };
    case "anyOf":
    case "allOf":
      return { key, value: asRecords(value).map(heldSchema) };
    case "oneOf":
      return { key: "anyOf", value: asRecords(value).map(heldSchema) };
    case "format":
      return FORMATS.has(value) ? { key, value } : undefined;
    case "minItems":
      return value === 0 || value === 1 ? { key, value } : undefined;
    default:
      return undefined;
  }
}

function heldEach(schemas: Readonly<Json>): Json {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, heldSchema(asRecord(schema) ?? {})]),
  );
}
