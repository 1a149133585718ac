import { asRecord, asRecords, asStrings } from "../json.ts";
import type { Json } from "../json.ts";
import { flatten, walkOf } from "./schema-walk.ts";
import type { SchemaWalk } from "./schema-walk.ts";

/** The fields of Gemini's `Schema` type; another one anywhere in a tool's parameters makes the whole request fail. */
const KEPT: readonly string[] = [
  "title",
  "description",
  "nullable",
  "maxItems",
  "minItems",
  "maxProperties",
  "minProperties",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
];

/** The formats it knows; for strings it refuses any other. */
const FORMATS: ReadonlySet<unknown> = new Set(["enum", "date-time", "int32", "int64", "float", "double"]);

/**
 * A tool's JSON Schema in the subset that Gemini takes: no `$schema`, `additionalProperties`, `exclusiveMinimum` or
 * `const`, references resolved, `oneOf` as `anyOf`, a list of types as `nullable` or `anyOf`. Nothing, for a tool
 * without parameters: an object without properties is refused.
 */
export function cleanSchema(schema: Readonly<Json>): Json | undefined {
  const cleaned = clean(schema, walkOf(schema));
  return Object.keys(asRecord(cleaned["properties"]) ?? {}).length > 0 ? cleaned : undefined;
}

function clean(node: Readonly<Json>, walk: SchemaWalk): Json {
  const flat = flatten(node, walk);
  if (!flat) return { type: "string" };
  const { schema } = flat;
  const out: Json = {};
  for (const key of KEPT) {
    if (schema[key] !== undefined) out[key] = schema[key];
  }
  if (FORMATS.has(schema["format"])) out["format"] = schema["format"];
  Object.assign(out, cleanType(schema), cleanEnum(schema), cleanChildren(schema, flat.walk));
  const choices = asRecords(schema["anyOf"] ?? schema["oneOf"]);
  if (choices.length > 0) Object.assign(out, cleanChoices(choices, flat.walk));
  return out;
}

function cleanType(schema: Json): Json {
  const types = (Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]]).filter(
    (type) => typeof type === "string",
  );
  const real = types.filter((type) => type !== "null");
  const nullable = real.length < types.length ? { nullable: true } : {};
  if (real.length > 1) return { anyOf: real.map((type) => ({ type })), ...nullable };
  const type = real[0] ?? impliedType(schema);
  return { ...(type !== undefined && { type }), ...nullable };
}

/** `type` is wanted where JSON Schema lets it be left out. */
function impliedType(schema: Json): string | undefined {
  if (schema["properties"]) return "object";
  if (schema["items"] || schema["prefixItems"]) return "array";
  if (schema["enum"] || schema["const"] !== undefined) return "string";
  return schema["anyOf"] || schema["oneOf"] ? undefined : "string";
}

/** Only strings may be enumerated; of other values the type has to do. */
function cleanEnum(schema: Json): Json {
  const values = schema["const"] === undefined ? schema["enum"] : [schema["const"]];
  const texts = asStrings(values).filter((text) => text !== "");
  return texts.length > 0 ? { enum: texts } : {};
}

function cleanChildren(schema: Json, walk: SchemaWalk): Json {
  const out: Json = {};
  const properties = asRecord(schema["properties"]);
  if (properties) {
    const entries = Object.entries(properties).map(([name, child]) => [name, clean(asRecord(child) ?? {}, walk)]);
    out["properties"] = Object.fromEntries(entries);
    const required = asStrings(schema["required"]).filter((name) => name in properties);
    if (required.length > 0) out["required"] = required;
  }
  const items = asRecord(schema["items"]) ?? asRecords(schema["prefixItems"])[0];
  if (items) out["items"] = clean(items, walk);
  // An array without `items` is refused.
  else if (cleanType(schema)["type"] === "array") out["items"] = { type: "string" };
  return out;
}

/** A choice with `null` in it is a nullable one; one that is left alone then is no choice. */
function cleanChoices(choices: readonly Json[], walk: SchemaWalk): Json {
  const real = choices.filter((choice) => choice["type"] !== "null");
  const nullable = real.length < choices.length ? { nullable: true } : {};
  const cleaned = real.map((choice) => clean(choice, walk));
  return { ...(cleaned.length === 1 ? cleaned[0] : { anyOf: cleaned }), ...nullable };
}
