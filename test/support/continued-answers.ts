import fc from "fast-check";
import type { ChatRequest } from "../../src/spec/request.ts";
import { continueRequest } from "../../src/router/continuation/continuation-request.ts";
import { Seam, type SeamEnd } from "../../src/router/continuation/seam.ts";

/** An answer that broke off, and everything a model that goes on with it may be asked for. */
export interface Cut {
  readonly whole: string;
  readonly shown: string;
  readonly anchor: string;
}

const request: ChatRequest = { kind: "chat", messages: [{ role: "user", content: [{ type: "text", text: "Go." }] }] };

/** Undefined where there is nothing to go on with. */
export function cutAt(whole: string, at: number): Cut | undefined {
  const shown = whole.slice(0, at);
  const anchor = continueRequest(request, shown)?.anchor;
  return anchor === undefined ? undefined : { whole, shown, anchor };
}

/** All that is shown of a continuation that comes in these pieces. */
export function seamOf({ shown, anchor }: Omit<Cut, "whole">, pieces: Iterable<string>): SeamEnd {
  const seam = new Seam(shown, anchor);
  let news = "";
  for (const piece of pieces) news += seam.push(piece);
  const { text, verdict } = seam.end();
  return { text: news + text, verdict };
}

/** Pieces of these lengths, over and over; 0 is an empty piece, and all of the text is one where there are none. */
export function* piecesOf(text: string, lengths: readonly number[]): Generator<string> {
  let at = 0;
  for (let turn = 0; at < text.length; turn += 1) {
    const end = at + (lengths[turn % lengths.length] ?? text.length);
    yield text.slice(at, end);
    at = end;
  }
}

const words = fc.constantFrom(
  ..."the a router answer is cut off and another model goes on from there Fox fox jumps over lazy dogs ha".split(" "),
);
const sentence = fc
  .tuple(fc.array(words, { minLength: 3, maxLength: 12 }), fc.constantFrom(".", "!", "?", ":", "…"))
  .map(([all, end]) => `${all.join(" ")}${end}`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((all) => all.join(" "));
const prose = fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((all) => all.join("\n\n"));

const cell = fc.constantFrom("yes", "no", "alpha", "beta", "42", "`code`", "");
const row = fc.array(cell, { minLength: 3, maxLength: 3 }).map((cells) => `| ${cells.join(" | ")} |`);
const table = fc
  .array(row, { minLength: 2, maxLength: 7 })
  .map(([head = "", ...rows]) => [head, "| --- | --- | --- |", ...rows].join("\n"));
const list = fc
  .array(fc.tuple(fc.constantFrom("- ", "* ", "  - ", "1. "), fc.oneof(sentence, words)), {
    minLength: 2,
    maxLength: 5,
  })
  .map((items) => items.map((item) => item.join("")).join("\n"));

const codeLine = fc.constantFrom(
  "foo();",
  "  console.log(value);",
  "  if (value !== undefined) return value;",
  "    return await fetch(url, { signal });",
  "}",
  "",
  "  // the same again",
);
const code = fc
  .tuple(fc.constantFrom("ts", "python", ""), fc.array(codeLine, { minLength: 2, maxLength: 9 }))
  .filter(([, lines]) => lines.join("").trim() !== "")
  .map(([language, lines]) => ["```" + language, ...lines, "```"].join("\n"));

const markdown = fc
  .array(fc.oneof(paragraph, table, list, code), { minLength: 1, maxLength: 4 })
  .map((blocks) => blocks.join("\n\n"));
const sign = fc.constantFrom(
  ..."你好世界这是一个答案。，それはカナですか👍🏽👩‍👧❤️🎉é",
  "👍🏽",
  "👩‍👧‍👦",
  "é",
  "de\u0301jà",
  " ",
  "\n",
  "ok",
);
const signs = fc.array(sign, { minLength: 20, maxLength: 90 }).map((all) => all.join(""));
const repeated = fc
  .tuple(sentence, fc.constantFrom("ha ", "na", "- x\n", "0, "), fc.integer({ min: 2, max: 30 }), sentence)
  .map(([before, one, times, after]) => `${before} ${one.repeat(times)}${after}`);

/** Answers of all kinds, up to some hundred characters. */
export const answers: fc.Arbitrary<string> = fc.oneof(prose, markdown, code, signs, repeated);

/** How a stream is cut into pieces. */
export const lengths: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.constant([]),
  fc.constant([1]),
  fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }).filter((all) => all.some((length) => length > 0)),
);
