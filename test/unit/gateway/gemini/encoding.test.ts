import assert from "node:assert/strict";
import type { AnswerPart } from "../../../../src/gateway/formats/format.ts";
import { toThoughtSignature } from "../../../../src/gateway/formats/gemini/signature.ts";
import { record, records } from "../../../../src/gateway/formats/reading.ts";
import { asRecord, type Json } from "../../../../src/gateway/json.ts";
import { problemOf } from "../../../../src/gateway/problem.ts";
import type { FinishReason } from "../../../../src/spec/stream.ts";
import type { Usage } from "../../../../src/spec/usage.ts";
import { facts, hello, read } from "./asking.ts";

const showing: Json = { ...hello, generationConfig: { thinkingConfig: { includeThoughts: true } } };
const usage: Usage = {
  input: 100,
  cacheRead: 60,
  cacheWrite: 0,
  cacheWriteLong: 0,
  output: 30,
  reasoning: 10,
  source: "reported",
};
const stop: AnswerPart = { type: "finish", reason: "stop" };
const text = (said: string): AnswerPart => ({ type: "text", text: said });
const piece = (index: number, args: string): AnswerPart => ({
  type: "tool-call",
  index,
  id: `id_${index}`,
  name: `f${index}`,
  arguments: args,
});

const mark = toThoughtSignature(undefined);
const claude = { provider: "anthropic", value: "EqQB" };

/** The events of an answer, decoded. */
function encode(parts: readonly AnswerPart[], body: Json = hello): readonly Json[] {
  const encoder = read(body, { streamed: true }).encoder(facts);
  return events(parts.map((part) => encoder.push(part)).join(""));
}

function events(written: string): readonly Json[] {
  return written
    .split("\n\n")
    .filter(Boolean)
    .map((event) => {
      assert.match(event, /^data: \{.*\}$/);
      return asRecord(JSON.parse(event.slice("data: ".length))) ?? {};
    });
}

/** The parts of all events, in order. */
function partsOf(chunks: readonly Json[]): readonly Json[] {
  return chunks.flatMap((chunk) =>
    records(chunk, "candidates").flatMap((candidate) => records(record(candidate, "content"), "parts")),
  );
}

const call = (index: number, args: Json, rest: Json = {}): Json => ({
  functionCall: { id: `id_${index}`, name: `f${index}`, args },
  ...rest,
});
const end = { text: "" };

describe("a Gemini answer as events", () => {
  it("has text as it comes, and at its end the reason and the usage in Gemini's counting", () => {
    assert.deepEqual(encode([text("Hel"), text("lo"), { type: "usage", usage }, stop]), [
      {
        candidates: [{ content: { parts: [{ text: "Hel" }], role: "model" }, index: 0 }],
        modelVersion: facts.model,
        responseId: facts.id,
      },
      {
        candidates: [{ content: { parts: [{ text: "lo" }], role: "model" }, index: 0 }],
        modelVersion: facts.model,
        responseId: facts.id,
      },
      {
        candidates: [{ content: { parts: [end], role: "model" }, finishReason: "STOP", index: 0 }],
        usageMetadata: {
          promptTokenCount: 100,
          cachedContentTokenCount: 60,
          candidatesTokenCount: 20,
          thoughtsTokenCount: 10,
          totalTokenCount: 130,
        },
        modelVersion: facts.model,
        responseId: facts.id,
      },
    ]);
  });

  for (const [reason, expected] of [
    ["stop", "STOP"],
    ["length", "MAX_TOKENS"],
    ["tool-calls", "STOP"],
    ["content-filtered", "SAFETY"],
  ] as const satisfies readonly (readonly [FinishReason, string])[]) {
    it(`ends with ${expected} after ${reason}`, () => {
      const [chunk] = encode([{ type: "finish", reason }]);
      const [candidate] = (chunk?.["candidates"] ?? []) as readonly Json[];
      assert.equal(candidate?.["finishReason"], expected);
    });
  }

  it("has each call whole, though their pieces came mixed", () => {
    const parts = [piece(0, '{"a":'), piece(1, ""), piece(0, "1}"), piece(1, '{"b"'), piece(1, ":2}"), stop];
    assert.deepEqual(partsOf(encode(parts)), [call(0, { a: 1 }, { thoughtSignature: mark }), call(1, { b: 2 }), end]);
  });

  it("has one part in each event", () => {
    for (const chunk of encode([text("a"), piece(0, "{}"), piece(1, "{}"), stop]))
      assert.equal(partsOf([chunk]).length, 1);
  });

  it("has a whole call before the text after it, and one that is not whole yet at the end", () => {
    const parts = [piece(0, "{}"), piece(1, '{"b":'), text("Wait"), piece(1, "2}"), stop];
    assert.deepEqual(partsOf(encode(parts)), [
      call(0, {}, { thoughtSignature: mark }),
      { text: "Wait" },
      call(1, { b: 2 }),
      end,
    ]);
  });

  it("has arguments that are no object as they were written", () => {
    const parts = [piece(0, '{"a": "unfin'), piece(1, ""), piece(2, "[1]"), stop];
    assert.deepEqual(partsOf(encode(parts)), [
      call(0, { arguments: '{"a": "unfin' }, { thoughtSignature: mark }),
      call(1, {}),
      call(2, { arguments: "[1]" }),
      end,
    ]);
  });

  it("has Gemini's signatures on the parts that they came with", () => {
    const signature = { provider: "gemini", value: "CsUB" };
    const parts: readonly AnswerPart[] = [
      text("a"),
      { type: "reasoning", text: "", signature },
      { ...piece(0, "{}"), signature } as AnswerPart,
      stop,
    ];
    assert.deepEqual(partsOf(encode(parts)), [
      { text: "a" },
      { text: "", thoughtSignature: "CsUB" },
      call(0, {}, { thoughtSignature: "CsUB" }),
      end,
    ]);
  });

  it("has thoughts, and another provider's signature in a wrapping that comes back", () => {
    const parts: readonly AnswerPart[] = [
      { type: "reasoning", text: "Let me" },
      { type: "reasoning", text: "", signature: claude },
      text("Ho"),
      stop,
    ];
    const written = partsOf(encode(parts, showing));
    assert.deepEqual(written, [
      { text: "Let me", thought: true },
      { text: "", thought: true, thoughtSignature: toThoughtSignature(claude) },
      { text: "Ho" },
      end,
    ]);
    const request = read({
      contents: [
        { role: "user", parts: [{ text: "Hi" }] },
        { role: "model", parts: written },
      ],
    }).request;
    assert.deepEqual(request.kind === "chat" && request.messages[1]?.content, [
      { type: "reasoning", text: "Let me", signature: claude },
      { type: "text", text: "Ho" },
    ]);
  });

  it("has no thoughts for a caller who did not ask for them", () => {
    const parts: readonly AnswerPart[] = [
      { type: "reasoning", text: "Let me" },
      { type: "reasoning", text: "", signature: claude },
      text("Ho"),
      stop,
    ];
    assert.deepEqual(partsOf(encode(parts)), [{ text: "Ho" }, end]);
  });

  it("goes on under the names of an answer whose beginning went through as it was", () => {
    const encoder = read(hello, { streamed: true }).encoder(facts);
    encoder.adopt({
      type: "frame",
      data: JSON.stringify({ candidates: [], responseId: "theirs", modelVersion: "gemini-3-pro" }),
    });
    encoder.push(text("passed"));
    const [chunk] = events(encoder.push(text("on")));
    assert.deepEqual(
      [chunk?.["responseId"], chunk?.["modelVersion"], encoder.terminator],
      ["theirs", "gemini-3-pro", ""],
    );
  });

  it("ends with the bare error when it fails", () => {
    const encoder = read(hello, { streamed: true }).encoder(facts);
    encoder.push(text("Hel"));
    assert.deepEqual(JSON.parse(encoder.fail(problemOf("overloaded", "No room."))), {
      error: { code: 503, message: "No room.", status: "UNAVAILABLE" },
    });
  });
});

describe("a Gemini answer in one piece", () => {
  it("is the same, with all parts", () => {
    const whole = read(showing).whole(
      {
        content: [
          { type: "reasoning", text: "Let me", signature: claude },
          { type: "text", text: "Ho" },
          { type: "tool-call", id: "id_0", name: "f0", arguments: "{}" },
          { type: "tool-call", id: "id_1", name: "f1", arguments: '{"b":2}' },
        ],
        finish: "tool-calls",
        usage: { ...usage, cacheRead: 0, reasoning: 0 },
      },
      facts,
    );
    assert.deepEqual(whole, {
      candidates: [
        {
          content: {
            parts: [
              { text: "Let me", thought: true, thoughtSignature: toThoughtSignature(claude) },
              { text: "Ho" },
              call(0, {}, { thoughtSignature: mark }),
              call(1, { b: 2 }),
            ],
            role: "model",
          },
          finishReason: "STOP",
          index: 0,
        },
      ],
      usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 30, totalTokenCount: 130 },
      modelVersion: facts.model,
      responseId: facts.id,
    });
  });
});
