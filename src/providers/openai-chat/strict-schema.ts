import { asRecord, asRecords, asStrings } from "../json.ts";
import type { Json } from "../json.ts";

/**
 * Whether OpenAI would hold a model to this schema: every object in it has to require all its properties and to allow no
 * others. A request with another schema and `strict` is refused.
 */
export function canBeStrict(schema: Readonly<Json>): boolean {
  const properties = asRecord(schema["properties"]) ?? {};
  if (schema["type"] === "object" || schema["properties"] !== undefined) {
    const required = new Set(asStrings(schema["required"]));
    if (schema["additionalProperties"] !== false) return false;
    if (!Object.keys(properties).every((name) => required.has(name))) return false;
  }
  return [
    ...schemasIn(properties),
    ...schemasIn(asRecord(schema["$defs"]) ?? {}),
    ...asRecords([schema["items"]]),
    ...asRecords(schema["anyOf"]),
  ].every(canBeStrict);
}

function schemasIn(named: Readonly<Json>): readonly Json[] {
  return asRecords(Object.values(named));
}
