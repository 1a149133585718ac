import assert from "node:assert/strict";
import { hasOnlyClosers, indentation } from "../../../src/features/inline/gap.ts";
import { closesBlock, leadsOn, lineComment, opensBlock } from "../../../src/features/inline/languages.ts";
import { repeatsBelow } from "../../../src/features/inline/repetition.ts";
import { gapAt } from "../../support/gap.ts";

describe("the gap at the caret", () => {
  it("is the line on both sides and the nearest lines that are not blank", () => {
    assert.deepEqual(gapAt("far\nabove\n\n  a = |;\n \n\nbelow\nfar"), {
      language: "typescript",
      multiline: true,
      linePrefix: "  a = ",
      lineSuffix: ";",
      above: "above",
      below: "below",
    });
  });

  it("has nothing above and below in a document of one line", () => {
    const { above, below } = gapAt("a|b");
    assert.deepEqual([above, below], ["", ""]);
  });

  it("takes several lines only where nothing but closers is behind the caret", () => {
    assert.equal(gapAt("f(|);").multiline, true);
    assert.equal(gapAt("f(|, b);").multiline, false);
    assert.equal(gapAt("f(|);", "typescript", false).multiline, false);
  });

  it("counts a tab to the next multiple of four", () => {
    assert.deepEqual(
      ["a", "  a", "\ta", "  \ta", "\t\t a"].map((line) => indentation(line)),
      [0, 2, 4, 4, 9],
    );
  });

  it("knows what only closes", () => {
    assert.deepEqual(
      ["", " ", ")]}", '");', "`,", "a)", "+"].map((text) => hasOnlyClosers(text)),
      [true, true, true, true, true, false, false],
    );
  });
});

describe("a line", () => {
  const opening: readonly (readonly [line: string, language: string, expected: boolean])[] = [
    ["if (a) {", "typescript", true],
    ["if (a) { // so", "typescript", true],
    ["a(); // {", "typescript", false],
    ["const f = () =>", "typescript", true],
    ["if a:", "python", true],
    ["if a:  # so", "python", true],
    ["a: b", "typescript", false],
    ["case 1:", "typescript", false],
    ["def f(a)", "ruby", true],
    ["list.each do", "ruby", true],
    ["default = 1", "ruby", false],
    ["if x; then", "shellscript", true],
  ];
  for (const [line, language, expected] of opening) {
    it(`${JSON.stringify(line)} in ${language} ${expected ? "opens a block" : "opens none"}`, () => {
      assert.equal(opensBlock(line, language), expected);
    });
  }

  it("closes a block by a bracket, or by a word where the language has one", () => {
    assert.equal(closesBlock("  }", "typescript"), true);
    assert.equal(closesBlock("  end", "ruby"), true);
    assert.equal(closesBlock("  end", "typescript"), false);
    assert.equal(closesBlock("  ending", "ruby"), false);
  });

  it("leads on to the next when it is a comment or a decorator", () => {
    assert.equal(leadsOn("// so", "typescript"), true);
    assert.equal(leadsOn("  @cache", "python"), true);
    assert.equal(leadsOn("#[test]", "rust"), true);
    assert.equal(leadsOn("a();", "typescript"), false);
  });

  it("is marked as a comment in the language's own way", () => {
    assert.equal(lineComment("typescript"), "//");
    assert.equal(lineComment("python"), "#");
    assert.equal(lineComment("html"), undefined);
  });

  it("repeats the one below though it is indented otherwise, unless it is of brackets alone", () => {
    assert.equal(repeatsBelow("  foo();", "foo();"), true);
    assert.equal(repeatsBelow("foo();", "bar();"), false);
    assert.equal(repeatsBelow("  }", "}"), false);
    assert.equal(repeatsBelow("}", "} "), true);
    assert.equal(repeatsBelow("", ""), false);
  });
});
