import assert from "node:assert/strict";
import { startsWord } from "../../../../src/router/continuation/word-start.ts";

/** The text with a bar before each place where a word begins. */
function marked(text: string): string {
  return Array.from({ length: text.length }, (_, at) => (startsWord(text, at) ? "|" : "") + text.charAt(at)).join("");
}

describe("a word", () => {
  const texts: readonly (readonly [what: string, marked: string])[] = [
    ["begins behind white space", "|one  |two\n\t|three "],
    ["begins where letters and signs meet", '|foo|(|bar_1|, |"|x|")'],
    ["does not begin within signs", "|---- |=== |x"],
    ["does not begin within letters of any alphabet", "|naïve |Ωμέγα |и |𝐚b"],
    ["begins at each character of a script without blanks", "|你|好|か|な"],
    ["does not begin in a code point", "|𠮷|野 |🎉🎉|a|🎉"],
    ["does not begin at a mark, a joiner or a selector", "|de\u0301ja\u0300 |👩\u200d👧 |❤\ufe0f\u200d🔥"],
    ["begins a line whatever it begins with", "|a\n|\ufe0fb"],
  ];
  for (const [what, text] of texts) it(what, () => assert.equal(marked(text.replaceAll("|", "")), text));

  it("does not begin behind the end", () => assert.ok(!startsWord("a", 1)));
});
