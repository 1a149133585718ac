import assert from "node:assert/strict";
import { toJsonSchema } from "../../../../src/gateway/formats/gemini/schema.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { cleanSchema } from "../../../../src/providers/gemini/clean-schema.ts";

const cases: readonly (readonly [string, Json, Json])[] = [
  [
    "types in capitals",
    { type: "INTEGER", format: "int32", minimum: 1 },
    { type: "integer", format: "int32", minimum: 1 },
  ],
  ["an unspecified type", { type: "TYPE_UNSPECIFIED", description: "d" }, { description: "d" }],
  ["what may be nothing", { type: "STRING", nullable: true }, { type: ["string", "null"] }],
  [
    "a choice that may be none",
    { type: "STRING", format: "enum", enum: ["a", "b"], nullable: true },
    { type: ["string", "null"], enum: ["a", "b", null] },
  ],
  [
    "one of several, or nothing",
    { anyOf: [{ type: "STRING" }], nullable: true },
    { anyOf: [{ type: "string" }, { type: "null" }] },
  ],
  [
    "counts as text",
    { type: "ARRAY", items: { type: "STRING" }, minItems: "1", maxItems: 3 },
    { type: "array", items: { type: "string" }, minItems: 1, maxItems: 3 },
  ],
  [
    "fields in snake case",
    { type: "ARRAY", any_of: [{ min_length: "2" }] },
    { type: "array", anyOf: [{ minLength: 2 }] },
  ],
  ["an example", { type: "STRING", example: "x" }, { type: "string", examples: ["x"] }],
  [
    "properties named in snake case, as they are",
    { type: "OBJECT", properties: { file_path: { type: "STRING" }, nullable: { type: "BOOLEAN" } } },
    { type: "object", properties: { file_path: { type: "string" }, nullable: { type: "boolean" } } },
  ],
  [
    "JSON Schema that a caller put there",
    { type: ["string", "null"], additionalProperties: false, const: "a" },
    { type: ["string", "null"], additionalProperties: false, const: "a" },
  ],
];

describe("a schema of Gemini's", () => {
  for (const [what, from, to] of cases) {
    it(`becomes JSON Schema: ${what}`, () => assert.deepEqual(toJsonSchema(from), to));
  }

  it("has its properties in the order that it asks for", () => {
    const properties = { a: { type: "STRING" }, b: { type: "STRING" }, c: { type: "STRING" } };
    const ordered = toJsonSchema({ type: "OBJECT", properties, propertyOrdering: ["c", "a", "gone"] });
    assert.deepEqual(Object.keys(ordered["properties"] as Json), ["c", "a", "b"]);
    assert.equal("propertyOrdering" in ordered, false);
  });

  it("says the same after it went out and back", () => {
    const schema = {
      type: "OBJECT",
      description: "A booking",
      properties: {
        room: { type: "STRING", enum: ["a", "b"] },
        nights: { type: "INTEGER", format: "int32", minimum: 1, nullable: true },
        guests: {
          type: "ARRAY",
          minItems: "1",
          items: { type: "OBJECT", properties: { name: { type: "STRING" } }, required: ["name"] },
        },
      },
      required: ["room"],
    };
    assert.deepEqual(cleanSchema(toJsonSchema(schema)), {
      type: "object",
      description: "A booking",
      properties: {
        room: { type: "string", enum: ["a", "b"] },
        nights: { type: "integer", format: "int32", minimum: 1, nullable: true },
        guests: {
          type: "array",
          minItems: 1,
          items: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
        },
      },
      required: ["room"],
    });
  });
});
