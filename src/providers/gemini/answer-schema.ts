import { asRecord, asRecords } from "../json.ts";
import type { Json } from "../json.ts";
import { flatten, walkOf } from "./schema-walk.ts";
import type { SchemaWalk } from "./schema-walk.ts";

/** What `responseJsonSchema` understands beside children. Enumerated numbers and closed objects are among it. */
const KEPT: readonly string[] = [
  "type",
  "format",
  "title",
  "description",
  "enum",
  "minItems",
  "maxItems",
  "minimum",
  "maximum",
  "required",
];

const LOCAL_DEFINITION = /^#\/\$defs\/[^/]+$/;

/**
 * A JSON Schema in the part of JSON Schema that Gemini takes for answers, which is more than it takes for tools: its own
 * `$defs` stay, and a constant becomes an enumeration of one. Nothing that it requires or enumerates is lost.
 */
export function answerSchema(schema: Readonly<Json>): Json {
  return cleaned(schema, walkOf(schema));
}

function cleaned(node: Readonly<Json>, walk: SchemaWalk): Json {
  const reference = node["$ref"];
  // It has to stand alone.
  if (typeof reference === "string" && LOCAL_DEFINITION.test(reference)) return { $ref: reference };
  const flat = flatten(node, walk);
  if (!flat) return {};
  const { schema } = flat;
  const child = (value: unknown): Json => cleaned(asRecord(value) ?? {}, flat.walk);
  const each = (value: unknown): Json =>
    Object.fromEntries(Object.entries(asRecord(value) ?? {}).map(([name, one]) => [name, child(one)]));
  const list = (value: unknown): readonly Json[] => asRecords(value).map(child);

  const out: Json = {};
  for (const key of KEPT) if (schema[key] !== undefined) out[key] = schema[key];
  if (schema["const"] !== undefined) out["enum"] = [schema["const"]];
  if (schema["properties"]) out["properties"] = each(schema["properties"]);
  if (schema["items"]) out["items"] = child(schema["items"]);
  if (schema["prefixItems"]) out["prefixItems"] = list(schema["prefixItems"]);
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (choices) out["anyOf"] = list(choices);
  const others = schema["additionalProperties"];
  if (others !== undefined) out["additionalProperties"] = typeof others === "boolean" ? others : child(others);
  if (schema["$defs"]) out["$defs"] = each(schema["$defs"]);
  return out;
}
