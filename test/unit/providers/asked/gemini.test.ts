import assert from "node:assert/strict";
import { answerSchema } from "../../../../src/providers/gemini/answer-schema.ts";
import { buildRequest } from "../../../../src/providers/gemini/build-request.ts";
import { cleanSchema } from "../../../../src/providers/gemini/clean-schema.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import { chatCall, READ_FILE, user } from "../../../support/chat-calls.ts";
import { testProvider } from "../../../support/test-providers.ts";
import { CLOSED_SCHEMA, PDF, REMOTE, RESULTS_WITH_MEDIA, SCHEMA_FORMAT, SOUND } from "./conversations.ts";

const PROVIDER = testProvider("gemini");
const build = (model: string, request: Partial<ChatRequest>) => buildRequest(chatCall(model, request), PROVIDER);
const config = (model: string, request: Partial<ChatRequest>) => build(model, request).generationConfig;

describe("sampling in a generateContent request", () => {
  it("has everything, but penalties only for the models that have them", () => {
    const sampling = { topP: 0.9, topK: 40, seed: 7, presencePenalty: 0.1, frequencyPenalty: 0.2 };
    assert.deepEqual(config("gemini-2.0-flash", { sampling }), sampling);
    assert.deepEqual(config("gemini-3.8-flash", { sampling, effort: "low" }), {
      topP: 0.9,
      topK: 40,
      seed: 7,
      thinkingConfig: { thinkingLevel: "low", includeThoughts: true },
    });
  });
});

describe("the thinking that a caller asks of a generateContent request", () => {
  const level = (thinkingLevel: string) => ({ thinkingLevel, includeThoughts: true });
  const budget = (thinkingBudget: number) => ({ thinkingBudget, includeThoughts: true });
  const cases: readonly (readonly [string, Partial<ChatRequest>, unknown, number])[] = [
    ["gemini-3.8-flash", { effort: "none" }, { thinkingLevel: "low" }, 1088],
    ["gemini-3.8-flash", { effort: "minimal" }, level("low"), 64],
    ["gemini-3.8-flash", { effort: "medium" }, level("medium"), 64],
    ["gemini-3.8-flash", { effort: "xhigh" }, level("high"), 64],
    ["gemini-3.8-flash", { reasoningTokens: 6000 }, level("medium"), 64],
    ["gemini-3.5-flash-lite", { effort: "minimal" }, level("minimal"), 64],
    ["gemini-3-pro-preview", { effort: "medium" }, level("high"), 64],
    ["gemini-3.1-pro-preview", { effort: "medium" }, level("medium"), 64],
    ["gemini-flash-latest", { effort: "high" }, level("high"), 64],
    ["gemini-flash-latest", {}, undefined, 64],
    ["gemini-2.5-flash", { effort: "none" }, { thinkingBudget: 0 }, 64],
    ["gemini-2.5-flash", { effort: "medium" }, budget(8192), 64],
    ["gemini-2.5-flash", { effort: "low", reasoningTokens: 3000 }, budget(3000), 64],
    ["gemini-2.5-flash", { reasoningTokens: 90_000 }, budget(24_576), 64],
    ["gemini-2.5-flash-lite", { reasoningTokens: 1 }, budget(512), 64],
    ["gemini-2.5-pro", { reasoningTokens: 0 }, { thinkingBudget: 128 }, 1088],
    ["gemini-2.5-pro", { reasoningTokens: 30_000 }, budget(30_000), 64],
    ["gemini-2.0-flash", { effort: "high" }, undefined, 64],
    ["gemma-3-27b-it", { effort: "high" }, undefined, 64],
  ];
  for (const [model, request, thinking, limit] of cases) {
    it(`is ${JSON.stringify(thinking)} for ${model} and ${JSON.stringify(request)}`, () => {
      const found = config(model, { ...request, maxOutputTokens: 64 });
      assert.deepEqual(found["thinkingConfig"], thinking);
      assert.equal(found["maxOutputTokens"], limit);
    });
  }
});

describe("the format of a Gemini answer", () => {
  const json = { responseMimeType: "application/json" };
  const tools = [READ_FILE];

  it("is JSON, with a JSON Schema from 2.5 on and Gemini's own before", () => {
    assert.deepEqual(config("gemini-2.0-flash", { format: { kind: "json" } }), json);
    assert.deepEqual(config("gemini-2.0-flash", { format: SCHEMA_FORMAT }), {
      ...json,
      responseSchema: { type: "object", properties: { size: { type: "integer" } }, required: ["size"] },
    });
    const found = config("gemini-2.5-flash", { format: SCHEMA_FORMAT });
    assert.deepEqual(found["responseJsonSchema"], CLOSED_SCHEMA);
    assert.equal(found["responseSchema"], undefined);
  });

  it("is said in words where it cannot be enforced: for Gemma, and beside tools before Gemini 3", () => {
    for (const [model, request] of [
      ["gemma-3-27b-it", {}],
      ["gemini-2.5-flash", { tools }],
    ] as const) {
      const body = build(model, { ...request, format: SCHEMA_FORMAT, system: "Be brief." });
      assert.equal(body.generationConfig["responseMimeType"], undefined);
      const system = body.systemInstruction?.parts[0]?.text ?? "";
      assert.ok(system.startsWith("Be brief.\n\n") && system.includes(JSON.stringify(CLOSED_SCHEMA)));
    }
    const body = build("gemini-3.8-flash", { tools, format: SCHEMA_FORMAT });
    assert.deepEqual(body.generationConfig["responseJsonSchema"], CLOSED_SCHEMA);
    assert.equal(body.systemInstruction, undefined);
  });

  it("has a schema that loses nothing which it requires or enumerates", () => {
    const schema = {
      $schema: "x",
      $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node", description: "x" } } } },
      type: "object",
      allOf: [{ properties: { a: { const: 3, exclusiveMinimum: 1 } }, required: ["a"] }],
      properties: {
        b: { oneOf: [{ enum: [1, 2] }, { type: "null" }], pattern: "x" },
        c: { type: "array", prefixItems: [{ type: "number" }], items: { $ref: "#/properties/b" } },
        d: { $ref: "#/$defs/node" },
      },
      required: ["b"],
      additionalProperties: { type: ["string", "null"] },
    };
    assert.deepEqual(answerSchema(schema), {
      type: "object",
      required: ["b", "a"],
      properties: {
        a: { enum: [3] },
        b: { anyOf: [{ enum: [1, 2] }, { type: "null" }] },
        c: {
          type: "array",
          items: { anyOf: [{ enum: [1, 2] }, { type: "null" }] },
          prefixItems: [{ type: "number" }],
        },
        d: { $ref: "#/$defs/node" },
      },
      additionalProperties: { type: ["string", "null"] },
      $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
    });
  });
});

describe("a schema that contains itself many times over", () => {
  it("is not followed for ever", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: "#/definitions/node" }]));
    const definitions = { node: { type: "object", properties } };
    const schema = { type: "object", properties: { root: { $ref: "#/definitions/node" } }, definitions };
    assert.ok(JSON.stringify(cleanSchema(schema)).length < 1_000_000);
    assert.ok(JSON.stringify(answerSchema(schema)).length < 1_000_000);
  });
});

describe("files in a generateContent request", () => {
  const pdf = { inlineData: { mimeType: "application/pdf", data: "JVBERi0=" } };
  const image = { inlineData: { mimeType: "image/png", data: "iVBORw0=" } };

  it("are inline or known by their address", () => {
    assert.deepEqual(build("gemini-2.5-pro", { messages: [user(PDF, SOUND, REMOTE)] }).contents[0]?.parts, [
      pdf,
      { inlineData: { mimeType: "audio/wav", data: "UklGRg==" } },
      { fileData: { mimeType: "application/pdf", fileUri: "https://files.invalid/b.pdf" } },
    ]);
  });

  it("have no type where none is known", () => {
    const unknown = { type: "image", mediaType: "", source: { kind: "url", url: "https://x.invalid/a" } } as const;
    assert.deepEqual(build("gemini-2.5-pro", { messages: [user(unknown)] }).contents[0]?.parts, [
      { fileData: { fileUri: "https://x.invalid/a" } },
    ]);
  });

  it("of a tool's result are in it from Gemini 3 on, and behind all results before", () => {
    const second = { functionResponse: { name: "read_file", response: { result: "y" } } };
    const response = { name: "shoot", response: { result: "Done." } };
    assert.deepEqual(build("gemini-3.8-flash", { messages: RESULTS_WITH_MEDIA }).contents[2]?.parts, [
      { functionResponse: { ...response, parts: [image, pdf] } },
      second,
      { text: "And?" },
    ]);
    assert.deepEqual(build("gemini-2.5-flash", { messages: RESULTS_WITH_MEDIA }).contents[2]?.parts, [
      { functionResponse: response },
      second,
      { text: "From shoot:" },
      image,
      pdf,
      { text: "And?" },
    ]);
  });
});
