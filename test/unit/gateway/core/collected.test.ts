import assert from "node:assert/strict";
import { Collected } from "../../../../src/gateway/answer/collected.ts";
import { createMemory } from "../../../../src/gateway/answer/memory.ts";
import type { AnswerPart } from "../../../../src/gateway/formats/format.ts";

const signature = (value: string) => ({ provider: "p", value });
const call = (index: number, piece: string): AnswerPart => ({
  type: "tool-call",
  index,
  id: `id${index}`,
  name: `tool${index}`,
  arguments: piece,
});

function collect(...parts: readonly AnswerPart[]) {
  const collected = new Collected();
  for (const part of parts) collected.add(part);
  return collected.answer;
}

describe("the parts of an answer", () => {
  it("make one piece where those of one kind follow each other", () => {
    const { content } = collect(
      { type: "reasoning", text: "a" },
      { type: "reasoning", text: "b" },
      { type: "text", text: "c" },
      { type: "text", text: "d" },
    );
    assert.deepEqual(content, [
      { type: "reasoning", text: "ab" },
      { type: "text", text: "cd" },
    ]);
  });

  it("keep each block of reasoning with its own signature", () => {
    const { content } = collect(
      { type: "reasoning", text: "a" },
      { type: "reasoning", text: "", signature: signature("1") },
      { type: "reasoning", text: "b" },
      { type: "reasoning", text: "", signature: signature("2") },
    );
    assert.deepEqual(content, [
      { type: "reasoning", text: "a", signature: signature("1") },
      { type: "reasoning", text: "b", signature: signature("2") },
    ]);
  });

  it("keep calls apart whose pieces come mixed", () => {
    const { content } = collect(call(0, '{"a"'), call(1, "{"), call(0, ":1}"), call(1, "}"));
    assert.deepEqual(
      content.map((one) => one.type === "tool-call" && [one.id, one.arguments]),
      [
        ["id0", '{"a":1}'],
        ["id1", "{}"],
      ],
    );
  });
});

describe("what is remembered of answers", () => {
  it("is the proof of the reasoning before a call, by the call's id", () => {
    const memory = createMemory();
    const reasoning = { type: "reasoning", text: "why", signature: signature("1") } as const;
    memory.note(
      collect({ type: "reasoning", text: "unsigned" }, { type: "text", text: "t" }, reasoning, call(0, "{}")),
    );
    assert.deepEqual(
      memory.signaturesOf("id0")?.reasoning.map(({ text, signature: proof }) => [text, proof?.value]),
      [["why", "1"]],
    );
    assert.equal(memory.signaturesOf("other"), undefined);
  });

  it("is nothing of a call that needs no proof", () => {
    const memory = createMemory();
    memory.note(collect({ type: "reasoning", text: "unsigned" }, call(0, "{}")));
    assert.equal(memory.signaturesOf("id0"), undefined);
  });

  it("gives way to newer answers, the oldest first", () => {
    const memory = createMemory();
    for (let at = 0; at < 600; at++) memory.keep(`r${at}`, { input: [], output: [], whole: { at } });
    assert.equal(memory.conversationOf("r99"), undefined);
    assert.deepEqual(memory.conversationOf("r100")?.whole, { at: 100 });
    assert.equal(memory.forget("r100"), true);
    assert.equal(memory.forget("r100"), false);
  });

  it("is never more than fits, whatever one answer weighs", () => {
    const memory = createMemory();
    const large = { input: [{ text: "x".repeat(30 * 1024 * 1024) }], output: [], whole: {} };
    for (const id of ["a", "b", "c"]) memory.keep(id, large);
    assert.equal(memory.conversationOf("a"), undefined);
    assert.ok(memory.conversationOf("c"));
    memory.keep("huge", { input: [{ text: "x".repeat(65 * 1024 * 1024) }], output: [], whole: {} });
    assert.equal(memory.conversationOf("huge"), undefined);
    assert.ok(memory.conversationOf("c"));
  });
});
