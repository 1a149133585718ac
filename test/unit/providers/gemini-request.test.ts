import assert from "node:assert/strict";
import { buildRequest } from "../../../src/providers/gemini/build-request.ts";
import { cleanSchema } from "../../../src/providers/gemini/clean-schema.ts";
import { assistant, chatCall, EVERYTHING, READ_FILE, text, user } from "../../support/chat-calls.ts";
import { testProvider } from "../../support/test-providers.ts";

const PROVIDER = testProvider("gemini");

describe("a generateContent request", () => {
  it("of a bare question to an old model is a bare request", () => {
    assert.deepEqual(buildRequest(chatCall("gemini-2.0-flash"), PROVIDER), {
      contents: [{ role: "user", parts: [{ text: "Hello?" }] }],
      generationConfig: {},
    });
  });

  it("carries system, picture, own thoughts, call and result, with a stand-in where a signature is wanted", () => {
    const request = buildRequest(chatCall("gemini-3.8-flash", { system: "Be brief.", messages: EVERYTHING }), PROVIDER);
    assert.deepEqual(request.systemInstruction, { role: "system", parts: [{ text: "Be brief." }] });
    assert.deepEqual(request.contents, [
      {
        role: "user",
        parts: [{ text: "What is this?" }, { inlineData: { mimeType: "image/png", data: "iVBORw0=" } }],
      },
      {
        role: "model",
        parts: [
          { text: "Own.", thought: true, thoughtSignature: "reasoning_content" },
          { text: "Let me look." },
          {
            functionCall: { name: "read_file", args: { path: "a.ts" } },
            thoughtSignature: "skip_thought_signature_validator",
          },
        ],
      },
      {
        role: "user",
        parts: [{ functionResponse: { name: "read_file", response: { error: "ENOENT" } } }, { text: "And?" }],
      },
    ]);
  });

  it("gives a signature back on the part that it came with", () => {
    const signed = (value: string) => ({ signature: { provider: "test", value } });
    const { contents } = buildRequest(
      chatCall("gemini-3.8-flash", {
        messages: [
          user(text("a")),
          assistant(
            { type: "tool-call", id: "1", name: "f", arguments: "{}", ...signed("S1") },
            { type: "tool-call", id: "2", name: "g", arguments: "" },
          ),
          user(
            { type: "tool-result", callId: "1", name: "f", content: "x" },
            { type: "tool-result", callId: "2", name: "g", content: "y" },
          ),
          assistant(text("b"), { type: "reasoning", text: "", ...signed("S2") }),
          user(text("c")),
        ],
      }),
      PROVIDER,
    );
    assert.deepEqual(contents[1]?.parts, [
      { functionCall: { name: "f", args: {} }, thoughtSignature: "S1" },
      { functionCall: { name: "g", args: {} } },
    ]);
    assert.deepEqual(contents[3]?.parts, [{ text: "b" }, { text: "", thoughtSignature: "S2" }]);
  });

  it("names tools and the choice among them", () => {
    const request = buildRequest(chatCall("m", { tools: [READ_FILE], toolChoice: { name: "read_file" } }), PROVIDER);
    assert.deepEqual(request.tools, [
      { functionDeclarations: [{ name: "read_file", description: "Reads a file.", parameters: READ_FILE.parameters }] },
    ]);
    assert.deepEqual(request.toolConfig, {
      functionCallingConfig: { mode: "ANY", allowedFunctionNames: ["read_file"] },
    });
    const mode = (toolChoice: "auto" | "none" | "required") =>
      buildRequest(chatCall("m", { tools: [READ_FILE], toolChoice }), PROVIDER).toolConfig?.functionCallingConfig[
        "mode"
      ];
    assert.deepEqual([mode("auto"), mode("none"), mode("required")], ["AUTO", "NONE", "ANY"]);
  });

  it("passes limit, temperature and at most five stop sequences", () => {
    const stop = ["1", "2", "3", "4", "5", "6"];
    const request = buildRequest(chatCall("m", { maxOutputTokens: 64, temperature: 0.1, stop }), PROVIDER);
    assert.deepEqual(request.generationConfig, {
      maxOutputTokens: 64,
      temperature: 0.1,
      stopSequences: stop.slice(0, 5),
    });
  });

  const thinking: readonly (readonly [string, unknown, unknown, number])[] = [
    ["gemini-2.0-flash", undefined, undefined, 64],
    ["gemini-2.5-flash-lite", { includeThoughts: true }, { thinkingBudget: 0 }, 64],
    ["gemini-2.5-pro", { includeThoughts: true }, { thinkingBudget: 128 }, 1088],
    ["gemini-3.5-flash-lite", { includeThoughts: true }, { thinkingLevel: "minimal" }, 64],
    ["gemini-3.8-flash", { includeThoughts: true }, { thinkingLevel: "low" }, 1088],
    ["gemma-3-27b-it", undefined, undefined, 64],
  ];
  for (const [model, usual, least, limit] of thinking) {
    it(`steers the thinking of ${model}`, () => {
      const config = (reasoning: "usual" | "least") =>
        buildRequest(chatCall(model, { maxOutputTokens: 64 }, reasoning), PROVIDER).generationConfig;
      assert.deepEqual(config("usual")["thinkingConfig"], usual);
      assert.deepEqual(config("least")["thinkingConfig"], least);
      assert.equal(config("least")["maxOutputTokens"], limit);
    });
  }
});

describe("a tool's schema for Gemini", () => {
  const cases: readonly (readonly [string, object, object])[] = [
    [
      "loses what Gemini does not know",
      { type: "string", $comment: "x", minLength: 1, format: "uri", default: "a", examples: ["b"] },
      { type: "string", minLength: 1 },
    ],
    [
      "keeps the formats that it knows",
      { type: "string", format: "date-time" },
      { type: "string", format: "date-time" },
    ],
    ["loses exclusive bounds", { type: "integer", exclusiveMinimum: 0, maximum: 9 }, { type: "integer", maximum: 9 }],
    ["has a nullable type for a list of types", { type: ["string", "null"] }, { type: "string", nullable: true }],
    [
      "has a choice for several types",
      { type: ["string", "number"] },
      { anyOf: [{ type: "string" }, { type: "number" }] },
    ],
    ["has a single choice for a constant", { const: "a" }, { type: "string", enum: ["a"] }],
    ["enumerates strings alone", { type: "integer", enum: [1, 2] }, { type: "integer" }],
    [
      "has anyOf for oneOf, and nullable for a choice of null",
      { oneOf: [{ type: "string" }, { type: "null" }] },
      { type: "string", nullable: true },
    ],
    ["has items for every array", { type: "array" }, { type: "array", items: { type: "string" } }],
    [
      "has the first of prefixItems as items",
      { type: "array", prefixItems: [{ type: "number" }] },
      { type: "array", items: { type: "number" } },
    ],
    [
      "merges allOf",
      {
        allOf: [
          { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
          { properties: { b: { type: "number" } } },
        ],
      },
      { type: "object", properties: { a: { type: "string" }, b: { type: "number" } }, required: ["a"] },
    ],
    [
      "requires only what exists",
      { type: "object", properties: { a: {} }, required: ["a", "b"] },
      { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
    ],
  ];
  for (const [what, given, cleaned] of cases) {
    it(what, () => {
      const root = { $schema: "x", type: "object", properties: { p: given }, additionalProperties: false };
      assert.deepEqual(cleanSchema(root), { type: "object", properties: { p: cleaned } });
    });
  }

  it("follows references, and stops where a schema contains itself", () => {
    const tree = { type: "object", properties: { name: { type: "string" }, child: { $ref: "#/$defs/tree" } } };
    const cleaned = cleanSchema({ type: "object", properties: { root: { $ref: "#/$defs/tree" } }, $defs: { tree } });
    const written = JSON.stringify(cleaned);
    assert.ok(written.includes('"name":{"type":"string"}'));
    assert.equal(written.includes("$ref"), false);
    assert.equal(written.includes("$defs"), false);
  });

  it("is none for a tool without parameters", () => {
    assert.equal(cleanSchema({ type: "object", properties: {} }), undefined);
    assert.equal(cleanSchema({ type: "object" }), undefined);
  });
});
