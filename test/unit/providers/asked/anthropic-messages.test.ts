import assert from "node:assert/strict";
import { buildRequest } from "../../../../src/providers/anthropic-messages/build-request.ts";
import { heldSchema } from "../../../../src/providers/anthropic-messages/held-schema.ts";
import { generationOf } from "../../../../src/providers/anthropic-messages/model-traits.ts";
import type { ChatRequest, ContentPart } from "../../../../src/spec/request.ts";
import { assistant, chatCall, READ_FILE, text, user } from "../../../support/chat-calls.ts";
import { testProvider } from "../../../support/test-providers.ts";
import {
  CLOSED_SCHEMA,
  IMAGE,
  NOTES,
  PDF,
  REMOTE,
  RESULTS_WITH_MEDIA,
  SCHEMA_FORMAT,
  STRICT_TOOL,
} from "./conversations.ts";

const PROVIDER = testProvider("anthropic-messages");
const build = (model: string, request: Partial<ChatRequest>) => buildRequest(chatCall(model, request), PROVIDER);

describe("a Claude's generation", () => {
  const names: readonly (readonly [string, number | undefined])[] = [
    ["claude-3-haiku-20240307", 3],
    ["claude-3-7-sonnet-latest", 3.7],
    ["claude-sonnet-4-20250514", 4],
    ["claude-opus-4-1-20250805", 4.1],
    ["anthropic/claude-sonnet-4.5", 4.5],
    ["claude-haiku-4-5-20251001", 4.5],
    ["claude-mythos-preview", 4.6],
    ["claude-opus-5", 5],
    ["claude-fable-5-1", 5.1],
    ["deepseek-v4-pro", undefined],
  ];
  for (const [name, generation] of names) {
    it(`of ${name} is ${generation}`, () => assert.equal(generationOf(name), generation));
  }
});

describe("sampling in a Messages request", () => {
  const sampling = { topP: 0.9, topK: 40, seed: 1, presencePenalty: 1 };
  const pick = (model: string, request: Partial<ChatRequest>) => {
    const { temperature, top_p, top_k } = build(model, request);
    return [temperature, top_p, top_k];
  };

  it("has what the model takes", () => {
    assert.deepEqual(pick("claude-haiku-4-5", { sampling }), [undefined, 0.9, 40]);
    assert.deepEqual(pick("claude-3-7-sonnet-latest", { sampling, temperature: 0.5 }), [0.5, 0.9, 40]);
    assert.deepEqual(pick("claude-opus-4-7", { sampling, temperature: 0.5 }), [undefined, undefined, undefined]);
  });

  it("has no top_p beside a temperature where both are refused", () => {
    assert.deepEqual(pick("claude-sonnet-4-6", { sampling, temperature: 0.5 }), [0.5, undefined, 40]);
  });

  it("has nothing while the model thinks, but a high top_p", () => {
    const thinking = { effort: "low", temperature: 0.5 } as const;
    assert.deepEqual(pick("claude-haiku-4-5", { ...thinking, sampling }), [undefined, undefined, undefined]);
    assert.deepEqual(pick("claude-sonnet-4-6", { ...thinking, sampling: { topP: 0.97 } }), [
      undefined,
      0.97,
      undefined,
    ]);
  });

  it("has neither seed nor penalties", () => {
    assert.equal(/seed|penalty/.test(JSON.stringify(build("claude-haiku-4-5", { sampling }))), false);
  });
});

describe("the thinking that a caller asks of a Messages request", () => {
  const adaptive = { type: "adaptive", display: "summarized" };
  type Case = readonly [string, Partial<ChatRequest>, unknown, unknown];
  const cases: readonly Case[] = [
    ["claude-sonnet-5-5", { effort: "none" }, { type: "between_tools" }, undefined],
    ["claude-sonnet-5-5", { effort: "minimal" }, adaptive, { effort: "low" }],
    ["claude-opus-5-5", { effort: "xhigh" }, adaptive, { effort: "xhigh" }],
    ["claude-opus-5-5", { effort: "none" }, undefined, { effort: "low" }],
    ["claude-opus-4-8", { effort: "medium" }, adaptive, { effort: "medium" }],
    ["claude-opus-4-8", { effort: "none" }, undefined, undefined],
    ["claude-sonnet-4-6", { effort: "xhigh" }, adaptive, { effort: "high" }],
    ["claude-sonnet-4-6", { reasoningTokens: 4000 }, adaptive, { effort: "medium" }],
    ["claude-haiku-4-5", { effort: "none" }, undefined, undefined],
    ["claude-haiku-4-5", { effort: "medium" }, { type: "enabled", budget_tokens: 5000 }, undefined],
    ["claude-haiku-4-5", { effort: "minimal" }, { type: "enabled", budget_tokens: 1024 }, undefined],
    ["claude-haiku-4-5", { reasoningTokens: 3000 }, { type: "enabled", budget_tokens: 3000 }, undefined],
    ["claude-haiku-4-5", { reasoningTokens: 30_000 }, { type: "enabled", budget_tokens: 9999 }, undefined],
    ["claude-haiku-4-5", { reasoningTokens: 10 }, { type: "enabled", budget_tokens: 1024 }, undefined],
    ["claude-haiku-4-5", { effort: "high", maxOutputTokens: 1000 }, undefined, undefined],
    ["claude-3-5-sonnet-latest", { effort: "high" }, undefined, undefined],
    ["glm-5.3", { effort: "medium" }, { type: "enabled", budget_tokens: 5000 }, undefined],
  ];
  for (const [model, request, thinking, output] of cases) {
    it(`is ${JSON.stringify(thinking ?? output)} for ${model} and ${JSON.stringify(request)}`, () => {
      const body = build(model, { maxOutputTokens: 10_000, ...request });
      assert.deepEqual(body.thinking, thinking);
      assert.deepEqual(body.output_config, output);
      if (body.thinking?.type === "enabled") assert.ok(body.thinking.budget_tokens < body.max_tokens);
    });
  }

  it("is none by a budget where a tool is forced, which the API refuses together", () => {
    const forced = { tools: [READ_FILE], toolChoice: "required", effort: "high" } as const;
    assert.equal(build("claude-haiku-4-5", forced).thinking, undefined);
    assert.deepEqual(build("claude-haiku-4-5", forced).tool_choice, { type: "any" });
    assert.deepEqual(build("claude-sonnet-4-6", forced).thinking, adaptive);
  });

  it("is none by a budget where the last turn calls tools and does not begin with thinking", () => {
    const thought: ContentPart = { type: "reasoning", text: "hm", signature: { provider: "test", value: "S" } };
    const call: ContentPart = { type: "tool-call", id: "1", name: "f", arguments: "{}" };
    const result: ContentPart = { type: "tool-result", callId: "1", name: "f", content: "r" };
    const thinking = (model: string, ...content: readonly ContentPart[]) =>
      build(model, { effort: "high", messages: [user(text("a")), assistant(...content), user(result, text("b"))] })
        .thinking?.type;
    assert.equal(thinking("claude-haiku-4-5", call), undefined);
    assert.equal(thinking("claude-haiku-4-5", thought, call), "enabled");
    assert.equal(thinking("claude-haiku-4-5", text("just said")), "enabled");
    assert.equal(thinking("claude-opus-4-8", call), "adaptive");
  });

  it("is none by a budget where an answer without thinking is to be gone on with", () => {
    const messages = [user(text("a")), assistant(text("b"))];
    assert.equal(build("claude-haiku-4-5", { effort: "high", messages }).thinking, undefined);
  });
});

describe("the format of a Messages answer", () => {
  it("is enforced by every Claude from 4.5 on, beside the effort", () => {
    const body = build("claude-sonnet-5", { format: SCHEMA_FORMAT, effort: "low" });
    assert.deepEqual(body.output_config, { effort: "low", format: { type: "json_schema", schema: CLOSED_SCHEMA } });
    assert.equal(body.system, undefined);
  });

  it("is said in words for others, and for JSON of any shape", () => {
    for (const model of ["claude-sonnet-4-20250514", "glm-5.3"]) {
      const body = build(model, { format: SCHEMA_FORMAT, system: "Be brief." });
      assert.equal(body.output_config, undefined);
      const [block] = Array.isArray(body.system) ? body.system : [];
      assert.ok(block?.text.startsWith("Be brief.\n\n") && block.text.includes(JSON.stringify(CLOSED_SCHEMA)));
    }
    const any = build("claude-sonnet-5", { format: { kind: "json" } });
    assert.match(JSON.stringify(any.system), /JSON/);
    assert.equal(any.output_config, undefined);
  });

  it("has a schema in which only what can be enforced is left, and the rest said", () => {
    assert.deepEqual(
      heldSchema({
        $schema: "x",
        type: "object",
        properties: {
          n: { type: "integer", minimum: 1, exclusiveMaximum: 9, description: "A number." },
          s: { type: "string", format: "email", const: "a" },
          l: { type: "array", minItems: 3, items: { $ref: "#/$defs/o" } },
          c: { oneOf: [{ type: "string" }, { type: ["object", "null"], properties: {} }] },
        },
        required: ["n"],
        additionalProperties: true,
        $defs: { o: { type: "object", properties: { d: { enum: [1, "b"] } } } },
      }),
      {
        type: "object",
        properties: {
          n: { type: "integer", description: "A number. (minimum: 1, exclusiveMaximum: 9)" },
          s: { type: "string", format: "email", const: "a" },
          l: { type: "array", items: { $ref: "#/$defs/o" }, description: "(minItems: 3)" },
          c: {
            anyOf: [{ type: "string" }, { type: ["object", "null"], properties: {}, additionalProperties: false }],
          },
        },
        required: ["n"],
        $defs: { o: { type: "object", properties: { d: { enum: [1, "b"] } }, additionalProperties: false } },
        additionalProperties: false,
      },
    );
  });
});

describe("tools in a Messages request", () => {
  it("are strict where the model can be held to them", () => {
    const tool = { name: "measure", description: "Measures.", input_schema: CLOSED_SCHEMA };
    assert.deepEqual(build("claude-haiku-4-5", { tools: [STRICT_TOOL] }).tools, [{ ...tool, strict: true }]);
    assert.deepEqual(build("claude-opus-4-1", { tools: [STRICT_TOOL] }).tools, [tool]);
    const many = Array.from({ length: 21 }, (_, at) => ({ ...STRICT_TOOL, name: `t${at}` }));
    assert.equal(JSON.stringify(build("claude-haiku-4-5", { tools: many }).tools).includes("strict"), false);
  });

  it("are called one at a time where that is wanted", () => {
    const choice = (request: Partial<ChatRequest>) =>
      build("claude-haiku-4-5", { parallelToolCalls: false, tools: [READ_FILE], ...request }).tool_choice;
    assert.deepEqual(choice({}), { type: "auto", disable_parallel_tool_use: true });
    assert.deepEqual(choice({ toolChoice: "required" }), { type: "any", disable_parallel_tool_use: true });
    assert.deepEqual(choice({ toolChoice: "none" }), { type: "none" });
    assert.equal(choice({ parallelToolCalls: true }), undefined);
    assert.equal(choice({ tools: [] }), undefined);
  });
});

describe("files in a Messages request", () => {
  it("are documents with their names, text as it is", () => {
    assert.deepEqual(build("m", { messages: [user(PDF, NOTES, REMOTE)] }).messages[0]?.content, [
      {
        type: "document",
        title: "a.pdf",
        source: { type: "base64", media_type: "application/pdf", data: "JVBERi0=" },
      },
      { type: "document", title: "notes.md", source: { type: "text", media_type: "text/plain", data: "# Grüße" } },
      { type: "document", title: "b.pdf", source: { type: "url", url: "https://files.invalid/b.pdf" } },
    ]);
  });

  it("and pictures of a tool's result are in it, after its text", () => {
    const content = build("m", { messages: RESULTS_WITH_MEDIA }).messages[2]?.content;
    const [first, second] = Array.isArray(content) ? content : [];
    assert.ok(first?.type === "tool_result" && second?.type === "tool_result");
    assert.deepEqual(Array.isArray(first.content) && first.content.map(({ type }) => type), [
      "text",
      "image",
      "document",
    ]);
    assert.equal(second.content, "y");
  });
});

describe("a caller's cache marks in a Messages request", () => {
  const marked = (words: string, cache: "5m" | "1h"): ContentPart => ({ type: "text", text: words, cache });
  const marksIn = (value: unknown): readonly string[] =>
    [...JSON.stringify(value).matchAll(/"cache_control":\{"type":"ephemeral"(?:,"ttl":"(\w+)")?\}/g)].map(
      ([, ttl]) => ttl ?? "5m",
    );

  it("are where he set them, and ours are not added", () => {
    const body = build("m", {
      system: "S",
      tools: [{ ...READ_FILE, cache: "1h" }],
      messages: [
        user({ ...PDF, cache: "5m" }, text("a")),
        assistant({ type: "tool-call", id: "1", name: "f", arguments: "{}" }),
        user({ type: "tool-result", callId: "1", name: "f", content: "r", cache: "5m" }, text("b")),
      ],
    });
    assert.deepEqual(body.tools?.map(marksIn), [["1h"]]);
    assert.deepEqual(marksIn(body.system), []);
    assert.deepEqual(body.messages.map(marksIn), [["5m"], [], ["5m"]]);
    assert.match(JSON.stringify(body.messages[2]), /"content":"r","cache_control"/);
  });

  it("may be on the instructions, between those of the tools and of the turns", () => {
    const body = build("m", { system: "S", systemCache: "1h", messages: [user(text("a")), assistant(text("b"))] });
    assert.deepEqual(body.system, [{ type: "text", text: "S", cache_control: { type: "ephemeral", ttl: "1h" } }]);
    assert.deepEqual(body.messages.flatMap(marksIn), []);
    const full = build("m", {
      system: "S",
      systemCache: "1h",
      tools: [{ ...READ_FILE, cache: "5m" }],
      messages: [user(marked("1", "5m"), marked("2", "5m"), marked("3", "5m"))],
    });
    assert.deepEqual([full.tools, full.system, full.messages].map(marksIn), [[], ["1h"], ["5m", "5m", "5m"]]);
  });

  it("are the last four, of which none of an hour follows one of five minutes", () => {
    const messages = [
      user(marked("1", "1h"), marked("2", "1h"), marked("3", "5m"), marked("4", "1h"), { ...IMAGE, cache: "5m" }),
    ];
    assert.deepEqual(marksIn(build("m", { messages }).messages), ["1h", "5m", "5m", "5m"]);
  });

  it("count where they are inside a tool's result", () => {
    const result: ContentPart = {
      type: "tool-result",
      callId: "1",
      name: "f",
      content: "r",
      media: [{ ...IMAGE, cache: "5m" }],
      cache: "5m",
    };
    const messages = [
      user(marked("1", "5m"), marked("2", "5m"), marked("3", "5m")),
      assistant({ type: "tool-call", id: "1", name: "f", arguments: "{}" }),
      user(result),
    ];
    assert.deepEqual(
      build("m", { messages }).messages.map((each) => marksIn(each).length),
      [2, 0, 2],
    );
  });
});
