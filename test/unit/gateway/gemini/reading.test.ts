import assert from "node:assert/strict";
import type { Json } from "../../../../src/gateway/json.ts";
import type { ChatRequest, Message } from "../../../../src/spec/request.ts";
import { chat, hello, read, understood } from "./asking.ts";

const asks = (messages: readonly Message[], rest: Partial<ChatRequest> = {}) => ({ kind: "chat", messages, ...rest });
const said = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });

/** A body beside its question, and what the request has beside the question. */
const settings: readonly (readonly [string, Json, Partial<ChatRequest>])[] = [
  [
    "a system instruction as a turn",
    { systemInstruction: { parts: [{ text: "Be" }, { text: "brief" }] } },
    { system: "Be\n\nbrief" },
  ],
  [
    "a system instruction with one part and no list",
    { system_instruction: { parts: { text: "Be brief" } } },
    { system: "Be brief" },
  ],
  ["a system instruction as text", { systemInstruction: "Be brief" }, { system: "Be brief" }],
  [
    "the settings of an answer",
    {
      generationConfig: {
        maxOutputTokens: 100,
        temperature: 0,
        topP: 0.9,
        topK: 40,
        seed: -7,
        stopSequences: ["END"],
        presencePenalty: 0.5,
        frequencyPenalty: -0.5,
        candidateCount: 1,
        responseModalities: ["TEXT"],
      },
    },
    {
      maxOutputTokens: 100,
      temperature: 0,
      stop: ["END"],
      sampling: { topP: 0.9, topK: 40, seed: -7, presencePenalty: 0.5, frequencyPenalty: -0.5 },
    },
  ],
  [
    "the settings in snake case",
    {
      generation_config: {
        max_output_tokens: 5,
        top_k: 3,
        stop_sequences: ["x"],
        thinking_config: { thinking_budget: 9 },
      },
    },
    { maxOutputTokens: 5, stop: ["x"], sampling: { topK: 3 }, reasoningTokens: 9 },
  ],
  [
    "JSON without a schema",
    { generationConfig: { responseMimeType: "application/json" } },
    { format: { kind: "json" } },
  ],
  [
    "JSON with a schema of Gemini's",
    {
      generationConfig: {
        responseMimeType: "application/json",
        responseSchema: { type: "OBJECT", title: "A weather!", properties: { c: { type: "NUMBER" } } },
      },
    },
    {
      format: {
        kind: "json-schema",
        name: "A_weather_",
        schema: { type: "object", title: "A weather!", properties: { c: { type: "number" } } },
      },
    },
  ],
  [
    "JSON with a JSON Schema",
    { generationConfig: { responseMimeType: "application/json", responseJsonSchema: { type: "array", items: {} } } },
    { format: { kind: "json-schema", name: "answer", schema: { type: "array", items: {} } } },
  ],
  ["no thinking", { generationConfig: { thinkingConfig: { thinkingBudget: 0 } } }, { effort: "none" }],
  [
    "thinking as the model likes",
    { generationConfig: { thinkingConfig: { thinkingBudget: -1, includeThoughts: true } } },
    {},
  ],
  ["a level of thinking", { generationConfig: { thinkingConfig: { thinkingLevel: "HIGH" } } }, { effort: "high" }],
  ["several answers", { generationConfig: { candidateCount: 2 } }, { untranslatable: ["candidateCount"] }],
  ["probabilities", { generationConfig: { responseLogprobs: true, logprobs: 3 } }, { untranslatable: ["logprobs"] }],
  [
    "a picture as the answer",
    { generationConfig: { responseModalities: ["TEXT", "IMAGE"] } },
    { untranslatable: ["responseModalities"] },
  ],
  ["speech", { generationConfig: { speechConfig: {} } }, { untranslatable: ["speechConfig"] }],
  [
    "a bare choice",
    { generationConfig: { responseMimeType: "text/x.enum", responseSchema: { type: "STRING", enum: ["a"] } } },
    { untranslatable: ["responseMimeType"] },
  ],
  ["content that Google keeps", { cachedContent: "cachedContents/1" }, { untranslatable: ["cachedContent"] }],
  ["a search alone", { tools: [{ googleSearch: {} }] }, { untranslatable: ["tools.googleSearch"] }],
];

/** Tools in any spelling become one. */
const weather = {
  name: "weather",
  description: "Tells it",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
const declared = {
  name: "weather",
  description: "Tells it",
  parameters: { type: "OBJECT", properties: { city: { type: "STRING" } }, required: ["city"] },
};
const other = { name: "stop_server", description: "", parameters: { type: "object", properties: {} } };

const toolsets: readonly (readonly [string, Json, Partial<ChatRequest>])[] = [
  ["a function", { tools: [{ functionDeclarations: [declared] }] }, { tools: [weather] }],
  ["a function in snake case and without lists", { tools: { function_declarations: declared } }, { tools: [weather] }],
  [
    "functions of several groups, one without parameters",
    { tools: [{ functionDeclarations: [declared] }, { functionDeclarations: [{ name: "stop_server" }] }] },
    { tools: [weather, other] },
  ],
  [
    "a function with a JSON Schema",
    {
      tools: [
        {
          functionDeclarations: [
            { name: "f", description: "d", parametersJsonSchema: { type: "object", additionalProperties: false } },
          ],
        },
      ],
    },
    { tools: [{ name: "f", description: "d", parameters: { type: "object", additionalProperties: false } }] },
  ],
  [
    "a function that must be called",
    withMode("ANY", ["weather"]),
    { tools: [weather], toolChoice: { name: "weather" } },
  ],
  ["any function", withMode("ANY"), { tools: [weather, other], toolChoice: "required" }],
  ["no function", withMode("NONE"), { tools: [weather, other], toolChoice: "none" }],
  ["functions as the model likes", withMode("AUTO"), { tools: [weather, other], toolChoice: "auto" }],
  [
    "some functions, held to their schemas",
    withMode("VALIDATED", ["stop_server"]),
    { tools: [other], toolChoice: "auto" },
  ],
  [
    "functions with a private store",
    { tools: [{ functionDeclarations: [declared] }, { fileSearch: {} }] },
    { tools: [weather], untranslatable: ["tools.fileSearch"] },
  ],
];

function withMode(mode: string, allowedFunctionNames?: readonly string[]): Json {
  return {
    tools: [{ functionDeclarations: [declared, { name: "stop_server" }] }],
    toolConfig: { functionCallingConfig: { mode, ...(allowedFunctionNames && { allowedFunctionNames }) } },
  };
}

describe("reading a Gemini request", () => {
  for (const [what, body, expected] of [...settings, ...toolsets]) {
    it(`understands ${what}`, () => {
      assert.deepEqual(understood({ ...hello, ...body }), asks([said("Hello")], expected));
    });
  }

  it("takes model and stream from the address", () => {
    const ask = read(hello, { model: "models/switchyard/chat", streamed: true });
    assert.deepEqual([ask.model, ask.streamed, ask.task], ["switchyard/chat", true, "chat"]);
  });

  it("takes one turn with one part, without lists and without a role", () => {
    assert.deepEqual(understood({ contents: { parts: { text: "Hello" } } }), asks([said("Hello")]));
  });

  it("names what changes little and is left out elsewhere", () => {
    const body = {
      ...hello,
      safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }],
      labels: { a: "b" },
      tools: [{ functionDeclarations: [declared] }, { googleSearch: {}, urlContext: {} }],
      generationConfig: { mediaResolution: "MEDIA_RESOLUTION_LOW" },
    };
    const { droppable } = read(body);
    assert.deepEqual(droppable?.toSorted(), [
      "labels",
      "mediaResolution",
      "safetySettings",
      "tools.googleSearch",
      "tools.urlContext",
    ]);
    assert.equal(chat(body).untranslatable, undefined);
  });

  it("takes pictures, papers and addresses", () => {
    const parts = [
      { inlineData: { mimeType: "image/png", data: "AAAA" } },
      { inline_data: { mime_type: "application/pdf", data: "BBBB", display_name: "a.pdf" } },
      { fileData: { mimeType: "image/jpeg", fileUri: "https://example.com/a.jpg" } },
    ];
    assert.deepEqual(understood({ contents: [{ role: "user", parts }] }).messages[0]?.content, [
      { type: "image", mediaType: "image/png", source: { kind: "base64", data: "AAAA" } },
      { type: "file", mediaType: "application/pdf", name: "a.pdf", source: { kind: "base64", data: "BBBB" } },
      { type: "image", mediaType: "image/jpeg", source: { kind: "url", url: "https://example.com/a.jpg" } },
    ]);
  });

  for (const [what, part] of [
    [
      "a file that Google keeps",
      { fileData: { mimeType: "image/png", fileUri: "https://generativelanguage.googleapis.com/v1beta/files/a" } },
    ],
    ["a film on YouTube", { fileData: { mimeType: "video/mp4", fileUri: "https://www.youtube.com/watch?v=a" } }],
    ["a file in a bucket", { fileData: { mimeType: "image/png", fileUri: "gs://a/b.png" } }],
  ] as const) {
    it(`leaves ${what} to Google`, () => {
      const request = understood({ contents: [{ role: "user", parts: [{ text: "See" }, part] }] });
      assert.deepEqual(request.untranslatable, ["contents.parts.fileData"]);
    });
  }

  it("reads code that Google ran as what it is, since the answer speaks of it", () => {
    const contents = [
      { role: "user", parts: [{ text: "Count" }] },
      {
        role: "model",
        parts: [
          { executableCode: { language: "PYTHON", code: "1" } },
          { codeExecutionResult: { outcome: "OUTCOME_OK" } },
        ],
      },
    ];
    assert.deepEqual(read({ contents }).droppable, [
      "contents.parts.executableCode",
      "contents.parts.codeExecutionResult",
    ]);
    const { messages, untranslatable } = understood({ contents });
    assert.equal(untranslatable, undefined);
    assert.deepEqual(messages[1]?.content, [{ type: "text", text: "\n```python\n1\n```\n\n```\n\n```\n" }]);
  });

  it("keeps the caller's own words, with the settings in one spelling", () => {
    const body = { contents: hello["contents"], system_instruction: "S", generation_config: { top_k: 1 }, madeUp: 1 };
    assert.deepEqual(chat(body, { streamed: true }).verbatim, {
      format: "gemini",
      body: { contents: hello["contents"], systemInstruction: "S", generationConfig: { topK: 1 }, madeUp: 1 },
      streamed: true,
    });
  });
});
