import assert from "node:assert/strict";
import * as fc from "fast-check";
import { fillAsChat } from "../../../src/providers/fill/as-chat.ts";
import { createFillCleaner } from "../../../src/providers/fill/clean.ts";
import { cleanFill } from "../../../src/providers/fill/clean-stream.ts";
import { buildSuffixRequest } from "../../../src/providers/fim/build-request.ts";
import { hasFill } from "../../../src/providers/fill/has-fill.ts";
import type { FillRequest } from "../../../src/spec/request.ts";
import type { StreamPart } from "../../../src/spec/stream.ts";
import { collect } from "../../support/recorded-stream.ts";
import { testProvider } from "../../support/test-providers.ts";

const REQUEST: FillRequest = {
  kind: "fill",
  prefix: "const x = ",
  suffix: ";\n",
  language: "typescript",
  path: "src/a.ts",
  maxOutputTokens: 64,
};

/** What is left of an answer that comes in these pieces. */
function clean(pieces: readonly string[], prefix = "", stop: readonly string[] = []): string {
  const cleaner = createFillCleaner({ prefix, stop });
  return pieces.map((piece) => cleaner.push(piece)).join("") + cleaner.end();
}

describe("an answer of a chat model to a gap", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["goes through when it is what was asked for", "f(", "a, b)", "a, b)"],
    ["keeps its line breaks and indentation", "x {\n", "  a();\n\n  b();\n", "  a();\n\n  b();\n"],
    ["loses the fence around it", "", "```ts\nconst a = 1;\n```", "const a = 1;"],
    ["loses a fence without a language, and what is said after it", "", "```\na\n```\nThis sets a.", "a"],
    ["loses what is said before a fence", "", "Sure! Here is the code:\n\n```ts\na\n```", "a"],
    ["keeps words that only look like an opening", "", "the code is here", "the code is here"],
    ["keeps a sentence like an opening, without a fence", "", "Here is the code:\nfoo();", "Here is the code:\nfoo();"],
    ["keeps a fence that does not begin it", "text\n", "See:\n```\na\n```\n", "See:\n```\na\n```\n"],
    ["keeps backticks within it", "", "`a` + `b`", "`a` + `b`"],
    ["may be empty", "const x = ", "", ""],
    ["may be empty in a fence", "const x = ", "```\n```", ""],
    ["loses a repeated line before the caret", "  const total = ", "  const total = a + b;", "a + b;"],
    ["loses it also without its indentation", "  const total = ", "const total = a + b;", "a + b;"],
    ["loses two repeated lines", "if (a) {\n  return ", "if (a) {\n  return b;", "b;"],
    ["loses a repetition inside a fence", "const total = ", "```ts\nconst total = 1;\n```", "1;"],
    ["keeps a short beginning that is the same by chance", "f((", "((a) => a)", "((a) => a)"],
    ["does not indent again after white space", "function f() {\n    ", "    return 1;", "return 1;"],
    ["does not put a second space", "return ", " a;", "a;"],
    ["keeps indentation at the start of a line", "function f() {\n", "    return 1;", "    return 1;"],
  ];
  for (const [what, prefix, answer, left] of cases) {
    it(what, () => assert.equal(clean([answer], prefix), left));
    it(`${what}, letter by letter`, () => assert.equal(clean([...answer], prefix), left));
  }

  it("ends at the first stop sequence that is complete", () => {
    assert.equal(clean(["a\nb\n\nc"], "", ["\n\n"]), "a\nb");
    assert.equal(clean([..."a\nb\n\nc"], "", ["\n\n"]), "a\nb");
    assert.equal(clean(["abcd"], "", ["abcd", "b"]), "a");
    assert.equal(clean([..."abcd"], "", ["abcd", "b"]), "a");
  });

  it("is cleaned alike however it is cut", () => {
    const piece = fc.constantFrom(
      "`",
      "```",
      "\n",
      "\r\n",
      " ",
      "  ",
      "a",
      "const x = ",
      "Sure",
      "! Here is it:",
      "the code",
      "ts",
      "STOP",
      "ST",
    );
    const prefix = fc.constantFrom("", "const x = ", "  const x = ", "a\nconst x", "foo(\n    ");
    const stop = fc.subarray(["STOP", "\n\n", "a`"]);
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        prefix,
        stop,
        fc.array(fc.nat(4), { maxLength: 20 }),
        (words, before, stops, cuts) => {
          const answer = words.join("");
          const pieces: string[] = [];
          let at = 0;
          for (const length of cuts) pieces.push(answer.slice(at, (at += length)));
          pieces.push(answer.slice(at));
          const whole = clean([answer], before, stops);
          assert.equal(clean(pieces, before, stops), whole);
          assert.equal(clean([...answer], before, stops), whole);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("holds back no more than it must", () => {
    const cleaner = createFillCleaner({ prefix: "const x = " });
    assert.equal(cleaner.push("fo"), "fo");
    assert.equal(cleaner.push("o()"), "o()");
  });
});

describe("the stream of such an answer", () => {
  async function* parts(...given: readonly StreamPart[]): AsyncGenerator<StreamPart> {
    yield* given;
  }
  const text = (words: string): StreamPart => ({ type: "text", text: words });
  const finish: StreamPart = { type: "finish", reason: "stop" };

  it("is cleaned as it goes by, with what was held back before its end", async () => {
    const usage: StreamPart = {
      type: "usage",
      usage: { input: 1, cacheRead: 0, cacheWrite: 0, cacheWriteLong: 0, output: 1, reasoning: 0, source: "reported" },
    };
    const cleaned = await collect(
      cleanFill(parts({ type: "start" }, text("``"), text("`js\n1"), text("\n`"), usage, finish), REQUEST),
    );
    assert.deepEqual(cleaned, [{ type: "start" }, text("1"), usage, text("\n`"), finish]);
  });

  it("keeps what came before it was cut", async () => {
    const cut: StreamPart = { type: "failure", failure: { class: "truncated", scope: "model", message: "Cut." } };
    assert.deepEqual(await collect(cleanFill(parts(text("const x"), cut), REQUEST)), [text("const x"), cut]);
  });
});

describe("a gap as a chat", () => {
  it("shows the document with the gap, in its file and language", () => {
    const chat = fillAsChat({ ...REQUEST, stop: ["\n\n"] });
    assert.deepEqual(chat.messages, [
      {
        role: "user",
        content: [{ type: "text", text: "File: src/a.ts\nLanguage: typescript\n\nconst x = ⟦GAP⟧;\n" }],
      },
    ]);
    assert.equal(chat.temperature, 0);
    assert.equal(chat.maxOutputTokens, 64);
    assert.deepEqual(chat.stop, ["\n\n"]);
  });

  it("has the same instruction for every gap, so that it can be cached", () => {
    assert.equal(fillAsChat(REQUEST).system, fillAsChat({ ...REQUEST, prefix: "y", path: "b.py" }).system);
  });
});

describe("fill-in-the-middle", () => {
  it("with a suffix leaves out an empty one, and stays within what the call allows", () => {
    const body = buildSuffixRequest(
      { ...REQUEST, suffix: "", maxOutputTokens: 9000, stop: ["\n"] },
      "m",
      testProvider("openai-chat"),
    );
    assert.deepEqual(body, {
      model: "m",
      prompt: "const x = ",
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 4096,
      stop: ["\n"],
    });
  });

  it("of DeepSeek asks its model not to think first", () => {
    const deepseek = testProvider("openai-chat", { baseUrl: "https://api.deepseek.com/v1" });
    assert.match(
      JSON.stringify(buildSuffixRequest(REQUEST, "deepseek-v4-flash", deepseek)),
      /"thinking":\{"type":"disabled"\}/,
    );
  });

  const endpoint = { style: "prompt-suffix", models: ["Qwen2.5-Coder"] } as const;

  it("is offered for a model whose name contains one of the row's, case ignored", () => {
    assert.equal(hasFill(endpoint, "qwen2.5-coder:7b-base"), true);
    assert.equal(hasFill(endpoint, "llama3"), false);
    assert.equal(hasFill(undefined, "qwen2.5-coder"), false);
  });
});
