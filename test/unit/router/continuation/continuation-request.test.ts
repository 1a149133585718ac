import assert from "node:assert/strict";
import fc from "fast-check";
import type { ChatRequest, Message } from "../../../../src/spec/request.ts";
import { continueRequest, mayContinue } from "../../../../src/router/continuation/continuation-request.ts";
import { bareOf, isTelling } from "../../../../src/router/continuation/shown-text.ts";
import { answers, cutAt } from "../../../support/continued-answers.ts";

const question: Message = { role: "user", content: [{ type: "text", text: "What is a router?" }] };
const request: ChatRequest = { kind: "chat", system: "Be brief.", messages: [question], temperature: 0.5 };
const fill = { kind: "fill", prefix: "", suffix: "", language: "", path: "", maxOutputTokens: 9 } as const;
const shown = "A router is a thing that sends every question to the model that suits it be";

function continued(asked: ChatRequest, text = shown) {
  const next = continueRequest(asked, text);
  assert.ok(next);
  return next;
}
const anchorOf = (text: string) => continued(request, text).anchor;

describe("the request for the rest of an answer", () => {
  it("is the conversation, what was shown, and the instruction with the anchor at its end", () => {
    const { request: next, anchor } = continued(request);
    const [first, answer, instruction, ...more] = next.messages;
    assert.deepEqual({ ...next, messages: [] }, { ...request, messages: [] });
    assert.deepEqual(first, question);
    assert.deepEqual(answer, { role: "assistant", content: [{ type: "text", text: shown }] });
    assert.equal(instruction?.role, "user");
    assert.ok(instruction?.content[0]?.type === "text" && instruction.content[0].text.endsWith(`\n\n${anchor}`));
    assert.deepEqual(more, []);
  });

  it("leaves the first request as it was", () => {
    const before = structuredClone(request);
    continueRequest(request, shown);
    assert.deepEqual(request, before);
  });

  it("holds no white space at the end of what was shown", () => {
    const { request: next, anchor } = continued(request, `${shown} \n\n`);
    assert.deepEqual(next.messages[1]?.content, [{ type: "text", text: shown }]);
    assert.ok(shown.endsWith(anchor));
  });

  it("holds no half of a code point", () => {
    const { request: next, anchor } = continued(request, `${shown} \ud83c`);
    assert.deepEqual(next.messages[1]?.content, [{ type: "text", text: shown }]);
    assert.ok(anchor.isWellFormed());
  });

  it("joins the answer to the words that were put into the model's mouth", () => {
    const begun: Message = { role: "assistant", content: [{ type: "text", text: "Well: " }] };
    const { messages } = continued({ ...request, messages: [question, begun] }).request;
    assert.deepEqual(
      messages.map(({ role }) => role),
      ["user", "assistant", "user"],
    );
    assert.deepEqual(messages[1]?.content, [...begun.content, { type: "text", text: shown }]);
  });

  it("allows as many tokens as are left, the anchor besides", () => {
    const text = "word ".repeat(80);
    const { request: next, anchor } = continued({ ...request, maxOutputTokens: 1000 }, text);
    assert.equal(next.maxOutputTokens, 900 + Math.ceil(anchor.length / 4));
  });

  it("allows sixty-four tokens where fewer are left", () => {
    const { request: next, anchor } = continued({ ...request, maxOutputTokens: 70 });
    assert.equal(next.maxOutputTokens, 64 + Math.ceil(anchor.length / 4));
  });

  it("sets no limit where there was none", () => assert.ok(!("maxOutputTokens" in continued(request).request)));

  it("is not made when nothing was shown that could be gone on with", () => {
    for (const text of ["", " ", "\n\t\n", "\ud83c"]) assert.equal(continueRequest(request, text), undefined);
  });

  it("is not made where tools could be called", () => {
    const tools = [{ name: "f", description: "", parameters: {} }];
    assert.equal(continueRequest({ ...request, tools }, shown), undefined);
    assert.equal(continueRequest({ ...request, toolChoice: "none" }, shown), undefined);
    assert.ok(continueRequest({ ...request, tools: [] }, shown));
  });
});

describe("an answer", () => {
  it("may be continued after text and reasoning", () => {
    const seen = [{ type: "start" }, { type: "reasoning", text: "Hm." }, { type: "text", text: "A" }] as const;
    assert.ok(mayContinue(request, seen));
  });

  it("may not be continued after a tool call, whatever came before", () => {
    const call = { type: "tool-call", index: 0, id: "1", name: "f", arguments: "" } as const;
    assert.ok(!mayContinue(request, [{ type: "text", text: "A" }, call]));
  });

  it("may not be continued when it fills a gap", () => assert.ok(!mayContinue(fill, [])));
});

describe("an anchor", () => {
  const anchors: readonly (readonly [what: string, text: string, anchor: string])[] = [
    ["is the last words", shown, "the model that suits it be"],
    ["is all of a short text", "A rou", "A rou"],
    ["is all of a short text but the blanks around it", "  A rou ", "A rou"],
    [
      "grows until it is there once",
      `${shown}st. It sends it to the model that suits it be`,
      "it to the model that suits it be",
    ],
    [
      "grows over rows that are all alike",
      `| a | answer |\n${"| b | c |\n".repeat(9)}`,
      `answer |\n${"| b | c |\n".repeat(9)}`.trimEnd(),
    ],
    ["grows over dashes", `The table:\n${"-".repeat(60)}`, `table:\n${"-".repeat(60)}`],
    ["grows over laughter", `That is a good one: ${"ha ".repeat(30)}ha`, `one: ${"ha ".repeat(30)}ha`],
  ];
  for (const [what, text, anchor] of anchors) it(what, () => assert.equal(anchorOf(text), anchor));

  it("is two thousand characters of a text that only repeats itself", () => {
    const { length } = anchorOf("ab cd ef gh ".repeat(500));
    assert.ok(length > 1980 && length <= 2000, `${length}`);
  });

  it("is the last characters where there are no words to begin with", () => {
    const text = Array.from({ length: 3000 }, (_, at) => String.fromCharCode(97 + ((at * at + (at >> 3)) % 26))).join(
      "",
    );
    const anchor = anchorOf(text);
    assert.ok(text.endsWith(anchor) && anchor.length >= 24 && anchor.length <= 2000);
  });

  it("ends the text, is long enough, splits no character, begins a word and is there once", () => {
    fc.assert(
      fc.property(answers, (whole) => {
        for (let at = 1; at <= whole.length; at += 1) {
          const cut = cutAt(whole, at);
          if (!cut) continue;
          const body = cut.shown.replace(/[\ud800-\udbff]$/, "").trimEnd();
          const before = body.slice(0, body.length - cut.anchor.length);
          assert.equal(before + cut.anchor, body);
          assert.ok(cut.anchor.isWellFormed());
          assert.ok(!/[a-z]$/.test(before) || !/^[a-z]/.test(cut.anchor), cut.anchor);
          if (before.trim() === "") continue;
          assert.ok(cut.anchor.length >= 24);
          assert.ok(isTelling(bareOf(cut.anchor)));
          assert.equal(bareOf(body).split(bareOf(cut.anchor)).length, 2);
        }
      }),
      { numRuns: 60 },
    );
  });
});
