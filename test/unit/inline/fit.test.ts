import assert from "node:assert/strict";
import fc from "fast-check";
import { fit } from "../../../src/features/inline/fit.ts";
import { gapAt } from "../../support/gap.ts";

/** The text around the caret after a suggestion was taken. */
function taken(at: string, suggestion: string): string | undefined {
  const [before = "", after = ""] = at.split("|", 2);
  const fitted = fit(suggestion, gapAt(at));
  return fitted && before + fitted.text + after.slice(fitted.replaces);
}

describe("a suggestion that was taken", () => {
  const rows: readonly (readonly [at: string, suggestion: string, after: string | undefined])[] = [
    ["a = |", "b;", "a = b;"],
    ["foo(|)", "a, b)", "foo(a, b)"],
    ["foo(|)", "a, b", "foo(a, b)"],
    ["foo(|)", "a, b);", "foo(a, b);"],
    ["foo(|);", "a, b);", "foo(a, b);"],
    ["foo(|);", "a, b)", "foo(a, b);"],
    ["foo(|)", "bar(a)", "foo(bar(a))"],
    ["foo(|)", "bar(a));", "foo(bar(a));"],
    ["foo(|)", "a))", "foo(a)"],
    ["foo([|])", "a, b]);", "foo([a, b]);"],
    ["foo(|)", ")", undefined],
    ['a = "|"', 'hello"', 'a = "hello"'],
    ['a = "|"', 'hello";', 'a = "hello";'],
    ['log("|")', 'hello");', 'log("hello");'],
    ['foo(|"abc")', '"x", ', 'foo("x", "abc")'],
    ["foo(|, b)", "a, b)", "foo(a, b)"],
    ["foo(|, b)", "a", "foo(a, b)"],
    ["const a = |b + c;", "b + c;", undefined],
    ["const a = |value;", "some.value", "const a = some.value;"],
    ["x = |x", "max", "x = maxx"],
    ["a = |bar;", "foo + b", "a = foo + bbar;"],
    ["if (|) {", "a > 0) {", "if (a > 0) {"],
    ["if (a|) {", " > 0", "if (a > 0) {"],
    ["function f() {|}", "\n  return 1;\n}", "function f() {\n  return 1;\n}"],
    ["  f() {|}", "\n    return 1;", "  f() {\n    return 1;\n  }"],
    ["foo(|)", "() => {\n  a();\n})", "foo(() => {\n  a();\n})"],
    ["foo(|)", "() => {\n  a();\n});", "foo(() => {\n  a();\n})"],
    ["  f() {|}", "\n  a();", "  f() {\n  a();}"],
    ["a|;", " = 1;", "a = 1;"],
    ["a = |;", "f(); g", "a = f(); g;"],
    ["a = |  ", "1;", "a = 1;  "],
  ];
  for (const [at, suggestion, after] of rows) {
    it(`${at} with ${JSON.stringify(suggestion)} is ${JSON.stringify(after)}`, () => {
      assert.equal(taken(at, suggestion), after);
    });
  }

  it("has the rest of the line once, though the model repeated it", () => {
    const word = fc.constantFrom("a", "foo", "max(", ")", ");", "]", "}", ", ", " + ", '"', "x.y", "{", ": ");
    const words = fc.array(word, { maxLength: 5 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(words, words, words, (before, rest, answer) => {
        fc.pre(rest.trim() !== "" && !/^\s*[)\]}"]/.test(rest));
        fc.pre(answer.trim() !== "" && !(/\w$/.test(answer) && /^\w/.test(rest)));
        assert.equal(taken(`${before}|${rest}`, answer + rest.trimEnd()), before + answer + rest);
      }),
      { numRuns: 800 },
    );
  });

  it("writes only over what it holds itself, in the same order", () => {
    const piece = fc.constantFrom("a", "(", ")", "[", "]", "{", "}", ";", ",", '"', " ");
    const pieces = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(pieces, pieces, pieces, (before, rest, suggestion) => {
        const fitted = fit(suggestion, gapAt(`${before}|${rest}`));
        if (!fitted) return;
        let found = 0;
        for (const character of fitted.text) if (character === rest[found] && found < fitted.replaces) found += 1;
        assert.equal(found, fitted.replaces);
      }),
      { numRuns: 800 },
    );
  });
});
